/**
 * Splits a whole number by weights (largest remainders), no share above its cap. The shares sum exactly to `total`;
 * the caps must leave room for it.
 */
export function apportion(total: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const cap = (i: number): number => caps?.[i] ?? Infinity;
  const shares = weights.map(() => 0);
  let left = total;
  let open = weights.map((_, i) => i).filter((i) => cap(i) > 0);
  while (left > 0) {
    if (open.length === 0) throw new Error(`Cannot split ${total}: the caps leave no room for ${left}.`);
    const sum = open.reduce((all, i) => all + weights[i], 0);
    const exact = open.map((i) => ({ i, want: sum > 0 ? (left * weights[i]) / sum : left / open.length }));
    let given = 0;
    const give = (i: number, wanted: number): void => {
      const granted = Math.min(wanted, cap(i) - shares[i], left - given);
      shares[i] += granted;
      given += granted;
    };
    for (const { i, want } of exact) give(i, Math.floor(want));
    exact.sort((a, b) => (b.want % 1) - (a.want % 1) || a.i - b.i);
    const rest = left - exact.reduce((all, { want }) => all + Math.floor(want), 0);
    for (const { i } of exact.slice(0, Math.max(1, rest))) give(i, 1);
    left -= given;
    open = open.filter((i) => shares[i] < cap(i));
  }
  return shares;
}
