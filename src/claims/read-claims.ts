import type { Claim } from '../kernel/claims/claim.js';
import { type ClaimUnit, findUnit, UNIT_WORDS } from '../kernel/claims/claim-units.js';
import { type DateSpan, readDateSpan } from '../kernel/claims/date-span.js';
import { readWrittenNumber } from '../kernel/claims/written-number.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isStorableText } from '../platform/errors/check-text.js';
import { visibleText } from '../platform/fields/read-fields.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { CLAIM_LIMITS, type ClaimDraft } from './claim-draft.js';

/**
 * The claims of a set by their keys, in order.
 * @throws PlanningError LIMIT_EXCEEDED for too many; BAD_USER_INPUT for none, a key twice, overlong texts, unknown
 *   units and values that cannot be read, with `details.claim` and `details.field`
 */
export function readClaims(drafts: readonly ClaimDraft[]): ReadonlyMap<string, Claim> {
  if (drafts.length === 0) throw badInput('claims: expected at least one claim.');
  if (drafts.length > CLAIM_LIMITS.claims) {
    const limit = CLAIM_LIMITS.claims;
    const message = `claims: expected at most ${limit} claims in one check; got ${drafts.length}.`;
    throw new PlanningError('LIMIT_EXCEEDED', message, { limit, count: drafts.length });
  }
  const claims = new Map<string, Claim>();
  for (const draft of drafts) {
    const claim = readClaim(draft);
    if (claims.has(claim.key)) throw refused(claim.key, 'key', 'stands twice; every claim needs its own key');
    claims.set(claim.key, claim);
  }
  return claims;
}

function readClaim(draft: ClaimDraft): Claim {
  const key = draft.key.trim();
  if (key === '' || key.length > CLAIM_LIMITS.keyLength || !isStorableText(key))
    throw refused(key, 'key', `must have 1 to ${CLAIM_LIMITS.keyLength} characters`);
  return {
    key,
    label: readText(key, 'label', draft.label) ?? key,
    subject: readText(key, 'subject', draft.subject),
    scope: readText(key, 'scope', draft.scope),
    period: readPeriod(key, draft.period),
    ...readValue(key, draft),
  };
}

function readText(key: string, field: string, text: string | null | undefined): string | null {
  const plain = visibleText(text ?? '');
  if (plain.length > CLAIM_LIMITS.textLength || !isStorableText(plain))
    throw refused(key, field, `must be text of at most ${CLAIM_LIMITS.textLength} characters`);
  return plain === '' ? null : plain;
}

function readPeriod(key: string, text: string | null | undefined): DateSpan | null {
  const written = readText(key, 'period', text);
  if (written === null) return null;
  return readDateSpan(written) ?? notRead(key, 'period', DATE_EXPECTED, written);
}

const DATE_EXPECTED = 'a date such as 2024, 2024-06, 2024-08-07 or 2024年8月7日';
const NUMBER_EXPECTED = 'digits such as 2400, 1,163, 524.6 or 36.38%, at most 24 of them';

type ReadValue = Pick<Claim, 'unit' | 'number' | 'date' | 'written'>;

/** The number or date, with the unit of its own field or the one written behind the digits. */
function readValue(key: string, draft: ClaimDraft): ReadValue {
  const text = readText(key, 'value', draft.value)?.normalize('NFKC');
  if (text === undefined) return notRead(key, 'value', NUMBER_EXPECTED, draft.value);
  const named = readUnit(key, draft.unit);
  const isDate =
    named?.dimension === 'DATE' || (named === null && /\D/.test(text) && readDateSpan(text) !== null);
  if (isDate) return dateValue(key, text);
  const [, digits, suffix] = /^([^\p{L}%‰]*)(.*)$/u.exec(text)!;
  const number = readWrittenNumber(digits) ?? notRead(key, 'value', NUMBER_EXPECTED, text);
  const written = readUnit(key, suffix);
  if (named && written && !isSameUnit(named, written))
    throw refused(key, 'unit', `is ${named.word}, but the value says ${written.word}`);
  const unit = named ?? written;
  if (!unit) throw refused(key, 'unit', `is missing: expected one of ${UNIT_WORDS.join(' ')}`);
  return { unit, number, date: null, written: digits.trim() };
}

function dateValue(key: string, text: string): ReadValue {
  const date = readDateSpan(text) ?? notRead(key, 'value', DATE_EXPECTED, text);
  return { unit: findUnit('date')!, number: null, date, written: date.text };
}

function readUnit(key: string, word: string | null | undefined): ClaimUnit | null {
  const written = readText(key, 'unit', word);
  if (written === null) return null;
  return findUnit(written) ?? notRead(key, 'unit', `one of ${UNIT_WORDS.join(' ')}`, written);
}

function isSameUnit(a: ClaimUnit, b: ClaimUnit): boolean {
  const isSameSize = a.factor.numerator * b.factor.denominator === b.factor.numerator * a.factor.denominator;
  return a.dimension === b.dimension && isSameSize;
}

function notRead(key: string, field: string, expected: string, got: string): never {
  throw refused(key, field, `cannot be read: expected ${expected}; got "${got.slice(0, 60)}"`, got);
}

function refused(key: string, field: string, what: string, value?: string): PlanningError {
  const claim = key.slice(0, CLAIM_LIMITS.keyLength);
  const details = value === undefined ? {} : { value: value.slice(0, 60) };
  return badInput(`Claim "${claim}": ${field} ${what}.`, { claim, field, ...details });
}
