import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProgram, type Program } from '../support/program.js';
import { sharedData } from '../support/shared-data.js';

const streets = sharedData('osm/guixi-jiangxi.osm.pbf');
const fence = sharedData('divisions/fences/360681.json');
const communities = sharedData('divisions/communities.csv');
const COUNTY = '360681000000';

// A small Chinese city as it comes: sparse streets, a GCJ-02 boundary, a code list without geometry, no population.
describe.skipIf(!streets || !fence || !communities)('贵溪 (real data kept beside the repository)', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'carecircle-guixi-'));
  const file = (name: string) => path.join(folder, name);
  let program: Program;

  beforeAll(async () => {
    program = await openProgram();
    const [header, ...rows] = readFileSync(communities!, 'utf8').trim().split('\n');
    const own = rows.filter((row) => row.split(',')[4] === COUNTY);
    writeFileSync(file('communities.csv'), [header, ...own].join('\n'));
    const towns = new Map(own.map((row) => [row.split(',')[6], row.split(',')[5]]));
    writeFileSync(file('towns.csv'), ['code,name', ...[...towns].map((town) => town.join(','))].join('\n'));
  });
  afterAll(async () => {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('imports the tree, the boundary out of GCJ-02, and the streets', async () => {
    const county = await program.importFile('divisions', fence!, {
      crs: 'gcj02',
      set: [`code=${COUNTY}`, 'name=贵溪市', 'level=COUNTY'],
    });
    expect(county).toMatchObject({ inserted: 1, rejected: 0, crs: 'gcj02' });
    await program.importFile('divisions', file('towns.csv'));
    const report = await program.importFile('divisions', file('communities.csv'), {
      map: ['code=community_code', 'name=community', 'urbanRuralClass=urban_rural_code'],
      set: ['vintage=2021'],
    });
    expect(report).toMatchObject({ read: 260, inserted: 260, rejected: 0 });
    const { network } = await program.importFile('network', streets!);
    expect(network!.lengthMeters / 1000).toBeCloseTo(115.5, 0);
    expect(network!.vertexCount).toBeGreaterThanOrEqual(1_256);
    expect(network!.vertexCount).toBeLessThan(1_270);
    // The streets lie inside the boundary once that is out of GCJ-02.
    const [{ inside }] = await program.database.manager.query<[{ inside: number }]>(
      `SELECT avg(ST_Contains(d.boundary, w.geometry)::int)::float8 AS inside
       FROM walkway w CROSS JOIN administrative_division d WHERE d.code = $1`,
      [COUNTY],
    );
    expect(inside).toBe(1);
  });

  it('covers and sites demand on its streets', async () => {
    // The real streets with made-up people: ten at every junction.
    const nodes = await program.database.manager.query<{ id: string; lon: number; lat: number }[]>(
      `SELECT DISTINCT ON (from_node) from_node AS id, ST_X(ST_StartPoint(geometry)) AS lon, ST_Y(ST_StartPoint(geometry)) AS lat
       FROM walkway ORDER BY from_node, way_id, segment`,
    );
    writeFileSync(
      file('demand.csv'),
      [
        'id,kind,lon,lat,elderly60',
        ...nodes.map(({ id, lon, lat }) => `N${id},BUILDING,${lon},${lat},10`),
      ].join('\n'),
    );
    writeFileSync(
      file('facilities.csv'),
      `id,name,kind,lon,lat\nGX-1,样例站,COMMUNITY_STATION,${nodes[0]!.lon},${nodes[0]!.lat}`,
    );
    expect(await program.importFile('demand', file('demand.csv'))).toMatchObject({
      inserted: nodes.length,
      rejected: 0,
    });
    expect(await program.importFile('facilities', file('facilities.csv'))).toMatchObject({
      inserted: 1,
      rejected: 0,
    });

    const answer = await program.ask<{
      administrativeDivision: { coverage: { population: { coveredPeople: number; totalPeople: number } } };
      serviceArea: { areaSquareMeters: number; reachedMeters: number };
      proposeSites: { status: string; objectivePeople: number; coverageAfter: { coveredPeople: number } };
    }>(
      `{ administrativeDivision(code: "${COUNTY}") {
          coverage(service: STATION) { population { coveredPeople totalPeople } } }
        serviceArea(facilityId: "GX-1") { areaSquareMeters reachedMeters }
        proposeSites(divisionCode: "${COUNTY}", service: STATION, count: 3, candidateSource: NETWORK_NODES) {
          ... on SitingPlan { status objectivePeople coverageAfter { coveredPeople } } } }`,
    );
    const { coveredPeople, totalPeople } = answer.administrativeDivision.coverage.population;
    expect(totalPeople).toBe(10 * nodes.length);
    expect(coveredPeople).toBeGreaterThanOrEqual(10);
    // Within 720 m on foot: inside the disc, and no more than the strips along what was reached.
    expect(answer.serviceArea.areaSquareMeters).toBeLessThan(Math.PI * 720 ** 2);
    expect(answer.serviceArea.areaSquareMeters).toBeLessThan(
      answer.serviceArea.reachedMeters * 50 + Math.PI * 25 ** 2,
    );
    expect(answer.proposeSites.status).toBe('OPTIMAL');
    expect(answer.proposeSites.coverageAfter.coveredPeople).toBe(
      coveredPeople + answer.proposeSites.objectivePeople,
    );
  });
});
