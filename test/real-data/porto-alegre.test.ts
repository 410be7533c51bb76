import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProgram, type Program } from '../support/program.js';
import { sharedData } from '../support/shared-data.js';

const streets = sharedData('osm/porto-alegre.osm.pbf');
const cells = sharedData('population/poa_hexgrid.csv');
const CITY = '990101000000';

interface Covered {
  coveredPeople: number;
  totalPeople: number;
  unsnappedPeople: number;
}

// The whole chain on a real city: its streets, its people, its places of health care.
describe.skipIf(!streets || !cells)('Porto Alegre (real data kept beside the repository)', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'carecircle-porto-'));
  let program: Program;

  const coverage = async (walkMinutes: number): Promise<Covered> => {
    const answer = await program.ask<{ administrativeDivision: { coverage: { population: Covered } } }>(
      `query ($code: ID!, $minutes: Float!) { administrativeDivision(code: $code) {
        coverage(service: STATION, walkMinutes: $minutes) {
          population(cohort: ALL) { coveredPeople totalPeople unsnappedPeople } } } }`,
      { code: CITY, minutes: walkMinutes },
    );
    return answer.administrativeDivision.coverage.population;
  };

  beforeAll(async () => {
    program = await openProgram();
    const [header, ...rows] = readFileSync(cells!, 'utf8').trim().split('\n');
    expect(header).toBe('id,lon,lat,population,schools,jobs,healthcare');
    const healthcare = rows.map((row) => row.split(',')).filter((row) => Number(row[6]) > 0);
    const city = {
      type: 'Feature',
      properties: { code: CITY, name: 'Porto Alegre', level: 'COUNTY' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-51.35, -30.3],
            [-51, -30.3],
            [-51, -29.9],
            [-51.35, -29.9],
            [-51.35, -30.3],
          ],
        ],
      },
    };
    writeFileSync(path.join(folder, 'city.geojson'), JSON.stringify(city));
    writeFileSync(
      path.join(folder, 'facilities.csv'),
      [
        'id,name,lon,lat',
        ...healthcare.map(([id, lon, lat]) => `F-${id},Health care ${id},${lon},${lat}`),
      ].join('\n'),
    );
  });
  afterAll(async () => {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('imports streets, people and facilities', async () => {
    await program.importFile('divisions', path.join(folder, 'city.geojson'));
    const network = await program.importFile('network', streets!);
    expect(network).toMatchObject({ read: network.inserted, rejected: 0 });
    // The plain count of the file's walkable vertices is 37,879 (1,836 km): ours adds the outlines of pedestrian squares.
    expect(network.network!.vertexCount).toBeGreaterThan(37_500);
    expect(network.network!.vertexCount).toBeLessThan(38_600);
    expect(network.network!.lengthMeters / 1000).toBeGreaterThan(1_830);
    expect(network.network!.lengthMeters / 1000).toBeLessThan(1_850);
    expect(network.network!.mainComponentShare).toBeGreaterThan(0.975);

    const demand = await program.importFile('demand', cells!, { set: ['kind=CELL'] });
    expect(demand).toMatchObject({ read: 1227, inserted: 1227, rejected: 0 });
    const facilities = await program.importFile('facilities', path.join(folder, 'facilities.csv'), {
      set: ['kind=COMMUNITY_STATION'],
    });
    expect(facilities).toMatchObject({ read: 117, inserted: 117, rejected: 0 });
    const again = await program.importFile('network', streets!);
    expect(again).toMatchObject({ inserted: 0, updated: 0, unchanged: network.read, deleted: 0 });
    expect(again.network).toMatchObject({ isNew: false, snapshotId: network.network!.snapshotId });
  });

  it('covers the people the README says, more with every minute', async () => {
    const covered = await coverage(15);
    expect(covered).toEqual({ coveredPeople: 488_417, totalPeople: 812_935, unsnappedPeople: 60 });
    const byMinutes = [await coverage(5), await coverage(10), covered, await coverage(30)];
    for (let k = 1; k < byMinutes.length; k++)
      expect(byMinutes[k]!.coveredPeople).toBeGreaterThan(byMinutes[k - 1]!.coveredPeople);
  });

  it('finds gaps that add up to the people not covered', async () => {
    const { gaps } = await program.ask<{
      gaps: { totalCount: number; edges: { node: { people: number } }[] };
    }>(
      `query ($code: ID!) { gaps(divisionCode: $code, service: STATION, cohort: ALL, first: 1000) {
        totalCount edges { node { people } } } }`,
      { code: CITY },
    );
    expect(gaps.edges).toHaveLength(gaps.totalCount);
    expect(gaps.edges.reduce((sum, { node }) => sum + node.people, 0)).toBe(812_935 - 488_417);
  });

  it('proves a plan of five further sites', async () => {
    const { proposeSites: plan } = await program.ask<{ proposeSites: Record<string, never> }>(
      `query ($code: ID!) { proposeSites(divisionCode: $code, service: STATION, cohort: ALL, count: 5,
        candidateSource: NETWORK_NODES) { __typename ... on SitingPlan {
          status objectivePeople upperBoundPeople sites { candidateId peopleNewlyCovered }
          coverageBefore { coveredPeople } coverageAfter { coveredPeople } } } }`,
      { code: CITY },
    );
    expect(plan).toMatchObject({
      __typename: 'SitingPlan',
      status: 'OPTIMAL',
      objectivePeople: 64_743,
      upperBoundPeople: 64_743,
      coverageBefore: { coveredPeople: 488_417 },
      coverageAfter: { coveredPeople: 488_417 + 64_743 },
    });
  });
});
