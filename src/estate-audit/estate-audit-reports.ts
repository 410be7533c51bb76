import type { DataVersionRepository } from '../accessibility/index.js';
import type { DivisionNode } from '../divisions/index.js';
import type { PolicyDocumentsRepository, Target } from '../indicators/index.js';
import type { AuditTotals } from '../kernel/estates/audit-totals.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { partsOf, statedFindings } from './audit-pages.js';
import type { AuditedRow, AuditView, LevelTotals } from './audit-view.js';
import { type AuditedEstateFilter, auditedEstateTest } from './estate-audit.inputs.js';
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
  /** Of all these, which estates are listed with their findings; null: all. Sums are of all of them. */
  readonly listed: AuditedEstateFilter | null;
  /** How a clerk calls the document and clause of a target: by its number, or its title. */
  readonly citationOf: (target: Target) => string;
}

/** Audits as they are printed. */
export class EstateAuditReports {
  constructor(
    private readonly audits: EstateAuditService,
    private readonly land: LandService,
    private readonly versions: DataVersionRepository,
    private readonly documents: Pick<PolicyDocumentsRepository, 'findByKeys'>,
  ) {}

  /**
   * @param code null: all estates, also those in no division
   * @param listed which of them are listed; null: all
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for a speed out of range
   */
  async report(
    code: string | null,
    question: AuditQuestion,
    viewer: Viewer,
    listed: AuditedEstateFilter | null = null,
  ): Promise<EstateAuditReport> {
    demandRole(viewer, 'Auditing housing estates', 'planner', 'resources');
    const view = await this.audits.view(question, await this.versions.read());
    const division = auditedDivision(view, code);
    const { tree, asOf } = view.ground;
    const below = partsOf(view, division, 'ALL');
    const states = await this.audits.statesNow();
    const test = auditedEstateTest(listed);
    const worst = await view.worstFirst(division);
    const found = await inTurns(statedFindings(view, division, states));
    const asked = [division, ...below];
    const careLand = await this.land.careLand(tree, asked, asOf);
    const premises = await this.land.premises(tree, asked, asOf);
    return {
      view,
      divisions: [division, ...below.filter((part) => view.totalsOf(part).estates > 0)].map((part) => ({
        node: part === null ? null : tree.nodes[part],
        depth: depthOf(view, part, division),
        totals: view.totalsOf(part),
      })),
      levels: view.levelsOf(division),
      listed,
      estates: test ? worst.filter(test) : worst,
      findings: test ? found.filter(({ row }) => test(row)) : found,
      careLand,
      premises,
      citationOf: await this.citations([...careLand, ...premises].flatMap(({ target }) => target ?? [])),
    };
  }

  private async citations(targets: readonly Target[]): Promise<EstateAuditReport['citationOf']> {
    const keys = [...new Set(targets.map(({ documentKey }) => documentKey))];
    const found = keys.length === 0 ? [] : await this.documents.findByKeys(keys);
    const names = new Map(keys.map((key, at) => [key, found[at]?.number ?? found[at]?.title ?? key]));
    return ({ documentKey, clauseName }) => `${names.get(documentKey) ?? documentKey} ${clauseName}`;
  }
}

function depthOf({ ground: { tree } }: AuditView, part: number | null, top: number | null): number {
  let depth = 0;
  for (let at = part ?? -1; at !== (top ?? -1); at = tree.parent[at]) depth++;
  return depth;
}
