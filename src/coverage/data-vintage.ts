/** Sources with their editions as one text, each source once, in code order. */
export function dataVintage(...editions: readonly (readonly string[])[]): string {
  return [...new Set(editions.flat())].sort().join('; ');
}
