import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rational } from '../../src/kernel/rational.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';
import { countStatements } from '../support/count-statements.js';
import { STREET } from '../support/small-county.js';

let catalogue: Catalogue;
let manager: EntityManager;

const FINGERPRINT = "encode(sha256(random()::text::bytea), 'hex')";

async function evidence(
  of: string,
  step: string,
  on: string | null,
  replaces: string | null = null,
): Promise<string> {
  const [{ id }]: { id: string }[] = await manager.query(
    `INSERT INTO estate_evidence (estate_id, care_room_id, step, happened_on, document, recorded_by, replaces, fingerprint, source_key)
     SELECT e.id, r.id, $2, $3, '批复', 'clerk', $4, ${FINGERPRINT}, 'survey'
     FROM (VALUES ($1)) AS named(id) LEFT JOIN housing_estate e USING (id) LEFT JOIN care_room r USING (id) RETURNING id::text`,
    [of, step, on, replaces],
  );
  return id;
}

beforeAll(async () => {
  catalogue = await openCatalogue();
  manager = catalogue.database.manager;
  await manager.query(
    "INSERT INTO data_source (key, title) VALUES ('survey', 'survey') ON CONFLICT DO NOTHING",
  );
  await manager.query(
    `UPDATE housing_estate SET granted_on = '2023-06-01', planned_on = '2023-08-01', developer = '清溪置业',
       phase = '一期' WHERE id = 'e-1'`,
  );
  await manager.query(
    `
    INSERT INTO care_room (id, name, floor_area_square_meters, floor, handed_over_code, use, source_key) VALUES
      ('r-1', '一号', 246.8, 1, $1, 'CARE', 'survey'), ('r-2', '二号', 33.3333, NULL, NULL, NULL, 'survey'),
      ('r-9', '无人主张', 10, 1, NULL, NULL, 'survey')`,
    [STREET],
  );
  await manager.query(`
    INSERT INTO care_room_claim (care_room_id, estate_id, source_key) VALUES
      ('r-1', 'e-1', 'survey'), ('r-2', 'e-1', 'survey'), ('r-2', 'e-3', 'survey')`);
  await manager.query("INSERT INTO estate_pool (id, name, source_key) VALUES ('p-1', '合建', 'survey')");
  await manager.query("INSERT INTO estate_pool_member VALUES ('p-1', 'e-1'), ('p-1', 'e-2')");
});
afterAll(() => catalogue?.close());

describe('ledgerOf', () => {
  it('gives estates with their chain, exact areas and claims, in four statements', async () => {
    const { result, statements } = await countStatements(catalogue.database, () =>
      catalogue.estates.ledger.ledgerOf(),
    );
    expect(statements).toHaveLength(4);
    expect(result.estates.map(({ id }) => id)).toEqual(['e-1', 'e-2', 'e-3']);
    const [one, , three] = result.estates;
    expect(one).toMatchObject({
      households: 1234,
      grantedOn: '2023-06-01',
      developer: '清溪置业',
      phase: '一期',
      declaredClass: null,
      steps: { PLANNED: '2023-08-01', BUILT: null, ACCEPTED: null, DELIVERED: '2015-06-30' },
    });
    expect(one.chain[1]).toBe(STREET);
    expect(one.chain.at(-1)).toBe(`${STREET.slice(0, 2)}0000000000`);
    expect(one.rooms.map(({ id, floorAreaSquareMeters }) => [id, floorAreaSquareMeters])).toEqual([
      ['r-1', rational(2468, 10)],
      ['r-2', rational(333_333, 10_000)],
    ]);
    expect(one.rooms[0]).toMatchObject({ handedOverTo: STREET, use: 'CARE', floor: 1 });
    expect(three.rooms).toEqual([one.rooms[1]]);
    expect(result.pools).toMatchObject([{ id: 'p-1', estateIds: ['e-1', 'e-2'] }]);
  });

  it('reads any number of estates and rooms in the same statements, in the order of their ids', async () => {
    await manager.query(`INSERT INTO housing_estate (id, name, households, location, source_key)
      SELECT 'many-' || n, 'n° ' || n || '，"苑"', n, ST_SetSRID(ST_MakePoint(118.3, 33.9), 4326), 'survey' FROM generate_series(1, 1203) n`);
    await manager.query(`INSERT INTO care_room (id, name, floor_area_square_meters, source_key)
      SELECT 'many-' || n || '-' || room, 'r', n + 0.05, 'survey' FROM generate_series(1, 1203) n, generate_series(1, 2) room`);
    await manager.query(`INSERT INTO care_room_claim (care_room_id, estate_id, source_key)
      SELECT id, regexp_replace(id, '-[12]$', ''), 'survey' FROM care_room WHERE id LIKE 'many-%'`);
    const { result, statements } = await countStatements(catalogue.database, () =>
      catalogue.estates.ledger.ledgerOf(),
    );
    expect(statements).toHaveLength(4);
    const ids = result.estates.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(1206);
    for (const { id, name, households, rooms } of result.estates.slice(3)) {
      expect([id, name]).toEqual([`many-${households}`, `n° ${households}，"苑"`]);
      expect(rooms.map((room) => [room.id, room.floorAreaSquareMeters])).toEqual(
        [1, 2].map((room) => [`${id}-${room}`, rational(20 * households! + 1, 20)]),
      );
    }
    await manager.query("DELETE FROM care_room WHERE id LIKE 'many-%'");
    await manager.query("DELETE FROM housing_estate WHERE id LIKE 'many-%'");
  });

  it('takes a step from its last evidence that nothing corrects, before what the register says', async () => {
    const steps = async (): Promise<unknown> => {
      const [{ steps, evidenceIds, rooms }] = (await catalogue.estates.ledger.ledgerOf()).estates;
      return [steps.PLANNED, evidenceIds.PLANNED, rooms[0].steps.PLANNED, rooms[0].evidenceIds.PLANNED];
    };
    const first = await evidence('e-1', 'PLANNED', '2023-09-01');
    const room = await evidence('r-1', 'PLANNED', '2023-09-02');
    expect(await steps()).toEqual(['2023-09-01', first, '2023-09-02', room]);
    const second = await evidence('e-1', 'PLANNED', '2023-07-01');
    expect(await steps()).toEqual(['2023-07-01', second, '2023-09-02', room]);
    const withdrawn = await evidence('e-1', 'PLANNED', null, second);
    expect(await steps()).toEqual(['2023-09-01', first, '2023-09-02', room]);
    const again = await evidence('e-1', 'PLANNED', '2023-07-15', withdrawn);
    expect(await steps()).toEqual(['2023-07-15', again, '2023-09-02', room]);
  });

  it('measures how far the farthest entrance lies from the outline, or from the point without one', async () => {
    const far = async (): Promise<number[]> =>
      (await catalogue.estates.ledger.ledgerOf()).estates.map((each) => each.farthestEntranceMeters);
    expect(await far()).toEqual([0, 0, expect.closeTo(110.92, 0)]);
    await manager.query(`INSERT INTO estate_entrance VALUES
      ('e-1', 7, ST_SetSRID(ST_MakePoint(118.304, 33.924), 4326)), ('e-2', 7, ST_SetSRID(ST_MakePoint(118.305, 33.935), 4326))`);
    const [outlined, pointed] = await far();
    // 0.018° and 0.010° of latitude at 33.9° N, 110,922 m each.
    expect(outlined).toBeCloseTo(1996.6, 0);
    expect(pointed).toBeCloseTo(1109.2, 0);
  });
});
