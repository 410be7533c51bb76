import { baseAmount, claimText } from './claim-amount.js';
import { type Claim, type ClaimFinding, isNumber, type NumberClaim } from './claim.js';
import { isCounted } from './claim-units.js';
import { distinctNames, plainLabel, saySame } from './check-same.js';
import { compare, isEqual } from '../rational.js';
import { foundFinding } from './relation-finding.js';

const TOTAL = /合计|总计|总额|总数|总量|共计|total/i;
const PLANNED = /目标|计划|任务|应|target|plan/i;
const PLACE = /大厅|服务点|中心|站|网点|机构|场所|驿站|hall|point|centre|center|station/i;
const UNCLEAR = /^(不明|未说明|不详|未知|unclear|unknown|\?)$/i;

/** The claims that speak of one thing, in order of entry; claims without a subject are left out. */
export function claimsBySubject(claims: readonly Claim[]): Claim[][] {
  const subjects = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.subject === null) continue;
    const key = plainLabel(claim.subject);
    subjects.set(key, [...(subjects.get(key) ?? []), claim]);
  }
  return [...subjects.values()];
}

/** Totals below the largest figure beside them: same subject, unit and period, plans and targets aside. */
export function findTotalsBelowParts(subject: readonly Claim[]): ClaimFinding[] {
  const figures = subject.filter(isNumber).filter(({ label }) => !PLANNED.test(label));
  const parts = figures.filter(({ label }) => !TOTAL.test(label));
  return figures
    .filter(({ label }) => TOTAL.test(label))
    .flatMap((total) => {
      const above = parts.filter((part) => isComparable(total, part)).reduce(larger, total);
      if (above === total || saySame(above, total)) return [];
      const [actual, more] = [claimText(total), claimText(above)];
      const arithmetic = `${above.label} ${more} > ${total.label} ${actual}`;
      return [
        foundFinding('PART_EXCEEDS_TOTAL', [total, above], { expected: `≥ ${more}`, actual, arithmetic }),
      ];
    });
}

function larger(a: NumberClaim, b: NumberClaim): NumberClaim {
  return compare(baseAmount(b), baseAmount(a)) > 0 ? b : a;
}

function isComparable(a: NumberClaim, b: NumberClaim): boolean {
  const isAmount = a.unit.dimension === b.unit.dimension && a.unit.dimension !== 'PERCENT';
  return isAmount && a.period?.text === b.period?.text;
}

/**
 * Counts and amounts that do not say for whom they hold: said to be unclear, or bare beside a figure of the same subject
 * that says it (1000 people city-wide, and 200 人次 of nobody knows what).
 */
export function findUnstatedScopes(claims: readonly Claim[]): ClaimFinding[] {
  const unclear = claims.filter(({ scope }) => scope !== null && isUnclear(scope));
  const bare = claimsBySubject(claims).flatMap((subject) => {
    const scoped = new Set(
      subject.flatMap(({ scope, unit }) =>
        scope === null || isUnclear(scope) ? [] : [familyOf(unit.dimension)],
      ),
    );
    return subject.filter(({ scope, unit }) => scope === null && scoped.has(familyOf(unit.dimension)));
  });
  return [...unclear, ...bare]
    .filter(isNumber)
    .filter(({ unit: { dimension } }) => isCounted(dimension) || dimension === 'MONEY')
    .map((claim) => {
      const text = claimText(claim);
      const said = { expected: null, actual: text, arithmetic: `${claim.label}: ${text} | ${text} × N` };
      return foundFinding('SCOPE_UNSTATED', [claim], { ...said, hints: [{ kind: 'SCOPE', text }] });
    });
}

function isUnclear(scope: string): boolean {
  return UNCLEAR.test(scope.normalize('NFKC').trim());
}

function familyOf(dimension: string): string {
  return dimension === 'PERSON_TIMES' ? 'PEOPLE' : dimension;
}

/** Places of one subject, as many under each name, but under several names. */
export function findPlaceNames(subject: readonly Claim[]): ClaimFinding[] {
  const places = subject
    .filter(isNumber)
    .filter(({ unit, label }) => unit.dimension === 'ITEMS' && PLACE.test(label));
  const alike = places.filter((claim) => isEqual(baseAmount(claim), baseAmount(places[0])));
  const names = distinctNames(alike);
  if (names.length < 2) return [];
  const said = { expected: names[0], actual: names.slice(1).join('、'), arithmetic: names.join(' ≠ ') };
  return [{ ...foundFinding('NAMES_DIFFER', alike, said), severity: 'NOTE' }];
}

/** Claims that say the same of the same (label, subject, scope, period, kind of unit) with other values. */
export function findContradictions(claims: readonly Claim[]): ClaimFinding[] {
  const said = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    if (claim.subject === null && isOnlyTotal(claim.label)) return [];
    const parts = [claim.label, claim.subject ?? '', claim.scope ?? '', claim.period?.text ?? ''];
    const key = [...parts.map(plainLabel), claim.unit.dimension].join('\n');
    const first = said.get(key);
    if (!first) said.set(key, claim);
    if (!first || saySame(first, claim)) return [];
    const [expected, actual] = [claimText(first), claimText(claim)];
    const arithmetic = `${claim.label}: ${expected} ≠ ${actual}`;
    return [foundFinding('VALUES_DIFFER', [first, claim], { expected, actual, arithmetic })];
  });
}

function isOnlyTotal(label: string): boolean {
  return plainLabel(label).replace(TOTAL, '') === '';
}

const SMALLEST_TELLING_COUNT = 100n;

/** One number used for people (名) and for visits (人次) alike; small numbers meet by chance. */
export function findPeopleAndVisits(claims: readonly Claim[]): ClaimFinding[] {
  const byAmount = new Map<bigint, NumberClaim[]>();
  for (const claim of claims.filter(isNumber)) {
    if (familyOf(claim.unit.dimension) !== 'PEOPLE') continue;
    const { numerator, denominator } = baseAmount(claim);
    if (denominator !== 1n || numerator < SMALLEST_TELLING_COUNT) continue;
    byAmount.set(numerator, [...(byAmount.get(numerator) ?? []), claim]);
  }
  return [...byAmount.values()]
    .filter((alike) => new Set(alike.map(({ unit }) => unit.dimension)).size > 1)
    .map((alike) => {
      const arithmetic = alike.map((claim) => `${claim.label} ${claimText(claim)}`).join(' ; ');
      const [first, ...others] = alike.map(claimText);
      const actual = others.join(' ; ');
      return foundFinding('UNIT_CONFUSION', alike, { expected: first, actual, arithmetic });
    });
}
