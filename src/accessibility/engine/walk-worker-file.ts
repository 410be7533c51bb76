/** The script of WalkPool's threads. Tests put a bundle in its place, as they run from the TypeScript sources. */
export const walkWorkerFile = new URL('./walk-worker.js', import.meta.url);
