/** Cuts 0 … count - 1 into slices [from, to) of at most `size`. */
export function inSlices(count: number, size: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, slice) => ({
    from: slice * size,
    to: Math.min(count, (slice + 1) * size),
  }));
}
