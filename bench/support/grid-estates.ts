import type { EntityManager } from 'typeorm';
import { createPrng } from '../../geodata/sample/prng.js';
import { GRID_COUNTY, seedGridCounty } from './grid-county.js';

const SEED = 20_260_101;
const COMMUNITIES = 300;
const PER_INSERT = 5_000;

/**
 * The grid county with so many estates instead of its own, from a fixed seed: half of them new, one or two care rooms
 * each with evidence of their steps and one to three states on record, every tenth in a pool of two, and a few with data that do not hold.
 */
export async function seedGridEstates(manager: EntityManager, count: number): Promise<void> {
  await seedGridCounty(manager, COMMUNITIES);
  await manager.query('DELETE FROM housing_estate');
  const communities: { code: string; lon: number; lat: number }[] = await manager.query(
    `SELECT code, ST_X(ST_Centroid(boundary)) AS lon, ST_Y(ST_Centroid(boundary)) AS lat
     FROM administrative_division WHERE level = 'VILLAGE' ORDER BY code`,
  );
  await manager.query(
    `INSERT INTO allocation_rule (id, version, jurisdiction_code, estate_class, valid_from,
       square_meters_per_hundred_households, minimum_site_square_meters, pooling_allowed, pooling_walk_minutes,
       document, clause, verified, source_key)
     SELECT id, 1, $1, class, day::date, rate, NULL, true, 15, 'made up', '1', true, 'grid'
     FROM (VALUES ('grid-new', 'NEW', '2015-01-01', 20), ('grid-existing', 'EXISTING', NULL, 15))
       AS rule(id, class, day, rate)`,
    [GRID_COUNTY],
  );
  const prng = createPrng(SEED, 'estates');
  const estates = Array.from({ length: count }, (_, at) => {
    // Two that stand one after the other are neighbours, as the members of a pool are.
    const { code, lon, lat } = communities[Math.floor(at / 2) % communities.length];
    const grantedYear = prng.int(2005, 2024);
    const area = prng.int(50, 400) + prng.int(0, 99) / 100;
    return {
      ...{
        id: `e-${String(at).padStart(6, '0')}`,
        code,
        households: prng.chance(0.01) ? null : prng.int(80, 2500),
      },
      ...{ lon: lon + prng.range(-0.0005, 0.0005), lat: lat + prng.range(-0.0005, 0.0005) },
      ...{ granted: `${grantedYear}-03-01`, delivered: `${grantedYear + 3}-06-01`, area },
      ...{ roomCount: prng.int(1, 2), roomsYear: grantedYear + prng.int(2, 4), isCare: prng.chance(0.8) },
      stateCount: prng.int(1, 3),
    };
  });
  for (let from = 0; from < count; from += PER_INSERT) {
    const part = JSON.stringify(estates.slice(from, from + PER_INSERT));
    for (const statement of STATEMENTS) await manager.query(statement, [part]);
  }
  await manager.query(`INSERT INTO estate_pool (id, name, source_key)
    SELECT 'p' || n, 'p' || n, 'grid' FROM generate_series(0, ${Math.floor(count / 20) - 1}) n`);
  await manager.query(`INSERT INTO estate_pool_member (pool_id, estate_id)
    SELECT 'p' || n, 'e-' || lpad((20 * n + member)::text, 6, '0')
    FROM generate_series(0, ${Math.floor(count / 20) - 1}) n, generate_series(0, 1) member`);
  await manager.query('ANALYZE');
}

const ESTATE = `jsonb_to_recordset($1::jsonb) AS e(id text, code text, households int, lon float8, lat float8,
  granted date, delivered date, area numeric, "roomCount" int, "roomsYear" int, "isCare" boolean, "stateCount" int)`;
const ROOM = `${ESTATE}, generate_series(1, e."roomCount") AS room`;

const STATEMENTS = [
  `INSERT INTO housing_estate (id, name, households, granted_on, planned_on, built_on, accepted_on, delivered_on, location,
     division_code, division_from, source_key)
   SELECT id, id, households, granted, granted + 100, delivered - 100, delivered - 50, delivered,
     ST_SetSRID(ST_MakePoint(lon, lat), 4326), code, 'DECLARED', 'grid' FROM ${ESTATE}`,
  `INSERT INTO estate_entrance (estate_id, ordinal, location)
   SELECT id, 1, ST_SetSRID(ST_MakePoint(lon, lat), 4326) FROM ${ESTATE}`,
  `INSERT INTO care_room (id, name, floor_area_square_meters, floor, own_entrance, is_registered, handed_over_to, use,
     location, source_key)
   SELECT id || '-' || room, id, area, 1, true, true, 'the street', CASE WHEN "isCare" THEN 'CARE' ELSE 'VACANT' END,
     ST_SetSRID(ST_MakePoint(lon, lat), 4326), 'grid' FROM ${ROOM}`,
  `INSERT INTO care_room_claim (care_room_id, estate_id, source_key)
   SELECT id || '-' || room, id, 'grid' FROM ${ROOM}`,
  `INSERT INTO estate_evidence (care_room_id, step, happened_on, document, recorded_by, fingerprint, source_key)
   SELECT id || '-' || room, step, make_date("roomsYear", month, 1), 'made up', 'bench',
     encode(sha256(convert_to(id || room || step, 'UTF8')), 'hex'), 'grid'
   FROM ${ROOM}, (VALUES ('PLANNED', 1), ('BUILT', 5), ('ACCEPTED', 7), ('DELIVERED', 8)) AS steps(step, month)`,
  `INSERT INTO care_room_state (care_room_id, aspect, use, handed_over_to, valid_from, document, recorded_by, source_key)
   SELECT id || '-' || room, aspect, CASE WHEN aspect = 'USE' THEN CASE WHEN "isCare" THEN 'CARE' ELSE 'VACANT' END END,
     CASE WHEN aspect = 'HANDOVER' THEN 'the street' END, make_date("roomsYear" + years, 8, 1), 'made up', 'bench', 'grid'
   FROM ${ROOM}, (VALUES (1, 'USE', 0), (2, 'HANDOVER', 0), (3, 'USE', 1)) AS states(number, aspect, years)
   WHERE number <= "stateCount"`,
];
