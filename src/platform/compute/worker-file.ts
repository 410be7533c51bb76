/**
 * The script of a worker thread, a sibling of the module that asks (its `import.meta.url`). Tests put a bundle in its
 * place, as they run from the TypeScript sources.
 */
export function workerFile(name: string, base: string): URL {
  return new URL(`./${name}.js`, base);
}
