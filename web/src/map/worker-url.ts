/** File name of MapLibre's worker beside this bundle; put in by the build. */
declare const MAP_WORKER_FILE: string;

/**
 * Where MapLibre's worker is. A worker may begin only from the page's own host: on a page of another host a module of
 * one line brings it in (that page's policy must allow `worker-src blob:`).
 */
export function workerUrl(server: string): string {
  const file = `${server}/assets/${MAP_WORKER_FILE}`;
  if (!server || server === location.origin) return file;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(file)};`], { type: 'text/javascript' }));
}
