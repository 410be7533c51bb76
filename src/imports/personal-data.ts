const IDENTITY_HEADER =
  /身份证|公民身份|证件号|(^|[^a-z])id[_\s-]?card|identity[_\s-]?(card|number|no)|^sfzh?$|citizen[_\s-]?id|社保卡号|医保卡号/i;
const PERSON_HEADER = /^(姓名|老人姓名|老年人姓名|参保人姓名|户主|户主姓名|居民姓名|person[_\s-]?name)$/i;
const PERSON_DETAIL_HEADER =
  /^(性别|出生日期|出生年月|生日|年龄|手机|手机号|手机号码|gender|sex|birth[_\s-]?(date|day)?|age)$/i;
const CREDIT_CODE_HEADER = /信用代码|credit/i;

/** The column by which a table looks like a list of persons, or null. Names of columns only. */
export function personalColumn(columns: readonly string[]): string | null {
  const plain = columns.map((column) => column.trim());
  const identity = plain.find((column) => IDENTITY_HEADER.test(column));
  if (identity !== undefined) return identity;
  const person = plain.find((column) => PERSON_HEADER.test(column));
  return person !== undefined && plain.some((column) => PERSON_DETAIL_HEADER.test(column)) ? person : null;
}

/** The column that by its name holds names of persons, or null: for tables where no other name has a place. */
export function personNameColumn(columns: readonly string[]): string | null {
  return columns.find((column) => PERSON_HEADER.test(column.trim())) ?? null;
}

/** The column that holds a citizen's identity number (GB 11643) in this row, or null. */
export function personalValue(properties: Readonly<Record<string, unknown>>): string | null {
  for (const column in properties) {
    const value = properties[column];
    if (typeof value !== 'string' || value.length < 18 || value.length > 40) continue;
    if (isIdentityNumber(value.trim()) && !CREDIT_CODE_HEADER.test(column)) return column;
  }
  return null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Eighteen characters with a plausible birth date and the check digit of GB 11643-1999. */
export function isIdentityNumber(text: string): boolean {
  if (!/^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, digit) => total + weight * Number(text[digit]), 0);
  return CHECK_DIGITS[sum % 11] === text[17].toUpperCase();
}
