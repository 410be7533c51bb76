import { holdsIdentityNumber } from '../platform/fields/identity-number.js';

// Headers are compared without blanks, signs and what stands in brackets: "姓 名", "*姓名（必填）", "ID_Card".
const IDENTITY_HEADER =
  /身份证|公民身份|身份号|证件号|idcard|identity(card|number|no)|^(national|citizen)?idnumber$|^sfzh?$|(citizen|national)id$|社保卡号|医保卡号/;
/** Of those cared for and their households; whoever runs a place or filled in a table may be named. */
const PERSON_HEADER =
  /^(.*(老人|老年人|人员|居民|对象|参保人|户主|家属|监护人|本人))?(姓名|名字)$|^户主$|^(person|elder|elderly|resident|citizen|client)(full)?name$|^(first|last)name$/;
const CREDIT_CODE_HEADER = /信用代码|credit/i;
const SEVENTEEN_DIGITS = /[\d０-９]{17}/;

/** The column by whose name a table lists persons, or null. Names of columns only. */
export function personalColumn(columns: readonly string[]): string | null {
  return columns.find((column) => isPersonal(plainHeader(column))) ?? null;
}

function isPersonal(header: string): boolean {
  return IDENTITY_HEADER.test(header) || PERSON_HEADER.test(header);
}

function plainHeader(column: string): string {
  const text = column.normalize('NFKC').toLowerCase();
  return text.replace(/\(.*?\)|\[.*?\]|【.*?】/g, '').replace(/[\s*_.:#-]+/g, '');
}

/** The column that holds a citizen's identity number (GB 11643) in this row, or null. */
export function personalValue(properties: Readonly<Record<string, unknown>>): string | null {
  for (const column in properties) {
    const value = properties[column];
    if (typeof value !== 'string' || !SEVENTEEN_DIGITS.test(value)) continue;
    if (holdsIdentityNumber(value) && !CREDIT_CODE_HEADER.test(column)) return column;
  }
  return null;
}
