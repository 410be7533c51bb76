import { seesAll } from '../facilities/index.js';
import {
  COVERAGE_CHANGE_STEPS,
  type CoverageChangeSplit,
  type CoverageCount,
} from '../kernel/coverage/coverage-change.js';
import type { ExactFraction } from '../kernel/coverage/exact-fraction.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { ComparedPlace } from './compare-places.js';
import type { ComparedSteps, UnitStep } from './compare-parts.js';
import {
  ComparedCoverage,
  ComparedFacility,
  ComparedSide,
  ComparedUnit,
  CoverageChangePart,
  CoverageComparison,
  ExactShare,
} from './compare.types.js';
import { ruleOf } from './coverage-rule.js';
import type { CoverageView } from './coverage-view.js';

/** People are counted in millionths, units as they are. */
const MILLIONTHS = 1e6;

const SITUATIONS = [
  'before',
  'before and what opened since',
  'before without what closed since',
  'after by the earlier rule',
  'after',
];

export function describeComparison(
  named: Pick<CoverageComparison, 'reading' | 'level' | 'cohort'>,
  before: CoverageView,
  after: CoverageView,
  unit: number,
  counts: readonly CoverageCount[],
  split: CoverageChangeSplit,
  steps: ComparedSteps,
): CoverageComparison {
  const { ground } = after;
  const unitsOf = named.reading === 'PRESENCE' ? 1 : MILLIONTHS;
  const stages = counts.map((count) => coverageOf(count, unitsOf));
  const side = (view: CoverageView, stage: ComparedCoverage) =>
    Object.assign(new ComparedSide(), { ...stage, rule: ruleOf(view, unit) });
  return Object.assign(new CoverageComparison(), {
    ...named,
    ...{ unit, ground },
    before: side(before, stages[0]),
    after: side(after, stages[stages.length - 1]),
    difference: split.ok ? shareOf(split.difference) : null,
    undefinedReason: split.ok
      ? null
      : `NO_DENOMINATOR: nobody or nothing to cover ${SITUATIONS[split.stage]}`,
    parts: COVERAGE_CHANGE_STEPS.map((step, at) =>
      Object.assign(new CoverageChangePart(), {
        ...{ steps, ground, step },
        share: split.ok ? shareOf(split.parts[at]) : null,
        before: stages[at],
        after: stages[at + 1],
      }),
    ),
  });
}

/** Units of one part, ascending by code; the deciding facility only where the viewer may see it. */
export function describeUnitStep(
  { ground }: CoverageChangePart,
  { unit, effect, counted, coveredPeople, place }: UnitStep,
  viewer: Viewer,
): ComparedUnit {
  const { code, name } = ground.tree.nodes[unit];
  const shown = place && maySee(place, viewer) ? place : null;
  return Object.assign(new ComparedUnit(), {
    ...{ code, name, effect },
    countedBefore: counted?.[0] ?? null,
    countedAfter: counted?.[1] ?? null,
    coveredPeopleBefore: coveredPeople?.[0] ?? null,
    coveredPeopleAfter: coveredPeople?.[1] ?? null,
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
      Object.assign(new ComparedFacility(), { facilityId: known?.id ?? null, changeIndex, name, effect }),
    );
}

function maySee({ facility }: ComparedPlace, viewer: Viewer): boolean {
  return facility.published || seesAll(viewer);
}

function coverageOf({ numerator, denominator }: CoverageCount, unitsOf: number): ComparedCoverage {
  return Object.assign(new ComparedCoverage(), {
    numerator: Number(numerator) / unitsOf,
    denominator: Number(denominator) / unitsOf,
    ratio: denominator === 0n ? null : Number(numerator) / Number(denominator),
  });
}

function shareOf({ value, exact }: { readonly value: number; readonly exact: ExactFraction }): ExactShare {
  const { numerator, denominator } = exact;
  return Object.assign(new ExactShare(), {
    value,
    numerator: String(numerator),
    denominator: String(denominator),
  });
}
