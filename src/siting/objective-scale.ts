import { compensatedSum } from '../kernel/compensated-sum.js';
import { wantsCost } from './pose-siting.js';
import type { PosedSiting } from './posed-siting.js';
import { MODEL_TERMS, type ObjectiveUnit } from './siting-terms.js';

/** How a kernel's objective is shown to people. */
export interface ObjectiveScale {
  readonly unit: ObjectiveUnit;
  /** Shown = kernel's × factor − what stands. */
  readonly factor: number;
  readonly toShown: (value: number) => number;
  /** No objective is larger, in the shown unit. */
  readonly total: number;
}

/**
 * Covered people are shown beyond those covered today, walks in minutes, the rest as it is counted. What stands is
 * what existing facilities cover before any of them closes.
 */
export function objectiveScale({ asked, question, coveredBefore }: PosedSiting): ObjectiveScale {
  const { unit: usual } = MODEL_TERMS[asked.model];
  const unit = usual === 'SITES' && wantsCost(asked) ? 'COST' : usual;
  const isWalk = unit === 'PERSON_MINUTES' || unit === 'MINUTES';
  const factor = isWalk ? 1 / (100 * 60 * asked.limit.speedMetersPerSecond) : 1;
  const standing = unit === 'NEW_PEOPLE' ? coveredBefore : 0;
  const people = compensatedSum(question.demandWeight);
  const years = question.model === 'PHASED' ? question.phases : [];
  const yearly = years.reduce((sum, _, year) => sum + asked.discount ** year, 0);
  const totals: Readonly<Record<ObjectiveUnit, number>> = {
    NEW_PEOPLE: people - coveredBefore,
    PEOPLE: people,
    WEIGHTED_PEOPLE: people,
    PERSON_YEARS: people * yearly,
    PERSON_MINUTES: Infinity,
    MINUTES: Infinity,
    SITES: Infinity,
    COST: Infinity,
  };
  return { unit, factor, total: totals[unit], toShown: (value) => value * factor - standing };
}
