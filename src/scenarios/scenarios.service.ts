import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import type { Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { checkRemark } from '../platform/graphql/check-entry.js';
import { type AppliedScenario, scenarioOf } from './applied-scenario.js';
import { checkScenarioChanges } from './check-changes.js';
import type { UncheckedScenarioChange } from './scenario.inputs.js';
import type { Scenario } from './scenario.record.js';
import { demandPlanner, type ScenarioDraft, type ScenariosRepository } from './scenarios.repository.js';

/** A scenario before it is checked. */
export interface UncheckedScenario {
  readonly name: string;
  readonly note?: string | null;
  readonly changes: readonly UncheckedScenarioChange[];
}

/** Holds a scenario against the register and the network as they are. @throws PlanningError that names the change. */
export type ScenarioCheck = (scenario: AppliedScenario) => Promise<void>;

const LONGEST_NAME = 100;

/** Keeps scenarios: every change with its audit row, in one transaction. */
export class ScenariosService {
  /** Set by the room that can apply a scenario; without one only its shape is checked. */
  check: ScenarioCheck = async () => {};

  constructor(
    private readonly manager: EntityManager,
    private readonly scenarios: ScenariosRepository,
  ) {}

  /**
   * @returns the new id
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT for a name in use, and
   *   what applying the changes throws
   */
  async create(unchecked: UncheckedScenario, viewer: Viewer): Promise<string> {
    const draft = await this.checked(unchecked, viewer);
    return this.manager.transaction(async (transaction) => {
      await this.demandFreeName(draft.name, null, transaction);
      const id = await this.scenarios.create(draft, viewer.actor, transaction);
      await writeAudit(transaction, viewer, 'scenario.create', id, { ...draft });
      return id;
    });
  }

  /**
   * Replaces name, note and changes.
   * @param version the version the update rests on
   * @throws PlanningError as `create`, NOT_FOUND, and CONFLICT when somebody else has updated it since
   */
  async update(id: string, version: number, unchecked: UncheckedScenario, viewer: Viewer): Promise<void> {
    const draft = await this.checked(unchecked, viewer);
    await this.manager.transaction(async (transaction) => {
      await this.demandVersion(id, version, transaction);
      await this.demandFreeName(draft.name, id, transaction);
      await this.scenarios.update(id, draft, viewer.actor, transaction);
      await writeAudit(transaction, viewer, 'scenario.update', id, { ...draft, version: version + 1 });
    });
  }

  /** @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT when somebody has updated it since */
  async delete(id: string, version: number, viewer: Viewer): Promise<void> {
    demandPlanner(viewer);
    await this.manager.transaction(async (transaction) => {
      const { name } = await this.demandVersion(id, version, transaction);
      await this.scenarios.delete(id, transaction);
      await writeAudit(transaction, viewer, 'scenario.delete', id, { name, version });
    });
  }

  /** @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND */
  async get(id: string, viewer: Viewer): Promise<Scenario> {
    const [found] = await this.scenarios.findByIds([id], viewer);
    if (found) return found;
    throw unknownScenario(id);
  }

  /** Every scenario by id. @throws PlanningError UNAUTHENTICATED, FORBIDDEN */
  async listAll(viewer: Viewer): Promise<Scenario[]> {
    const ids = await this.scenarios.findIds(viewer);
    const found = await this.scenarios.findByIds(ids, viewer);
    return found.filter((one) => one !== null);
  }

  private async checked({ name, note, changes }: UncheckedScenario, viewer: Viewer): Promise<ScenarioDraft> {
    demandPlanner(viewer);
    checkRemark(name, 'name');
    if (name.length > LONGEST_NAME)
      throw badInput(`name: expected at most ${LONGEST_NAME} characters, got ${name.length}.`, {
        field: 'name',
      });
    checkRemark(note ?? null, 'note');
    const draft = { name, note: note ?? null, changes: checkScenarioChanges(changes) };
    await this.check(scenarioOf(draft.changes));
    return draft;
  }

  private async demandFreeName(name: string, id: string | null, transaction: EntityManager): Promise<void> {
    if (!(await this.scenarios.hasName(name, id, transaction))) return;
    throw new PlanningError('CONFLICT', `There is a scenario called ${JSON.stringify(name)} already.`, {
      reason: 'NAME_TAKEN',
      name,
    });
  }

  private async demandVersion(id: string, version: number, transaction: EntityManager) {
    const known = await this.scenarios.lock(id, transaction);
    if (!known) throw unknownScenario(id);
    if (known.version === version) return known;
    throw new PlanningError(
      'CONFLICT',
      `Scenario ${id} is at version ${known.version}, not ${version}: somebody has changed it. Read it again first.`,
      { reason: 'STALE_VERSION', id, expected: version, actual: known.version },
    );
  }
}

export function unknownScenario(id: string): PlanningError {
  return new PlanningError('NOT_FOUND', `There is no scenario ${id}.`, { id });
}
