/** Digits of a 12-digit code that name the division itself: 0 (the country), 2, 4, 6, 9 or 12. */
function significantDigits(code: string): number {
  return [0, 2, 4, 6, 9].find((digits) => /^0*$/.test(code.slice(digits))) ?? 12;
}

/** The digits every code at or below a division begins with: 2105 for 210500000000. */
export function jurisdictionDigits(code: string): string {
  return code.slice(0, significantDigits(code));
}

/** True when the second code is the first or, by its digits, lies below it. Needs no imported divisions. */
export function containsJurisdiction(outer: string, inner: string): boolean {
  const digits = significantDigits(outer);
  return outer.slice(0, digits) === inner.slice(0, digits);
}

/** The code itself and, by its digits, every code above it, nearest first: community, town, county, city, province. */
export function jurisdictionsAtOrAbove(code: string): string[] {
  const own = significantDigits(code);
  const above = [9, 6, 4, 2].filter((digits) => digits < own);
  return [code, ...above.map((digits) => code.slice(0, digits).padEnd(12, '0'))];
}
