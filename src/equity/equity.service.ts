import { type DataVersion, SharedWork } from '../accessibility/index.js';
import { divisionNumber, ruleOf } from '../coverage/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import { compensatedSum } from '../kernel/compensated-sum.js';
import type { Viewer } from '../platform/access/viewer.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { AccessField } from './access-field.js';
import type { AccessQuestion } from './access-question.js';
import type { AccessService } from './access.service.js';
import { accessOfDivision } from './describe-access.js';
import { type EquityFigures, equityInSteps, theilOf, worstDivisions } from './equity-figures.js';
import { Equity, TheilOfAccess, TheilPart, WorstServed, WorstServedDivision } from './equity.types.js';

export interface EquityQuestion extends AccessQuestion {
  readonly divisionCode: string;
  /** Least access one should have; null draws it at half the mean. */
  readonly povertyLine: number | null;
  /** Of the people, 0–1. */
  readonly worstShare: number;
}

/** The questions asked lately; a field has many divisions. */
const KEPT_MEASURES = 64;

/** Tells how evenly access is spread. */
export class EquityService {
  /** What has been measured of a field lives as long as the field. */
  private readonly measured = new WeakMap<AccessField, SharedWork<EquityFigures>>();

  constructor(private readonly access: AccessService) {}

  /**
   * @throws PlanningError as `AccessService.field`; NOT_FOUND for an unknown division, BAD_USER_INPUT for a line below 0
   *   or a share that is none.
   */
  async ask(
    question: EquityQuestion,
    version: DataVersion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<Equity> {
    const { povertyLine, worstShare, method, capacity, cohort } = question;
    if (povertyLine !== null && !(povertyLine >= 0 && povertyLine < Infinity))
      throw badInput(`povertyLine must be 0 or more, got ${povertyLine}.`, { field: 'povertyLine' });
    if (!(worstShare > 0 && worstShare <= 1))
      throw badInput(`worstShare must be above 0 and at most 1, got ${worstShare}.`, { field: 'worstShare' });
    const field = await this.access.field(question, version, viewer, signal);
    const unit = divisionNumber(field.view.ground, question.divisionCode);
    const figures = await this.measure(field, unit, povertyLine, worstShare, signal);
    const [headcount, gap, severity] = figures.poverty;
    return Object.assign(new Equity(), {
      ...{ field, unit, figures, method, capacity, cohort },
      rule: ruleOf(field.view, unit),
      total: accessOfDivision(field, unit),
      gini: figures.gini,
      undefinedReason: figures.undefinedReason,
      poverty: {
        ...{ line: figures.line, headcount, gap, severity },
        undefinedReason: figures.povertyUndefinedReason,
      },
      worstServed: figures.worst && describeWorst(field, unit, figures.worst, worstShare),
    });
  }

  private measure(
    field: AccessField,
    unit: number,
    line: number | null,
    share: number,
    signal?: AbortSignal,
  ): Promise<EquityFigures> {
    let known = this.measured.get(field);
    if (!known) this.measured.set(field, (known = new SharedWork(KEPT_MEASURES)));
    const make = (shared: AbortSignal) => inTurns(equityInSteps(field, unit, line, share), shared);
    return known.get(`${unit} ${line} ${share}`, make, signal);
  }
}

/** Theil's index with the part of every division; null where undefined. */
export async function describeTheil(
  { field, unit, figures }: Equity,
  level: DivisionLevel | null,
): Promise<TheilOfAccess | null> {
  const index = await theilOf(field, unit, figures, level);
  if (!index) return null;
  const { nodes } = field.view.ground.tree;
  const { total, between, within, groups } = index;
  const parts = groups.map(({ group, ...part }) =>
    Object.assign(new TheilPart(), {
      ...part,
      divisionCode: nodes[group]?.code ?? null,
      name: nodes[group]?.name ?? null,
    }),
  );
  return Object.assign(new TheilOfAccess(), { level, total, between, within, parts });
}

function describeWorst(
  field: AccessField,
  unit: number,
  worst: readonly number[],
  share: number,
): WorstServed {
  return Object.assign(new WorstServed(), {
    ...{ field, unit, worst, share },
    people: compensatedSum(worst.map((point) => field.population[point])),
    pointCount: worst.length,
    highestAccess: worst.length > 0 ? field.access[worst[worst.length - 1]] : 0,
  });
}

/** The divisions of a level (or directly below) where the worst served live, most people first. */
export function describeWorstDivisions(
  { field, unit, worst }: WorstServed,
  level: DivisionLevel | null,
): WorstServedDivision[] {
  const { nodes } = field.view.ground.tree;
  return worstDivisions(field, unit, worst, level).map(({ division, people }, at) =>
    Object.assign(new WorstServedDivision(), {
      rank: at + 1,
      code: nodes[division]?.code ?? null,
      name: nodes[division]?.name ?? null,
      worstServedPeople: people,
      access: division < 0 ? null : accessOfDivision(field, division),
    }),
  );
}
