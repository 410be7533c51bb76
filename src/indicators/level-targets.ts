import { EVERY_UNIT, type UnitChoice, UrbanRuralRule } from '../coverage/index.js';
import { type DivisionLevel, jurisdictionsAtOrAbove } from '../divisions/index.js';
import type { CareService } from '../facilities/index.js';
import type { IndicatorsRepository } from './indicators.repository.js';
import { parseComputation } from './scorecard/parse-computation.js';
import { coversDivision, levelsOfScope } from './scorecard/scope-units.js';
import type { TargetsService } from './targets.service.js';

/** A target on record that speaks of how many units shall have a service. */
export interface RecordedLevelTarget {
  /** Clause, indicator and value, as people call it. */
  readonly name: string;
  /** Levels of the units that shall have the service. */
  readonly levels: readonly DivisionLevel[];
  /** 0–1. */
  readonly share: number;
  /** Which of them count. */
  readonly choice: UnitChoice;
  /** Levels of the divisions that shall each reach it; null: the division asked about as a whole. */
  readonly each: readonly DivisionLevel[] | null;
}

/** The targets on record a plan of new facilities can be held to. */
export class LevelTargets {
  constructor(
    private readonly targets: TargetsService,
    private readonly indicators: IndicatorsRepository,
  ) {}

  /**
   * Shares of units with a service that are promised to a division, or to each unit of a level at or below it, as of
   * a date; contradicting clauses all hold. Urban and rural ones are told apart by the parents of the units.
   */
  async find(divisionCode: string, service: CareService, asOf: string): Promise<RecordedLevelTarget[]> {
    const targets = await this.targets.inForce(jurisdictionsAtOrAbove(divisionCode), asOf);
    const keys = [...new Set(targets.map(({ indicatorKey }) => indicatorKey))];
    const indicators = await this.indicators.findByKeys(keys);
    const byKey = new Map(keys.map((key, at) => [key, indicators[at]]));
    return targets.flatMap((target): RecordedLevelTarget[] => {
      const indicator = byKey.get(target.indicatorKey);
      if (!indicator || indicator.unit !== 'RATIO' || target.direction !== 'AT_LEAST') return [];
      const computation = indicator.computation === null ? null : parseComputation(indicator.computation);
      if (computation?.kind !== 'presence' || computation.service !== service) return [];
      if (!coversDivision(target, divisionCode)) return [];
      const { urbanRural } = indicator;
      return [
        {
          name: `${target.documentKey} ${target.clauseName} ${indicator.nameZh} ≥ ${Number((100 * target.value).toFixed(4))} % (${target.deadline})`,
          levels: indicator.levels,
          share: target.value,
          choice: urbanRural
            ? { ...EVERY_UNIT, urbanRural: { rule: UrbanRuralRule.BY_PARENT, side: urbanRural } }
            : EVERY_UNIT,
          each: levelsOfScope(target.scope),
        },
      ];
    });
  }
}
