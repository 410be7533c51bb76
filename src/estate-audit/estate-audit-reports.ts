import type { DataVersionRepository } from '../accessibility/index.js';
import type { DivisionNode } from '../divisions/index.js';
import type { AuditTotals } from '../kernel/estates/audit-totals.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { partsOf, statedFindings } from './audit-pages.js';
import type { AuditedRow, AuditView, LevelTotals } from './audit-view.js';
import { auditedDivision, type AuditQuestion, type EstateAuditService } from './estate-audit.service.js';
import type { StatedFinding } from './finding-states.js';
import type { CareLandFigure, PremisesFigure } from './land-figures.js';
import type { LandService } from './land.service.js';

/** A division and the sums of its estates. */
export interface ReportedDivision {
  /** Null: all estates. */
  readonly node: DivisionNode | null;
  /** How far below the division asked about, 0 for itself. */
  readonly depth: number;
  readonly totals: AuditTotals;
}

export interface ReportedFinding {
  readonly row: AuditedRow;
  readonly stated: StatedFinding;
}

/** Everything a printed audit holds. */
export interface EstateAuditReport {
  readonly view: AuditView;
  /** The division, then those below it that have estates, in the order of the tree. */
  readonly divisions: readonly ReportedDivision[];
  readonly levels: readonly LevelTotals[];
  /** Worst first. */
  readonly estates: readonly AuditedRow[];
  /** By division and estate. */
  readonly findings: readonly ReportedFinding[];
  /** Of the division and those below it that have any. */
  readonly careLand: readonly CareLandFigure[];
  readonly premises: readonly PremisesFigure[];
}

/** Audits as they are printed. */
export class EstateAuditReports {
  constructor(
    private readonly audits: EstateAuditService,
    private readonly land: LandService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * @param code null: all estates, also those in no division
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for a speed out of range
   */
  async report(code: string | null, question: AuditQuestion, viewer: Viewer): Promise<EstateAuditReport> {
    demandRole(viewer, 'Auditing housing estates', 'planner', 'resources');
    const view = await this.audits.view(question, await this.versions.read());
    const division = auditedDivision(view, code);
    const { tree, asOf } = view.ground;
    const below = partsOf(view, division, 'ALL');
    const states = await this.audits.statesNow();
    const asked = [division, ...below];
    return {
      view,
      divisions: [division, ...below.filter((part) => view.totalsOf(part).estates > 0)].map((part) => ({
        node: part === null ? null : tree.nodes[part],
        depth: depthOf(view, part, division),
        totals: view.totalsOf(part),
      })),
      levels: view.levelsOf(division),
      estates: await view.worstFirst(division),
      findings: await inTurns(statedFindings(view, division, states)),
      careLand: await this.land.careLand(tree, asked, asOf),
      premises: await this.land.premises(tree, asked, asOf),
    };
  }
}

function depthOf({ ground: { tree } }: AuditView, part: number | null, top: number | null): number {
  let depth = 0;
  for (let at = part ?? -1; at !== (top ?? -1); at = tree.parent[at]) depth++;
  return depth;
}
