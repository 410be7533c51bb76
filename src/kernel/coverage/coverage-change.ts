import { invariant } from '../invariant.js';
import { rational, subtract, toNumber, type Rational } from '../rational.js';
import type { PopulationCoverage } from './population.js';
import type { PresenceCoverage } from './presence.js';

/** The order in which one state turns into the other; why it is this one: docs/models/coverage-change.md. */
export const COVERAGE_CHANGE_STEPS = ['BUILT', 'CLOSED', 'DENOMINATOR', 'RULE'] as const;
export type CoverageChangeStep = (typeof COVERAGE_CHANGE_STEPS)[number];

/** What a coverage is evaluated from: facilities, what they are to serve, and by which rule. */
export interface CoverageSituation<Ground, Rule> {
  /** Ids of the operating facilities, whatever the rule makes of them. */
  readonly facilities: ReadonlySet<string>;
  /** Units with their boundaries, vintage and people. */
  readonly ground: Ground;
  /** Predicate, relation, cutoff, speed, cohort, urban–rural reading, zones in or out. */
  readonly rule: Rule;
}

/**
 * The five situations to evaluate, in order: before; + what opened; − what closed; with the later ground; with the later
 * rule, which is the situation after. Evaluate each one, then `splitCoverageChange`.
 */
export function coverageChangeStages<Ground, Rule>(
  before: CoverageSituation<Ground, Rule>,
  after: CoverageSituation<Ground, Rule>,
): readonly CoverageSituation<Ground, Rule>[] {
  const { facilities } = after;
  return [
    before,
    { ...before, facilities: new Set([...before.facilities, ...facilities]) },
    { ...before, facilities },
    { ...after, rule: before.rule },
    after,
  ];
}

/** A coverage as two whole numbers: units of units, or millionths of people of people. */
export interface CoverageCount {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Presence as counted units of listed units. */
export function unitCount(coverage: Pick<PresenceCoverage, 'numerator' | 'denominator'>): CoverageCount {
  return { numerator: BigInt(coverage.numerator), denominator: BigInt(coverage.denominator) };
}

/**
 * People (or households, or square metres) as millionths, so that the last bits of fractional sums, which follow the
 * order of addition, do not pass for a change of the denominator.
 */
export function peopleCount(
  coverage: Pick<PopulationCoverage, 'coveredWeight' | 'totalWeight'>,
): CoverageCount {
  const millionths = (people: number): bigint => BigInt(Math.round(people * 1e6));
  return { numerator: millionths(coverage.coveredWeight), denominator: millionths(coverage.totalWeight) };
}

/** One part of a change, in shares of 1: 0.1 is ten percentage points. */
export interface CoverageChangePart {
  readonly step: CoverageChangeStep;
  readonly exact: Rational;
  /** `exact` as the nearest double. */
  readonly value: number;
}

export type CoverageChangeSplit =
  | {
      readonly ok: true;
      /** Ratio after − ratio before, exactly the sum of the parts' `exact`. */
      readonly difference: Omit<CoverageChangePart, 'step'>;
      /** In the order of `COVERAGE_CHANGE_STEPS`. */
      readonly parts: readonly CoverageChangePart[];
    }
  | {
      readonly ok: false;
      readonly reason: 'NO_DENOMINATOR';
      /** The first stage (0 = before, 4 = after) with a denominator of 0: its ratio, and so the split, is undefined. */
      readonly stage: number;
    };

/**
 * Splits the change of a coverage ratio exactly into what was built, what was closed, the change of units, boundaries
 * or people, and the change of the rule: each part is the ratio of one stage minus that of the stage before, in exact
 * fractions, so the parts sum to the difference without a remainder.
 *
 * @param stages the coverage at each of the five situations of `coverageChangeStages`, in that order
 */
export function splitCoverageChange(stages: readonly CoverageCount[]): CoverageChangeSplit {
  invariant(
    stages.length === COVERAGE_CHANGE_STEPS.length + 1,
    `${stages.length} stages for ${COVERAGE_CHANGE_STEPS.length} steps`,
  );
  stages.forEach(({ numerator, denominator }, stage) =>
    invariant(
      numerator >= 0n && numerator <= denominator,
      `${numerator} of ${denominator} at stage ${stage}`,
    ),
  );
  const stage = stages.findIndex(({ denominator }) => denominator === 0n);
  if (stage >= 0) return { ok: false, reason: 'NO_DENOMINATOR', stage };
  const ratios = stages.map(({ numerator, denominator }) => rational(numerator, denominator));
  const part = (from: number, to: number): Omit<CoverageChangePart, 'step'> => {
    const exact = subtract(ratios[to], ratios[from]);
    return { exact, value: toNumber(exact) };
  };
  return {
    ok: true,
    difference: part(0, ratios.length - 1),
    parts: COVERAGE_CHANGE_STEPS.map((step, at) => ({ step, ...part(at, at + 1) })),
  };
}
