import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { scenarioFacility } from '../scenarios/index.js';
import type { AreaField } from './area-field.js';
import type { CoverageView } from './coverage-view.js';
import { PresenceCoverage, type PresenceMember } from './coverage.types.js';
import { squareMeters } from './describe-area.js';
import { excludedMembers, presenceMembers } from './describe-coverage.js';
import type { ExceptedNear } from './excepted-places.js';
import { reasonWords } from './explain-words.js';
import { ExplainedMember, type RatioPart } from './explain.types.js';
import type { HouseholdView } from './household-view.js';
import { presenceFigures } from './presence-coverage.js';
import type { UnitChoice } from './unit-set.js';
import { walkFigures } from './walk-figures.js';

/** One part of a ratio: its members in the order of their keys, each described when a page holds it. */
export interface ExplainedList<T = unknown> {
  readonly items: readonly T[];
  keyOf(item: T): string;
  describe(item: T): ExplainedMember;
}

type Facts = Pick<ExplainedMember, 'kind' | 'id' | 'reason' | 'divisionCode'> & Partial<ExplainedMember>;

/** Units of some levels, taken together. */
export function explainPresence(
  view: CoverageView,
  division: number,
  levels: readonly DivisionLevel[],
  choice: UnitChoice,
  part: RatioPart,
  viewer: Viewer,
): ExplainedList<PresenceMember> {
  const figures = presenceFigures(view, division, levels, null, choice);
  const presence = Object.assign(new PresenceCoverage(), { view, ...figures });
  const inSet = presenceMembers(presence, part === 'DENOMINATOR' ? null : part === 'NUMERATOR', viewer);
  const leftOut = part === 'EXCLUDED' ? excludedMembers(presence) : [];
  const outside = new Set(leftOut);
  const code = ({ divisionCode }: PresenceMember) => divisionCode;
  const { tree } = view.ground;
  return {
    items: [...inSet, ...leftOut].sort((a, b) => (code(a) < code(b) ? -1 : 1)),
    keyOf: code,
    describe: (unit) =>
      member({
        kind: 'UNIT',
        id: unit.divisionCode,
        divisionCode: unit.divisionCode,
        name: tree.nodes[tree.numberOf(unit.divisionCode)].name,
        counts: unit.counted,
        inDenominator: !outside.has(unit),
        weight: outside.has(unit) ? 0 : 1,
        countedWeight: unit.counted ? 1 : 0,
        reason: unit.reason,
        missingCapabilities: unit.missingCapabilities,
        facilityAtHand: unit.deciding,
      }),
  };
}

/** Demand points; those that do not state the cohort are left out of the ratio. */
export function explainPopulation(
  view: CoverageView,
  division: number,
  cohort: Cohort,
  part: RatioPart,
  excepted: ExceptedNear,
): ExplainedList<number> {
  const { demand, tree, facilities } = view.ground;
  const { costCentimeters, nearest } = view.field;
  const people = demand.people[cohort];
  const items: number[] = [];
  demand.division.forEach((lies, point) => {
    if (!tree.isWithin(lies, division)) return;
    const isStated = !Number.isNaN(people[point]);
    if (belongs(part, isStated, isStated && view.isCovered(point))) items.push(point);
  });
  return {
    items,
    keyOf: (point) => demand.ids[point],
    describe: (point) => {
      const isStated = !Number.isNaN(people[point]);
      const reason = isStated ? view.reasonOf(point) : 'NO_COUNT_STATED';
      const weight = isStated ? people[point] : 0;
      return member({
        kind: 'DEMAND_POINT',
        id: demand.ids[point],
        divisionCode: tree.nodes[demand.division[point]].code,
        counts: reason === 'COVERED',
        inDenominator: isStated,
        weight,
        countedWeight: reason === 'COVERED' ? weight : 0,
        reason,
        ...walkFigures(costCentimeters[point], view.limit),
        ...(isStated ? {} : { secondsTooFar: null }),
        facilityAtHand: facilities[nearest[point]] ?? null,
        exceptedFacility: reason === 'COVERED' ? null : (excepted(point)?.name ?? null),
      });
    },
  };
}

/** Housing estates; those handed over only later, or of unknown households, are left out of the ratio. */
export function explainHouseholds(
  households: HouseholdView,
  division: number,
  part: RatioPart,
  excepted: ExceptedNear,
): ExplainedList<number> {
  const { view, field } = households;
  const { ground, costCentimeters, nearest } = field;
  const { tree, facilities } = view.ground;
  const counted = households.estatesWithin(division, part === 'DENOMINATOR' ? null : part === 'NUMERATOR');
  const leftOut = part === 'EXCLUDED' ? households.leftOutWithin(division) : [];
  return {
    items: [...counted, ...leftOut].sort((a, b) => a - b),
    keyOf: (estate) => ground.ids[estate],
    describe: (estate) => {
      const inDenominator = households.isCounted(estate);
      const whyNot = households.isDelivered(estate) ? ('NO_HOUSEHOLDS' as const) : ('NOT_DELIVERED' as const);
      const reason = inDenominator ? households.reasonOf(estate) : whyNot;
      const weight = inDenominator ? ground.households[estate] : 0;
      return member({
        kind: 'ESTATE',
        id: ground.ids[estate],
        name: ground.names[estate],
        divisionCode: tree.nodes[ground.division[estate]].code,
        counts: reason === 'COVERED',
        inDenominator,
        weight,
        countedWeight: reason === 'COVERED' ? weight : 0,
        reason,
        ...walkFigures(costCentimeters[estate], view.limit),
        ...(inDenominator ? {} : { secondsTooFar: null }),
        facilityAtHand: facilities[nearest[estate]] ?? null,
        exceptedFacility: reason === 'COVERED' ? null : (excepted(estate)?.name ?? null),
      });
    },
  };
}

/** Pieces of residential land, or the division as a whole; a piece may count in part and is then in every list. */
export function explainArea(
  field: AreaField,
  division: number,
  part: RatioPart,
): ExplainedList<{ readonly id: string; readonly total: number; readonly covered: number }> {
  const { base, land, totalSquareCentimeters, coveredSquareCentimeters } = field.at(division)!;
  const { code, name } = field.ground.tree.nodes[division];
  const whole = { id: code, total: totalSquareCentimeters, covered: coveredSquareCentimeters };
  const pieces =
    base === 'RESIDENTIAL_LAND'
      ? land.map(({ id, squareCentimeters, coveredSquareCentimeters: covered }) => {
          return { id, total: squareCentimeters, covered };
        })
      : base === 'UNIT'
        ? [whole]
        : [];
  return {
    items: pieces.filter(({ total, covered }) =>
      part === 'NUMERATOR' ? covered > 0 : part === 'DENOMINATOR' || covered < total,
    ),
    keyOf: ({ id }) => id,
    describe: ({ id, total, covered }) =>
      member({
        kind: base === 'UNIT' ? 'UNIT' : 'LAND',
        id,
        name: base === 'UNIT' ? name : null,
        divisionCode: code,
        counts: covered > 0,
        weight: squareMeters(total),
        countedWeight: squareMeters(covered),
        reason: covered === 0 ? 'OUTSIDE_CIRCLES' : covered < total ? 'PARTLY_COVERED' : 'COVERED',
      }),
  };
}

function belongs(part: RatioPart, inDenominator: boolean, counts: boolean): boolean {
  if (part === 'DENOMINATOR') return inDenominator;
  return part === 'NUMERATOR' ? counts : !counts;
}

function member(facts: Facts): ExplainedMember {
  const told = Object.assign(new ExplainedMember(), {
    name: null,
    inDenominator: true,
    walkSeconds: null,
    secondsTooFar: null,
    missingCapabilities: [],
    exceptedFacility: null,
    facilityAtHand: null,
    ...facts,
  });
  told.scenarioFacility = scenarioFacility(told.facilityAtHand);
  told.words = reasonWords(told);
  return told;
}
