import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrng } from '../../geodata/sample/prng.js';
import { DivisionsAround, DivisionsRepository } from '../../src/divisions/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';

const COUNTY = '990000000000';
const DAYS = ['2019-06-01', '2020-01-01', '2025-06-01'];
/** No line lies at round degrees, so that sums are as rough as in the field. */
const [WEST, SOUTH, STEP] = [118.2731, 33.9417, 0.0137];

let database: Database;
let repository: DivisionsRepository;
beforeAll(async () => {
  database = await openTestDatabase();
  repository = new DivisionsRepository(database.manager);
  await writeDivisions();
});
afterAll(() => database?.close());

const around = (revision: () => Promise<string>) => {
  const asked: number[] = [];
  const divisions = new DivisionsAround(
    {
      findAround: (places, day) => (asked.push(places.length), repository.findAround(places, day)),
      readOutlined: () => repository.readOutlined(),
      readBoundaryWkb: (codes) => repository.readBoundaryWkb(codes),
    },
    revision,
  );
  return { divisions, asked };
};

describe('DivisionsAround', () => {
  it('tells of every place what the database tells, and soon without it', async () => {
    const { divisions, asked } = around(async () => '1');
    await untilHeld(divisions, asked);
    for (const day of DAYS) {
      const places = somePlaces(1200);
      const expected = await repository.findAround(places, day);
      expect(await divisions.find(places, day, '1')).toEqual(expected);
      expect(new Set(expected).size).toBeGreaterThan(5);
    }
    // Only places on or next to a line.
    expect(Math.max(...asked)).toBeLessThan(1200);
    expect(asked.length).toBe(DAYS.length);
    asked.length = 0;
    await divisions.find([{ lon: WEST + STEP / 3, lat: SOUTH + STEP / 3, divisionCode: null }], DAYS[0], '1');
    expect(asked).toEqual([]);
  });

  it('reads the boundaries anew for a new revision', async () => {
    let revision = '1';
    const { divisions, asked } = around(async () => revision);
    const place = { lon: WEST + 40 * STEP, lat: SOUTH, divisionCode: null };
    await untilHeld(divisions, asked);
    expect(await divisions.find([place], DAYS[2], '1')).toEqual([null]);
    await insert('990001000000', 'COUNTY', outline(39.5, -1, 1, 3));
    revision = '2';
    expect(await divisions.find([place], DAYS[2], '2')).toEqual(['990001000000']);
    await untilHeld(divisions, asked, '2');
    expect(await divisions.find([place], DAYS[2], '2')).toEqual(['990001000000']);
    expect(asked).toEqual([]);
  });

  it('goes on asking the database where the divisions changed while they were read', async () => {
    let revision = 1;
    const { divisions, asked } = around(async () => String(++revision));
    const place = { lon: WEST + STEP / 3, lat: SOUTH + STEP / 3, divisionCode: null };
    for (let round = 0; round < 5; round++) {
      expect(await divisions.find([place], DAYS[2], '1')).toEqual(
        await repository.findAround([place], DAYS[2]),
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(asked).toHaveLength(5);
  });
});

/** Asks until no statement is needed any more. */
async function untilHeld(divisions: DivisionsAround, asked: number[], revision = '1'): Promise<void> {
  const place = { lon: WEST - 1, lat: SOUTH - 1, divisionCode: null };
  for (let round = 0; round < 500; round++) {
    asked.length = 0;
    await divisions.find([place], DAYS[0], revision);
    if (asked.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the boundaries were never held');
}

/** A rectangle in steps, with `corners` more vertices on its south side. */
function outline(x: number, y: number, width: number, height: number, corners = 0): string {
  const at = (px: number, py: number) => `${WEST + px * STEP} ${SOUTH + py * STEP}`;
  const south = Array.from({ length: corners }, (_, k) =>
    at(x + ((k + 1) * width) / (corners + 1), y + (k % 2) * 0.1),
  );
  return `((${[at(x, y), ...south, at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)].join(',')}))`;
}

async function writeDivisions(): Promise<void> {
  await database.manager.query("INSERT INTO data_source (key, title) VALUES ('drawn', 'Drawn')");
  const hole = `((${['2 2', '3 2', '3 3', '2 3', '2 2']
    .map((corner) => corner.split(' ').map(Number))
    .map(([px, py]) => `${WEST + px * STEP} ${SOUTH + py * STEP}`)
    .join(',')}))`.slice(1, -1);
  await insert(COUNTY, 'COUNTY', `${outline(0, 0, 10, 10, 40).slice(0, -1)},${hole})`);
  await insert('990000001000', 'ZONE', `${outline(4, 0.2, 3, 9)},${outline(12, 0, 1, 1)}`);
  for (let x = 0; x < 5; x++)
    await insert(
      `99000010000${x + 1}`,
      'COMMUNITY',
      outline(2 * x, 1, 2, 4, x * 7),
      x === 3 ? '2020-01-01' : null,
    );
  await insert('990000200001', 'VILLAGE', outline(2.4, 3.1, 3, 3), null, '2020-01-01');
  await insert('990000300000', 'TOWN', null);
}

async function insert(
  code: string,
  level: string,
  polygons: string | null,
  from: string | null = null,
  to: string | null = null,
): Promise<void> {
  await database.manager.query(
    `INSERT INTO administrative_division (code, name, level, parent_code, boundary, valid_from, valid_to, source_key)
     VALUES ($1::text, $1::text, $2, $6, ST_GeomFromText($3, 4326), $4, $5, 'drawn')`,
    [code, level, polygons && `MULTIPOLYGON(${polygons})`, from, to, level === 'COUNTY' ? null : COUNTY],
  );
}

/** All over the divisions and around them; some on lines and corners; some that had a division so far. */
function somePlaces(count: number) {
  const chance = createPrng(3, 'places');
  const former = ['990000300000', '990000100001', '999999999999', null];
  return Array.from({ length: count }, (_, k) => {
    const onLine = k % 8 === 0;
    const [x, y] = [chance.range(-1, 14), chance.range(-1, 11)];
    return {
      lon: WEST + (onLine ? Math.round(x) : x) * STEP,
      lat: SOUTH + (onLine && k % 16 === 0 ? Math.round(y) : y) * STEP,
      divisionCode: former[k % former.length],
    };
  });
}
