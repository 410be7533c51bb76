import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { ensureSource, OWN_SOURCE, SourcesRepository } from '../platform/sources/index.js';
import type { AllocationRuleTerms } from './allocation-rule.record.js';
import type { AllocationRulesRepository, NewAllocationRule } from './allocation-rules.repository.js';
import { checkAllocationRule, saysTheSame } from './check-allocation-rule.js';
import { overlappingRules } from './overlapping-rules.js';

/** What became of entered rules. */
export interface RulesOutcome {
  readonly read: number;
  /** Rules under an id that was not there. */
  readonly inserted: number;
  /** Next versions of rules that were there. */
  readonly updated: number;
  readonly unchanged: number;
  /** Place in the list → why the row was not taken. */
  readonly refused: ReadonlyMap<number, PlanningError>;
  /** Place in the list → with which rules one that was taken, or was there, overlaps. */
  readonly overlapping: ReadonlyMap<number, PlanningError>;
}

/** Stores the rules of a jurisdiction. */
export class AllocationRulesService {
  constructor(
    private readonly manager: EntityManager,
    private readonly rules: AllocationRulesRepository,
  ) {}

  /**
   * Stores rules, each with its audit row, in one transaction: a new id as version 1, a known one that says something
   * else as its next version, which counts from then on. Rows that cannot be taken are told, the others stored.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT for no rows
   */
  async import(
    rows: readonly AllocationRuleTerms[],
    viewer: Viewer,
    { dryRun = false } = {},
  ): Promise<RulesOutcome> {
    demandRole(viewer, 'Entering allocation rules', 'planner', 'resources');
    if (rows.length === 0) throw badInput('rows: expected at least one rule.', { field: 'rows' });
    const refused = new Map<number, PlanningError>();
    const taken = new Map<string, AllocationRuleTerms>();
    const entered = new Map<number, AllocationRuleTerms>();
    rows.forEach((row, place) => {
      try {
        checkAllocationRule(row);
        if (taken.has(row.id)) throw badInput(`id: ${row.id} stands twice in the list.`, { field: 'id' });
        taken.set(row.id, row);
        entered.set(place, row);
      } catch (error) {
        if (!(error instanceof PlanningError)) throw error;
        refused.set(place, error);
      }
    });
    return this.manager.transaction(async (transaction) => {
      await this.rules.hold(transaction);
      const stored = await this.rules.findLatest([...taken.keys()], transaction);
      const latest = new Map(stored.map((rule) => [rule.id, rule]));
      const added: NewAllocationRule[] = [];
      for (const row of taken.values()) {
        const known = latest.get(row.id);
        if (known && saysTheSame(known, row)) continue;
        added.push({ ...row, version: (known?.version ?? 0) + 1 });
      }
      if (!dryRun && added.length > 0) {
        await ensureSource(OWN_SOURCE, transaction);
        const by = { recordedBy: viewer.actor, sourceKey: OWN_SOURCE };
        await this.rules.insert(added, by, transaction);
        for (const { id, version, ...terms } of added) {
          const before = latest.get(id) ?? null;
          await writeAudit(transaction, viewer, 'allocationRule.record', `${id}/${version}`, {
            before,
            after: terms,
          });
        }
        await new SourcesRepository(transaction).bumpRevision('estates', transaction);
      }
      const others = await this.rules.findOfJurisdictions(
        [...taken.values()].map(({ jurisdictionCode }) => jurisdictionCode),
        transaction,
      );
      const all = [...others.filter(({ id }) => !taken.has(id)), ...taken.values()];
      const inserted = added.filter(({ version }) => version === 1).length;
      return {
        read: rows.length,
        inserted,
        updated: added.length - inserted,
        unchanged: taken.size - added.length,
        refused,
        overlapping: overlappingRules(entered, all),
      };
    });
  }
}
