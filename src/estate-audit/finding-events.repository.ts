import type { EntityManager } from 'typeorm';
import { FindingEvent, type FindingKey } from './finding-event.record.js';

/** An event as it is to be stored. */
export interface NewFindingEvent extends FindingKey {
  readonly state: FindingEvent['state'];
  readonly note: string;
  readonly document: string | null;
  readonly asOf: string;
  /** What the finding rested on when it was said. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly recordedBy: string;
}

/** The caller answers for who may see them. */
export class FindingEventsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Number of the newest event, '0' before the first: tells whether anything was recorded since. */
  async newest(manager: EntityManager = this.manager): Promise<string> {
    const [{ id }] = await manager.query<{ id: string }[]>(NEWEST);
    return id;
  }

  /** The last event of every finding somebody said something of. */
  async readLast(manager: EntityManager = this.manager): Promise<FindingEvent[]> {
    return toEvents(await manager.query(`${LAST} ORDER BY estate_id, code, about, id DESC`));
  }

  /** The last event about one finding, null for none. */
  async findLast(
    { estateId, code, about }: FindingKey,
    manager: EntityManager = this.manager,
  ): Promise<FindingEvent | null> {
    const rows = await manager.query(
      `${EVENTS} WHERE (estate_id, code, about) = ($1, $2, $3) ORDER BY id DESC LIMIT 1`,
      [estateId, code, about],
    );
    return toEvents(rows)[0] ?? null;
  }

  /** All events of each finding in order, oldest first. One statement. */
  async findAll(
    keys: readonly FindingKey[],
    manager: EntityManager = this.manager,
  ): Promise<FindingEvent[][]> {
    const rows: (FindingEvent & { place: number })[] = await manager.query(OF_FINDINGS, [
      keys.map(({ estateId }) => estateId),
      keys.map(({ code }) => code),
      keys.map(({ about }) => about),
    ]);
    const events = keys.map((): FindingEvent[] => []);
    for (const { place, ...event } of rows) events[place].push(Object.assign(new FindingEvent(), event));
    return events;
  }

  /** Until the transaction ends nobody else says anything of the estate's findings. @returns false for an unknown one */
  async holdEstate(estateId: string, transaction: EntityManager): Promise<boolean> {
    const rows: unknown[] = await transaction.query(HOLD_ESTATE, [estateId]);
    return rows.length > 0;
  }

  async insert(event: NewFindingEvent, transaction: EntityManager): Promise<void> {
    const { estateId, code, about, state, note, document, asOf, facts, recordedBy } = event;
    await transaction.query(INSERT, [
      ...[estateId, code, about, state, note, document, asOf],
      JSON.stringify(facts),
      recordedBy,
    ]);
  }
}

const COLUMNS = `id::text AS id, estate_id AS "estateId", code, about, state, note, document, as_of::text AS "asOf",
  recorded_by AS "recordedBy", recorded_at AS "recordedAt"`;

const NEWEST = 'SELECT COALESCE(max(id), 0)::text AS id FROM finding_event';

const EVENTS = `SELECT ${COLUMNS} FROM finding_event`;

const LAST = `SELECT DISTINCT ON (estate_id, code, about) ${COLUMNS} FROM finding_event`;

// By the index of the findings' names.
const OF_FINDINGS = `SELECT (wanted.place - 1)::int AS place, e.id::text AS id, e.estate_id AS "estateId", e.code, e.about,
    e.state, e.note, e.document, e.as_of::text AS "asOf", e.recorded_by AS "recordedBy", e.recorded_at AS "recordedAt"
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS wanted(estate_id, code, about, place)
  JOIN finding_event e USING (estate_id, code, about) ORDER BY wanted.place, e.id`;

// Two who say something at once take turns.
const HOLD_ESTATE = 'SELECT 1 FROM housing_estate WHERE id = $1 FOR UPDATE';

const INSERT = `INSERT INTO finding_event (estate_id, code, about, state, note, document, as_of, facts, recorded_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

function toEvents(rows: readonly FindingEvent[]): FindingEvent[] {
  return rows.map((row) => Object.assign(new FindingEvent(), row));
}
