/** Whole numbers up to 99 in Chinese. */
export function chineseNumber(number: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return digits[ones];
  return `${tens === 1 ? '' : digits[tens]}十${digits[ones]}`;
}
