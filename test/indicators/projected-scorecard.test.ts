import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingDraftOf } from '../../src/indicators/index.js';
import { today } from '../../src/platform/today.js';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';
import { COUNTY, seedSmallCounty } from '../support/small-county.js';

const AS_OF = '2025-01-01';
const LINES = `lines { target { indicator { key } } basis projected numerator denominator value met status readingMonth
  trend(months: 3) { month value } }`;

/** A scorecard under a scenario says what would be, and that it says so. */
describe('a projected scorecard', () => {
  let program: Program;
  const card = async (changes: object[] | null, asOf = AS_OF): Promise<Json> =>
    (
      await program.ask<Json>(
        `query ($changes: [ScenarioChangeInput!]) {
           scorecard(divisionCode: "${COUNTY}", asOf: "${asOf}", changes: $changes) { scenarioKey ${LINES} } }`,
        { changes },
      )
    ).scorecard;
  const line = ({ lines }: Json, key: string) =>
    lines.find(({ target }: Json) => target.indicator.key === key);
  const rows = async () => {
    const { manager } = program.database;
    const tables = ['reading', 'month_freeze', 'scenario', 'audit_entry'];
    return Promise.all(
      tables.map(async (table) => (await manager.query(`SELECT count(*) FROM ${table}`))[0].count),
    );
  };
  let institutions: Json[];

  beforeAll(async () => {
    program = await openProgram();
    const { manager } = program.database;
    await seedSmallCounty(manager);
    await program.rooms.indicators.prepare();
    await manager.query(`INSERT INTO policy_document (key, title, jurisdiction_code, issued_on, status, verified, source_key)
      VALUES ('plan', '行动方案', '${COUNTY}', '2024-01-01', 'IN_FORCE', true, 'survey')`);
    await manager.query(
      `INSERT INTO policy_clause (document_key, clause, summary, source_key) VALUES ('plan', '一', '', 'survey')`,
    );
    for (const key of [
      'nursing-bed-share',
      'rated-institution-share',
      'community-station-coverage',
      'home-visit-people',
    ])
      await manager.query(
        `INSERT INTO target (jurisdiction_code, indicator_key, scope, direction, value, deadline, document_key, clause,
           recorded_by, source_key) VALUES ($1, $2, 'WHOLE', 'AT_LEAST', $3, '2027-12-31', 'plan', '一', 'test', 'survey')`,
        [COUNTY, key, key === 'home-visit-people' ? 100 : 0.9],
      );
    const draft = {
      ...{ jurisdictionCode: COUNTY, indicatorKey: 'home-visit-people', month: '2024-12', value: 40 },
      ...{ document: '月报', restates: false },
    };
    await program.rooms.indicators.readings.record(readingDraftOf(draft), {
      actor: 'tester',
      role: 'planner',
    });
    institutions = await manager.query(
      `SELECT id, beds, nursing_beds AS "nursingBeds" FROM facility f WHERE kind = 'INSTITUTION' AND nursing_beds > 0
         AND EXISTS (SELECT FROM facility_status WHERE facility_id = f.id AND status = 'OPERATING' AND valid_from <= $1)
       ORDER BY beds DESC`,
      [AS_OF],
    );
  }, 120_000);
  afterAll(() => program?.close());

  it('counts beds as resized, marks what is computed, and leaves what was reported', async () => {
    const before = await rows();
    const register = await card(null);
    const [{ id, beds, nursingBeds }] = institutions;
    const projected = await card([
      { kind: 'RESIZE', facilityId: id, beds: beds + 10, nursingBeds: nursingBeds + 10 },
    ]);
    const [was, is] = [register, projected].map((one) => line(one, 'nursing-bed-share'));
    expect(was).toMatchObject({ basis: 'COMPUTED', projected: false });
    expect(is).toMatchObject({
      ...{ basis: 'COMPUTED', projected: true },
      ...{ numerator: was.numerator + 10, denominator: was.denominator + 10 },
    });
    expect([register.scenarioKey, projected.scenarioKey]).toEqual([
      null,
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ]);
    const reported = line(projected, 'home-visit-people');
    expect(reported).toMatchObject({
      basis: 'REPORTED',
      projected: false,
      value: 40,
      readingMonth: '2024-12',
    });
    expect(reported).toEqual(line(register, 'home-visit-people'));
    // What lies behind us stays as it was recorded; only the day asked for is projected.
    expect(is.trend.slice(0, -1)).toEqual(was.trend.slice(0, -1));
    expect(is.trend.at(-1).value).toBe(is.value);
    expect(await rows()).toEqual(before);
    expect(await card(null)).toEqual(register);
  });

  it('a new institution counts among the rated ones and those with beds as an imported one would', async () => {
    const opened = {
      ...{ kind: 'OPEN', name: '新养老院', facilityKind: 'INSTITUTION', beds: 50, nursingBeds: 50 },
      at: await entranceOf(institutions[0].id),
    };
    const [register, projected] = [await card(null), await card([opened])];
    const counts = (one: Json, key: string) => [line(one, key).numerator, line(one, key).denominator];
    const [nursing, all] = counts(register, 'nursing-bed-share');
    expect(counts(projected, 'nursing-bed-share')).toEqual([nursing + 50, all + 50]);
    const [rated, every] = counts(register, 'rated-institution-share');
    expect(counts(projected, 'rated-institution-share')).toEqual([rated, every + 1]);
  });

  it('of a day to come knows only what has begun by then', async () => {
    const next = Number(today().slice(0, 4)) + 1;
    const opened = {
      ...{ kind: 'OPEN', name: '明年的', facilityKind: 'INSTITUTION', beds: 20, nursingBeds: 0 },
      ...{ at: await entranceOf(institutions[0].id), from: `${next}-06-15` },
    };
    const beds = async (asOf: string) => line(await card([opened], asOf), 'nursing-bed-share');
    const [may, july] = [await beds(`${next}-05-31`), await beds(`${next}-07-31`)];
    expect(july.denominator - may.denominator).toBe(20);
    expect(july.trend.map(({ value }: Json) => value)).toEqual([may.value, july.value, july.value]);
  });

  it('is never what a month is frozen with', async () => {
    const { freezeMonth } = await program.ask<Json>(
      `mutation { freezeMonth(jurisdictionCode: "${COUNTY}", month: "2024-12") { month } }`,
    );
    expect(freezeMonth.month).toBe('2024-12');
    const [{ content }] = await program.database.manager.query(
      'SELECT content::text AS content FROM month_freeze',
    );
    expect(content).not.toContain('projected');
    expect(content).not.toContain('scenarioKey');
  });

  async function entranceOf(id: string): Promise<{ lon: number; lat: number }> {
    const [place] = await program.database.manager.query(
      'SELECT ST_X(entrance) AS lon, ST_Y(entrance) AS lat FROM facility WHERE id = $1',
      [id],
    );
    return place;
  }
});
