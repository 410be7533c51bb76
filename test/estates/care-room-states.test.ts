import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roomOn } from '../../src/kernel/estates/room-state.js';
import type { Role } from '../../src/platform/access/viewer.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';

let catalogue: Catalogue;
const query = (sql: string, values: unknown[] = []) => catalogue.database.manager.query(sql, values);
const addRoom = async (id: string) => {
  await query("INSERT INTO care_room (id, name, source_key) VALUES ($1, $1, 'survey')", [id]);
  await query("INSERT INTO care_room_claim VALUES ($1, 'e-1', 'survey')", [id]);
};

beforeAll(async () => {
  catalogue = await openCatalogue();
  await query("INSERT INTO data_source (key, title) VALUES ('survey', 'survey') ON CONFLICT DO NOTHING");
  await addRoom('r-1');
});
afterAll(() => catalogue?.close());

const RECORD = `mutation ($state: CareRoomStateInput!) { recordCareRoomState(state: $state) {
  id aspect validFrom use handedOverCode handedOverTo document recordedBy
  careRoom { version use handedOverTo states { aspect validFrom use handedOverTo } } } }`;
const record = (state: object, role: Role = 'resources') =>
  catalogue.ask(
    RECORD,
    { state: { careRoomId: 'r-1', aspect: 'USE', document: '巡查记录1号', ...state } },
    role,
  );
const versionOf = async (id: string): Promise<number> =>
  (await query('SELECT version FROM care_room WHERE id = $1', [id]))[0].version;

describe('recordCareRoomState', () => {
  it('says who recorded what from when, and the room shows what holds last', async () => {
    const vacant = await record({ version: 1, validFrom: '2025-06-01', use: 'VACANT' });
    expect(vacant.errors).toEqual([]);
    const recorded = vacant.data.recordCareRoomState;
    expect(recorded).toMatchObject({
      ...{ aspect: 'USE', validFrom: '2025-06-01', use: 'VACANT', handedOverTo: null },
      ...{ document: '巡查记录1号', recordedBy: 'a resources' },
      careRoom: { version: 2, use: 'VACANT' },
    });
    const earlier = await record({ version: 2, validFrom: '2024-01-01', use: 'CARE' });
    expect(earlier.data.recordCareRoomState.careRoom).toEqual({
      ...{ version: 3, use: 'VACANT', handedOverTo: null },
      states: [
        { aspect: 'USE', validFrom: '2024-01-01', use: 'CARE', handedOverTo: null },
        { aspect: 'USE', validFrom: '2025-06-01', use: 'VACANT', handedOverTo: null },
      ],
    });
    const handed = { version: 3, aspect: 'HANDOVER', validFrom: '2024-02-01', handedOverTo: '项里街道办' };
    expect((await record(handed)).data.recordCareRoomState.careRoom).toMatchObject({
      ...{ version: 4, use: 'VACANT', handedOverTo: '项里街道办' },
    });
    const [entry] = await query(
      "SELECT actor, target, details FROM audit_entry WHERE action = 'careRoom.recordState' ORDER BY id LIMIT 1",
    );
    expect(entry).toMatchObject({
      ...{ actor: 'a resources', target: 'r-1' },
      details: { id: recorded.id, aspect: 'USE', use: 'VACANT', validFrom: '2025-06-01' },
    });
  });

  it('refuses what nobody can have seen, others’ versions and repeats, and stores nothing', async () => {
    const version = await versionOf('r-1');
    const [{ count }] = await query('SELECT count(*)::int AS count FROM care_room_state');
    const good = { version, validFrom: '2024-03-01', use: 'CARE' };
    const refusals: [object, string, Role?][] = [
      [good, 'UNAUTHENTICATED', 'public'],
      [{ ...good, version: version - 1 }, 'CONFLICT'],
      [{ ...good, careRoomId: 'r-none' }, 'NOT_FOUND'],
      [{ ...good, validFrom: '2999-01-01' }, 'BAD_USER_INPUT'],
      [{ ...good, document: ' ' }, 'BAD_USER_INPUT'],
      [{ ...good, handedOverTo: '某街道' }, 'BAD_USER_INPUT'],
      [{ ...good, aspect: 'HANDOVER' }, 'BAD_USER_INPUT'],
      [{ ...good, aspect: 'HANDOVER', use: null, handedOverCode: '999' }, 'BAD_USER_INPUT'],
      [{ ...good, validFrom: '2025-06-01', use: 'VACANT' }, 'CONFLICT'],
    ];
    for (const [state, code, role] of refusals)
      expect((await record(state, role)).errors, JSON.stringify(state)).toMatchObject([{ code }]);
    expect(await query('SELECT count(*)::int AS count FROM care_room_state')).toEqual([{ count }]);
    expect(await versionOf('r-1')).toBe(version);
  });

  it('is never changed in the database either', async () => {
    await expect(query("UPDATE care_room_state SET use = 'OTHER'")).rejects.toThrow();
    await expect(query('DELETE FROM care_room_state')).rejects.toThrow();
    await expect(query('TRUNCATE care_room_state')).rejects.toThrow();
  });
});

it('leaves alone what nothing is on record of', async () => {
  await query(
    "INSERT INTO care_room (id, name, handed_over_to, source_key) VALUES ('r-2', '二号', '街道', 'survey')",
  );
  await query("INSERT INTO care_room_claim VALUES ('r-2', 'e-1', 'survey')");
  const state = { careRoomId: 'r-2', version: 1, validFrom: '2025-06-01', use: 'CARE' };
  expect((await record(state)).data.recordCareRoomState.careRoom).toMatchObject({ handedOverTo: '街道' });
  const { estates } = await catalogue.estates.ledger.ledgerOf();
  const room = estates.flatMap(({ rooms }) => rooms).find(({ id }) => id === 'r-2')!;
  expect(roomOn(room, '2024-01-01')).toEqual({ use: null, handedOverTo: '街道' });
});

it('the ledger tells of every day what was said last of the latest day until then', async () => {
  const days = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'];
  const uses = [null, 'CARE', 'OTHER', 'VACANT'] as const;
  let number = 0;
  const said = fc.array(fc.record({ day: fc.constantFrom(null, ...days), use: fc.constantFrom(...uses) }), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(said, async (states) => {
      const id = `r-random-${++number}`;
      await addRoom(id);
      for (const { day, use } of states)
        await query(
          `INSERT INTO care_room_state (care_room_id, aspect, valid_from, use, recorded_by, source_key)
           VALUES ($1, 'USE', $2, $3, 'test', 'survey')`,
          [id, day, use],
        );
      const held = (on: string) => {
        const until = states.filter(({ day }) => day === null || day <= on);
        const latest = until
          .map(({ day }) => day ?? '')
          .sort()
          .at(-1);
        return until.findLast(({ day }) => (day ?? '') === latest)?.use ?? null;
      };
      const { estates } = await catalogue.estates.ledger.ledgerOf();
      const room = estates.flatMap(({ rooms }) => rooms).find((each) => each.id === id)!;
      for (const day of ['2023-12-31', ...days, '2024-01-05']) expect(roomOn(room, day).use).toBe(held(day));
      expect(room.use).toBe(held('9999-12-31'));
    }),
    { numRuns: 20 },
  );
});
