import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProgram, type Program } from '../support/program.js';
import { seedSmallCounty, STREET, TOWN } from '../support/small-county.js';
import { startTestServer, type TestServer } from './test-server.js';

let program: Program;
let server: TestServer;
beforeAll(async () => {
  program = await openProgram();
  const { manager } = program.database;
  await seedSmallCounty(manager);
  await manager.query(
    `INSERT INTO facility (id, name, kind, capabilities, address, contact, published, entrance, division_code, division_from, source_key)
     VALUES ('f-11', '<script>alert("x")</script>', 'COMMUNITY_STATION', '{DAY_CARE,BATH}', '双沟街 & 8 号', '0527-123', true,
       ST_SetSRID(ST_MakePoint(118.33, 33.92), 4326), '990101101201', 'DECLARED', 'survey'),
       ('f-12', '已关闭的站', 'COMMUNITY_STATION', '{}', NULL, NULL, true, NULL, '990101101201', 'DECLARED', 'survey'),
       ('f-13', '未登记区划的站', 'COMMUNITY_STATION', '{}', NULL, NULL, true,
       ST_SetSRID(ST_MakePoint(119, 34), 4326), NULL, NULL, 'survey')`,
  );
  await manager.query(
    `INSERT INTO facility_status (facility_id, valid_from, status) VALUES ('f-11', '2020-01-01', 'SUSPENDED'),
     ('f-12', '2020-01-01', 'CLOSED'), ('f-13', '2020-01-01', 'OPERATING')`,
  );
  const { downloads, publicLists } = program.rooms;
  server = await startTestServer({ app: { downloads, publicLists }, env: { ADMIN_API_KEY: 'a'.repeat(32) } });
});
afterAll(async () => {
  await server?.close();
  await program?.close();
});

function get(url: string, headers: Record<string, string> = {}) {
  return server.server.fastify.inject({
    method: 'GET',
    url,
    headers: { host: 'care.example', ...headers },
    remoteAddress: '203.0.113.7',
  });
}

const COMMUNITY = ['f-02', 'f-03', 'f-04', 'f-05', 'f-08', 'f-11', 'f-13'];
const idsOf = ({ facilities }: { facilities: { id: string }[] }) => facilities.map(({ id }) => id);

describe('the public lists', () => {
  it('as JSON hold published facilities, and of them what everybody may know', async () => {
    const comprehensive = (await get('/public/comprehensive.json')).json();
    expect(idsOf(comprehensive)).toEqual(['f-02']);
    expect(comprehensive).toMatchObject({
      list: 'comprehensive',
      synthetic: false,
      count: 1,
      division: null,
    });
    expect(comprehensive.dataVintage).toEqual(['survey (2024)']);
    expect(comprehensive.facilities[0]).toEqual({
      ...{
        id: 'f-02',
        name: '东风综合体',
        kind: 'COMPREHENSIVE_CENTER',
        kindName: '街道/乡镇养老服务综合体',
      },
      ...{
        address: '东风路2号',
        contact: null,
        capabilities: ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL'],
      },
      ...{ mealMode: 'CANTEEN', services: ['全托', '日托', '上门', '助餐', '社区食堂'] },
      ...{ status: 'OPERATING', statusName: '运营', open: true },
      ...{ divisionCode: '990101001001', divisionName: '东风社区', townCode: STREET, townName: '东风街道' },
      ...{ lon: 118.309, lat: 33.911, synthetic: false },
    });
    const community = (await get('/public/community.json')).json();
    expect(idsOf(community).sort()).toEqual(COMMUNITY);
    expect(community.synthetic).toBe(true);
  });

  it('never show what is not published, closed for good or not public, whoever asks', async () => {
    const viewers: Record<string, string>[] = [{}, { 'x-api-key': 'a'.repeat(32) }];
    for (const headers of viewers)
      for (const url of ['/public', '/public?lang=en', '/public/community.json', '/public/community.csv']) {
        const { payload, statusCode } = await get(url, headers);
        expect([url, statusCode]).toEqual([url, 200]);
        expect(payload).not.toMatch(/f-09|内部试点站|已关闭的站|nursingBeds|\bbeds|operator|"rating/);
      }
  });

  it('as CSV have Chinese headers and no formulas', async () => {
    const answer = await get(`/public/community.csv?division=${TOWN}`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(String(answer.headers['content-disposition'])).toContain('filename="public-community.csv"');
    const rows: Record<string, string>[] = parse(answer.rawPayload, { bom: true, columns: true });
    expect(rows.map((row) => row['设施编号'])).toEqual(['f-11', 'f-03', 'f-08', 'f-04']);
    expect(rows[0]).toMatchObject({
      服务内容: '日托;助浴',
      状态: '暂停',
      '街道（乡镇）': '双沟镇',
      经度: '118.33',
    });
  });

  it('as a page are whole without a script, by street and town', async () => {
    const { payload, headers } = await get('/public');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('public, no-cache');
    expect(payload).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    expect(payload).not.toContain('<script');
    expect(payload).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(payload).toContain('双沟街 &amp; 8 号');
    expect(payload).toContain('<caption>东风街道</caption>');
    expect(payload).toContain('未登记街道、乡镇');
    expect(payload).toContain('合成数据');
    expect(payload).toContain('survey (2024)');
    expect(payload).toContain('href="geo:33.911,118.309"');
    expect(payload.indexOf('东风街道')).toBeLessThan(payload.indexOf('双沟镇'));
    const ids = [...payload.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, anchor] of payload.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor);
  });

  it('as a page are there in English, and for one street only', async () => {
    const english = (await get('/public?lang=en')).payload;
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Community care facilities');
    expect(english).toContain('Operating');
    const street = (await get(`/public?division=${STREET}`)).payload;
    expect(street).toContain('<title>东风街道 · 养老服务设施公示名单</title>');
    expect(street).toContain(`/public/community.csv?division=${STREET}`);
    expect(street).not.toContain('双沟镇');
    expect(street).not.toContain('合成数据');
  });

  it('are not sent again to who has them', async () => {
    for (const url of ['/public', '/public/community.json', '/public/comprehensive.csv']) {
      const etag = String((await get(url)).headers['etag']);
      const again = await get(url, { 'if-none-match': etag });
      expect([url, again.statusCode, again.payload]).toEqual([url, 304, '']);
    }
  });

  it('follow the data', async () => {
    const { manager } = program.database;
    const before = String((await get('/public/community.json')).headers['etag']);
    await manager.transaction(async (tx) => {
      await tx.query("UPDATE facility SET contact = '0527-999' WHERE id = 'f-08'");
      await tx.query("UPDATE dataset_revision SET revision = revision + 1 WHERE dataset = 'facilities'");
      await tx.query(
        "INSERT INTO dataset_revision (dataset, revision) VALUES ('facilities', 1) ON CONFLICT DO NOTHING",
      );
    });
    const after = await get('/public/community.json', { 'if-none-match': before });
    expect(after.statusCode).toBe(200);
    expect(after.payload).toContain('0527-999');
  });

  it.each([
    ['/public?division=12', 400],
    ['/public?division=990999000000', 404],
    [`/public?division=${STREET}&division=${TOWN}`, 400],
    ['/public?lang=fr', 400],
    ['/public/others.json', 404],
    ['/public/community.xml', 404],
  ])('refuse %s with %i', async (url, status) => {
    expect((await get(url)).statusCode).toBe(status);
  });

  it('say which languages there are', async () => {
    const [{ message }] = (await get('/public?lang=fr')).json().errors;
    expect(message).toBe('lang: expected one of zh, en, got "fr".');
  });
});
