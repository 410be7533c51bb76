const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Eighteen characters with a plausible birth date and the check digit of GB 11643-1999. */
export function isIdentityNumber(text: string): boolean {
  if (!/^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, digit) => total + weight * Number(text[digit]), 0);
  return CHECK_DIGITS[sum % 11] === text[17].toUpperCase();
}

/** True when such a number stands anywhere in a text, by itself or among words. */
export function holdsIdentityNumber(text: string): boolean {
  const plain = text.normalize('NFKC');
  return (plain.match(/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g) ?? []).some(isIdentityNumber);
}
