import type { DataVersionRepository } from '../accessibility/index.js';
import { type CoverageRule, divisionNumber } from '../coverage/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { AccessQuestion } from './access-question.js';
import type { AccessService } from './access.service.js';
import type { AccessConservation, AccessOfDivision, CatchmentFacility } from './access.types.js';
import { certaintyOfDivision, type CertaintyQuestion, type CertaintyService } from './certainty.service.js';
import type { CertaintyOfDivision } from './certainty.types.js';
import { accessOfDivision, describeAccess, describeCatchment, facilitiesFor } from './describe-access.js';
import { backupOfDivision, describeLoss } from './describe-fragility.js';
import { divisionsOf } from './division-list.js';
import {
  describeTheil,
  describeWorstDivisions,
  type EquityQuestion,
  type EquityService,
} from './equity.service.js';
import type { Equity, TheilOfAccess, WorstServed, WorstServedDivision } from './equity.types.js';
import type { FragilityQuestion, FragilityService } from './fragility.service.js';
import type { BackupOfDivision, FragileFacility } from './fragility.types.js';

export interface AccessReport {
  readonly rule: CoverageRule;
  readonly division: AccessOfDivision;
  readonly parts: readonly AccessOfDivision[];
  readonly facilities: readonly CatchmentFacility[];
  readonly conservation: AccessConservation;
}

export type EquityReport = Pick<
  Equity,
  'rule' | 'total' | 'gini' | 'undefinedReason' | 'poverty' | 'method' | 'capacity' | 'cohort'
> & {
  readonly theil: TheilOfAccess | null;
  readonly worstServed:
    | (Pick<WorstServed, 'share' | 'people' | 'pointCount' | 'highestAccess'> & {
        readonly divisions: readonly WorstServedDivision[];
      })
    | null;
};

export interface FragilityReport {
  readonly rule: CoverageRule;
  readonly division: BackupOfDivision;
  readonly parts: readonly BackupOfDivision[];
  readonly facilities: readonly FragileFacility[];
}

export interface CertaintyReport {
  readonly rule: CoverageRule;
  readonly speedsMetersPerSecond: readonly number[];
  readonly accessToleranceMeters: number;
  readonly division: CertaintyOfDivision;
  readonly parts: readonly CertaintyOfDivision[];
}

/** The room's answers as plain data, from the same computation as the API. Parts: of a level, or directly below. */
export class EquityReports {
  constructor(
    private readonly services: {
      readonly access: AccessService;
      readonly equities: EquityService;
      readonly fragilities: FragilityService;
      readonly certainties: CertaintyService;
    },
    private readonly versions: DataVersionRepository,
  ) {}

  /** @throws PlanningError as `AccessService.field`; NOT_FOUND for an unknown division. */
  async reportAccess(
    question: AccessQuestion & { readonly divisionCode: string },
    level: DivisionLevel | null,
    viewer: Viewer,
  ): Promise<AccessReport> {
    const field = await this.services.access.field(question, await this.versions.read(), viewer);
    const unit = divisionNumber(field.view.ground, question.divisionCode);
    const { rule, total, conservation } = describeAccess(field, unit);
    return {
      rule,
      division: total,
      parts: divisionsOf(field.view, unit, level).map((part) => accessOfDivision(field, part)),
      facilities: facilitiesFor(field, unit).map((j) => describeCatchment(field, j)),
      conservation,
    };
  }

  /** @throws PlanningError as `EquityService.ask`. */
  async reportEquity(
    question: EquityQuestion,
    level: DivisionLevel | null,
    viewer: Viewer,
  ): Promise<EquityReport> {
    const equity = await this.services.equities.ask(question, await this.versions.read(), viewer);
    const { rule, total, gini, undefinedReason, poverty, method, capacity, cohort, worstServed } = equity;
    return {
      ...{ rule, total, gini, undefinedReason, poverty, method, capacity, cohort },
      theil: await describeTheil(equity, level),
      worstServed: worstServed && {
        share: worstServed.share,
        people: worstServed.people,
        pointCount: worstServed.pointCount,
        highestAccess: worstServed.highestAccess,
        divisions: describeWorstDivisions(worstServed, level),
      },
    };
  }

  /** @throws PlanningError as `FragilityService.ask`. */
  async reportFragility(question: FragilityQuestion, level: DivisionLevel | null): Promise<FragilityReport> {
    const version = await this.versions.read();
    const { field, unit, rule, total } = await this.services.fragilities.ask(question, version);
    const losses = await field.losses(unit);
    return {
      rule,
      division: total,
      parts: divisionsOf(field.view, unit, level).map((part) => backupOfDivision(field, part)),
      facilities: losses.map((loss, at) => describeLoss(field, loss, at + 1)),
    };
  }

  /** @throws PlanningError as `CertaintyService.ask`. */
  async reportCertainty(question: CertaintyQuestion, level: DivisionLevel | null): Promise<CertaintyReport> {
    const answer = await this.services.certainties.ask(question, await this.versions.read());
    const { field, unit, rule, total, speedsMetersPerSecond, accessToleranceMeters } = answer;
    return {
      ...{ rule, speedsMetersPerSecond, accessToleranceMeters },
      division: total,
      parts: divisionsOf(field.view, unit, level).map((part) => certaintyOfDivision(field, part)),
    };
  }
}
