import type { EntityManager } from 'typeorm';
import {
  BoundedCache,
  type DataVersion,
  type DataVersionRepository,
  versionKey,
  walkLimit,
} from '../accessibility/index.js';
import { DivisionTree } from '../coverage/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type { EstateLedger, EstateLedgerRepository } from '../estates/index.js';
import { auditSteps } from '../kernel/estates/audit-estates.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { SourcesInUse, SourcesRepository } from '../platform/sources/index.js';
import type { AllocationRule } from './allocation-rule.record.js';
import type { AllocationRulesRepository } from './allocation-rules.repository.js';
import { AuditView } from './audit-view.js';
import type { FindingEventsRepository } from './finding-events.repository.js';
import { FindingStates } from './finding-states.js';
import { kernelRule } from './kernel-rule.js';
import type { PoolWalks } from './pool-walks.js';

/** What an audit is asked. */
export interface AuditQuestion {
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  /** How fast somebody walks to a pool whose limit is in minutes. */
  readonly speedMetersPerSecond: number;
}

/** The repositories an audit reads from. */
export interface AuditSources {
  readonly versions: DataVersionRepository;
  readonly divisions: DivisionsRepository;
  readonly ledger: EstateLedgerRepository;
  readonly rules: AllocationRulesRepository;
  readonly sources: SourcesRepository;
  readonly events: FindingEventsRepository;
}

/** Everything an audit rests on, of one moment and for any date, and the audits made from it: they are let go together. */
interface AuditRecords {
  readonly views: BoundedCache<AuditView>;
  readonly version: DataVersion;
  readonly tree: DivisionTree;
  readonly ledger: EstateLedger;
  readonly rules: readonly AllocationRule[];
  readonly sources: SourcesInUse;
}

/** Audited estates kept, over all dates: some 3 kB each. */
const MOST_KEPT_ESTATES = 200_000;
const MOST_KEPT_VIEWS = 4;
const EVERY_RULE = { jurisdictionCodes: null, estateClass: null, asOf: null, includeSuperseded: false };

/**
 * Audits every estate at once: rooms are claimed and pools shared across divisions, and one audit answers every division
 * and estate. Kept across requests under the datasets' revisions and the snapshot, so a change is seen by the next one.
 */
export class EstateAuditService {
  /** Of the latest revisions: a question about another date reads nothing again. */
  private readonly records = new BoundedCache<AuditRecords>(1);
  private readonly states = new BoundedCache<FindingStates>(2);

  constructor(
    private readonly manager: EntityManager,
    private readonly from: AuditSources,
    private readonly poolWalks: PoolWalks,
  ) {}

  /** @throws PlanningError BAD_USER_INPUT for a speed out of range */
  async view(question: AuditQuestion, version: DataVersion): Promise<AuditView> {
    const { asOf, speedMetersPerSecond } = question;
    walkLimit(undefined, speedMetersPerSecond);
    const data = versionKey(version, 'divisions', 'estates', 'careRooms', 'evidence', 'pools');
    const records = await this.records.get(data, () => this.read());
    return records.views.get(`${asOf} ${speedMetersPerSecond}`, () => this.audit(question, records));
  }

  /** What was said of findings, as of now: one small statement where nothing was said since the last time. */
  async statesNow(): Promise<FindingStates> {
    const newest = await this.from.events.newest();
    return this.states.get(newest, async () => new FindingStates(await this.from.events.readLast()));
  }

  private async audit({ asOf, speedMetersPerSecond }: AuditQuestion, read: AuditRecords): Promise<AuditView> {
    const { ledger, version } = read;
    const rules = read.rules.map((rule) => kernelRule(rule, speedMetersPerSecond));
    const ground = { estates: ledger.estates, rules, asOf, version };
    const agreed = ledger.pools.filter(({ agreedOn }) => agreedOn === null || agreedOn <= asOf);
    const pools = await this.poolWalks.of(agreed, ground);
    const audits = await inTurns(auditSteps(ledger.estates, rules, pools, asOf));
    const synthetic = read.sources.synthetic || (pools.length > 0 && version.networkSynthetic);
    const about = {
      asOf,
      speedMetersPerSecond,
      synthetic,
      editions: read.sources.editions,
      rules: new Map(read.rules.map((rule) => [rule.id, rule])),
      pools: new Map(agreed.map(({ id, estateIds }) => [id, estateIds])),
      tree: read.tree,
    };
    return inTurns(AuditView.build(about, ledger.estates, audits));
  }

  private read(): Promise<AuditRecords> {
    return this.manager.transaction('REPEATABLE READ', async (tx) => {
      const version = await this.from.versions.read(tx);
      const tree = new DivisionTree(await this.from.divisions.readTree(null, tx));
      const ledger = await this.from.ledger.ledgerOf(tx);
      const rules = await this.from.rules.find(EVERY_RULE, tx);
      const sources = await this.from.sources.inUse(['housing_estate'], tx);
      const views = new BoundedCache<AuditView>(viewsKept(ledger.estates.length));
      return { views, version, tree, ledger, rules, sources };
    });
  }
}

/** Dates whose audits of so many estates are kept: one at least. */
export function viewsKept(estates: number): number {
  const fitting = Math.floor(MOST_KEPT_ESTATES / Math.max(1, estates));
  return Math.max(1, Math.min(MOST_KEPT_VIEWS, fitting));
}

/**
 * Number of a division in an audit's tree; null asks for all estates.
 * @throws PlanningError NOT_FOUND
 */
export function auditedDivision({ ground }: AuditView, code: string | null): number | null {
  if (code === null) return null;
  const division = ground.tree.numberOf(code);
  if (division >= 0) return division;
  throw new PlanningError('NOT_FOUND', `There is no division with the code ${code}.`, { code });
}
