import { seesAll } from '../facilities/index.js';
import {
  COVERAGE_CHANGE_STEPS,
  type CoverageChangeSplit,
  type CoverageCount,
} from '../kernel/coverage/coverage-change.js';
import type { Rational } from '../kernel/rational.js';
import type { Viewer } from '../platform/access/viewer.js';
import { scenarioFacility } from '../scenarios/index.js';
import type { ComparedPlace } from './compare-places.js';
import type { ComparedSteps, UnitStep } from './compare-parts.js';
import type { ComparisonSide } from './compare-side.js';
import type { ComparisonQuestion } from './comparison-question.js';
import {
  ComparedCoverage,
  ComparedFacility,
  type ComparedReading,
  ComparedSide,
  ComparedUnit,
  CoverageChangePart,
  CoverageComparison,
  type ComparisonNote,
  ExactShare,
} from './compare.types.js';
import type { NoRatioReason } from './coverage-reasons.js';
import { ruleOf } from './coverage-rule.js';
import { PRESENCE_RELATIONS } from './unit-presence.js';

/** How many of a reading's whole numbers make one of its units: people are counted in millionths, ground in cm². */
const SCALE: Readonly<Record<ComparedReading, number>> = {
  PRESENCE: 1,
  POPULATION: 1e6,
  HOUSEHOLDS: 1,
  AREA: 1e4,
};
/** Weights of a reading's units are people, households or square centimetres. */
const WEIGHT_SCALE: Readonly<Record<ComparedReading, number>> = { ...SCALE, POPULATION: 1 };
const NO_RATIO: Readonly<Record<ComparedReading, NoRatioReason>> = {
  PRESENCE: 'NO_UNITS',
  POPULATION: 'NO_PEOPLE',
  HOUSEHOLDS: 'NO_ESTATES',
  AREA: 'NO_BOUNDARY',
};

const SITUATIONS = [
  'before',
  'before and what opened since',
  'before without what closed since',
  'after by the earlier rule',
  'after',
];

export function describeComparison(
  { reading, levels, cohort, people }: ComparisonQuestion,
  [before, after]: readonly [ComparisonSide, ComparisonSide],
  unit: number,
  counts: readonly CoverageCount[],
  split: CoverageChangeSplit,
  steps: ComparedSteps,
  notes: readonly ComparisonNote[],
): CoverageComparison {
  const { ground } = after.view;
  const stages = counts.map((count) => coverageOf(count, reading));
  const isPresence = reading === 'PRESENCE';
  const isPopulation = reading === 'POPULATION';
  const side = ({ view, choice }: ComparisonSide, stage: ComparedCoverage) =>
    Object.assign(new ComparedSide(), {
      ...stage,
      rule: ruleOf(view, unit),
      urbanRuralRule: choice.urbanRural?.rule ?? null,
      urbanRuralSide: choice.urbanRural?.side ?? null,
      zones: isPresence ? choice.zones : null,
      relations: isPresence ? (choice.relations ?? PRESENCE_RELATIONS) : null,
    });
  return Object.assign(new CoverageComparison(), {
    ...{ reading, unit, ground, levels, notes },
    level: levels?.length === 1 ? levels[0] : null,
    cohort: isPopulation ? cohort : null,
    people: isPopulation ? people : null,
    before: side(before, stages[0]),
    after: side(after, stages[stages.length - 1]),
    difference: split.ok ? shareOf(split.difference) : null,
    undefinedReason: split.ok
      ? null
      : `NO_DENOMINATOR: nobody or nothing to cover ${SITUATIONS[split.stage]}`,
    parts: COVERAGE_CHANGE_STEPS.map((step, at) =>
      Object.assign(new CoverageChangePart(), {
        ...{ reading, steps, ground, step },
        share: split.ok ? shareOf(split.parts[at]) : null,
        before: stages[at],
        after: stages[at + 1],
      }),
    ),
  });
}

/** Units of one part, ascending by code; the deciding facility only where the viewer may see it. */
export function describeUnitStep(
  { ground, reading }: CoverageChangePart,
  { unit, effect, counted, weighed, place }: UnitStep,
  viewer: Viewer,
): ComparedUnit {
  const { code, name } = ground.tree.nodes[unit];
  const shown = place && maySee(place, viewer) ? place : null;
  const [was, all, is, allAfter] = weighed
    ? weighed.flatMap(({ coveredWeight, totalWeight }) => [
        coveredWeight / WEIGHT_SCALE[reading],
        totalWeight / WEIGHT_SCALE[reading],
      ])
    : [null, null, null, null];
  return Object.assign(new ComparedUnit(), {
    ...{ code, name, effect },
    countedBefore: counted?.[0] ?? null,
    countedAfter: counted?.[1] ?? null,
    coveredPeopleBefore: reading === 'POPULATION' ? was : null,
    coveredPeopleAfter: reading === 'POPULATION' ? is : null,
    coveredBefore: was,
    coveredAfter: is,
    totalBefore: all,
    totalAfter: allAfter,
    facilityId: shown?.known?.id ?? null,
    facilityName: shown?.name ?? null,
  });
}

/** The facilities behind one part that the viewer may see. */
export function describeFacilitySteps(part: CoverageChangePart, viewer: Viewer): ComparedFacility[] {
  return part.steps
    .facilities(part.step)
    .filter(({ place }) => maySee(place, viewer))
    .map(({ place: { known, changeIndex, name }, effect }) =>
      Object.assign(new ComparedFacility(), {
        ...{ facilityId: known?.id ?? null, changeIndex, name, effect },
        scenarioFacility: scenarioFacility(known),
      }),
    );
}

function maySee({ facility }: ComparedPlace, viewer: Viewer): boolean {
  return facility.published || seesAll(viewer);
}

function coverageOf({ numerator, denominator }: CoverageCount, reading: ComparedReading): ComparedCoverage {
  return Object.assign(new ComparedCoverage(), {
    numerator: Number(numerator) / SCALE[reading],
    denominator: Number(denominator) / SCALE[reading],
    ratio: denominator === 0n ? null : Number(numerator) / Number(denominator),
    noRatioReason: denominator === 0n ? NO_RATIO[reading] : null,
  });
}

function shareOf({ value, exact }: { readonly value: number; readonly exact: Rational }): ExactShare {
  const { numerator, denominator } = exact;
  return Object.assign(new ExactShare(), {
    value,
    numerator: String(numerator),
    denominator: String(denominator),
  });
}
