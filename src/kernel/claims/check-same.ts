import { invariant } from '../invariant.js';
import { amountText, baseAmount, claimText, writtenRange } from './claim-amount.js';
import {
  type Claim,
  type ClaimFinding,
  type ClaimRelation,
  type FindingHint,
  isNumber,
  type RelationCheck,
} from './claim.js';
import { otherUnits } from './claim-units.js';
import { mayBeSameDate } from './date-span.js';
import { relationFinding } from './relation-finding.js';
import { isEqual } from '../rational.js';
import { overlap } from './value-range.js';

/** One thing said several times: the figures must agree at the coarser of their precisions. */
export function checkEqual(relation: ClaimRelation): RelationCheck {
  const { claim, terms } = relation;
  const findings = terms.filter((term) => !saySame(claim, term)).map((term) => differ(relation, term));
  const arithmetic = [claim, ...terms].map(claimText).join(findings.length > 0 ? ' ≠ ' : ' = ');
  const periods = new Set([claim, ...terms].flatMap(({ period }) => (period === null ? [] : [period.text])));
  if (findings.length === 0 && periods.size > 1) {
    const text = [...periods].join(' ≠ ');
    const said = { expected: null, actual: text, arithmetic: text };
    findings.push(relationFinding(relation, { code: 'PERIODS_DIFFER', ...said }));
  }
  const isSame = terms.every((term) => saySame(claim, term));
  return { relation, outcome: isSame ? outcomeOfSame(claim, terms) : 'FAILS', arithmetic, findings };
}

/** True where two claims of one dimension may mean the same value. */
export function saySame(a: Claim, b: Claim): boolean {
  if (a.date && b.date) return mayBeSameDate(a.date, b.date);
  invariant(isNumber(a) && isNumber(b), 'a number compared with a date');
  return overlap(writtenRange(a), writtenRange(b));
}

function outcomeOfSame(claim: Claim, terms: readonly Claim[]): 'HOLDS' | 'WITHIN_ROUNDING' {
  const isExact = terms.every((term) =>
    isNumber(claim) && isNumber(term)
      ? isEqual(baseAmount(claim), baseAmount(term))
      : claim.date?.text === term.date?.text,
  );
  return isExact ? 'HOLDS' : 'WITHIN_ROUNDING';
}

function differ(relation: ClaimRelation, term: Claim): Omit<ClaimFinding, 'relation'> {
  const { claim } = relation;
  const hints = unitsThatAgree(claim, term);
  const code = hints.length > 0 ? 'UNIT_SLIP' : 'VALUES_DIFFER';
  const [actual, other] = [claimText(claim), claimText(term)];
  const inClaimUnit =
    isNumber(term) && term.unit.word !== claim.unit.word
      ? ` = ${amountText(baseAmount(term), claim.unit)}`
      : '';
  const said = { expected: other, actual, arithmetic: `${actual} ≠ ${other}${inClaimUnit}` };
  return relationFinding({ ...relation, terms: [term] }, { code, ...said, hints });
}

function unitsThatAgree(a: Claim, b: Claim): FindingHint[] {
  return [
    [a, b],
    [b, a],
  ].flatMap(([suspect, other]) =>
    suspect.unit.dimension === 'PERCENT'
      ? []
      : otherUnits(suspect.unit)
          .filter((unit) => saySame({ ...suspect, unit }, other))
          .map(({ word }): FindingHint => {
            return { kind: 'UNIT', key: suspect.key, written: claimText(suspect), unit: word };
          }),
  );
}

/** One thing must have one name. */
export function checkNames(relation: ClaimRelation): RelationCheck {
  const names = distinctNames([relation.claim, ...relation.terms]);
  const arithmetic = names.join(names.length > 1 ? ' ≠ ' : '');
  if (names.length === 1) return { relation, outcome: 'HOLDS', arithmetic, findings: [] };
  const said = { expected: names[0], actual: names.slice(1).join('、'), arithmetic };
  const finding = relationFinding(relation, { code: 'NAMES_DIFFER', ...said });
  return { relation, outcome: 'FAILS', arithmetic, findings: [finding] };
}

/** Labels without differences of width, case and blanks. */
export function distinctNames(claims: readonly Claim[]): string[] {
  const byPlain = new Map<string, string>();
  for (const { label } of claims) {
    const plain = plainLabel(label);
    if (!byPlain.has(plain)) byPlain.set(plain, label);
  }
  return [...byPlain.values()];
}

export function plainLabel(label: string): string {
  return label.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
