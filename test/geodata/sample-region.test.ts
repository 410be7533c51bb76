import { readFileSync } from 'node:fs';
import { booleanPointInPolygon, kinks } from '@turf/turf';
import type { Polygon } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateSampleRegion, type SampleRegion } from '../../geodata/sample/generate-sample-region.js';
import { createPrng } from '../../geodata/sample/prng.js';
import { sampleRegionChecksum } from '../../geodata/sample/sample-region-checksum.js';
import { SUCHENG_DIVISIONS } from '../../geodata/sample/sucheng-divisions.js';
import { lonLat, number, ringArea, ringsOf, text } from '../support/sample-region-records.js';
import type { SourceRecord } from '../../src/imports/source-record.js';

const CHECKSUM = '63a92fb85816f5e56ed01879174662c9895b5b1b6b61daf4620299349bc2fafa';
const COHORTS = ['population', 'elderly60', 'elderly65', 'elderly80'] as const;
const COUNTY = '321302000000';

const folder = new URL('../../geodata/', import.meta.url);

let region: SampleRegion;
let communities: SourceRecord[];
let towns: SourceRecord[];
let county: SourceRecord;

beforeAll(() => {
  region = generateSampleRegion();
  communities = region.divisions.filter(({ properties }) =>
    ['COMMUNITY', 'VILLAGE'].includes(text(properties.level)),
  );
  towns = region.divisions.filter(({ properties }) => properties.parentCode === COUNTY);
  county = region.divisions.find(({ properties }) => properties.code === COUNTY) as SourceRecord;
});

const count = (records: readonly SourceRecord[], field: string, value: unknown): number =>
  records.filter(({ properties }) => properties[field] === value).length;
const areaOf = (record: SourceRecord): number =>
  ringsOf(record).reduce((sum, ring) => sum + ringArea(ring), 0);

/** The outline of several divisions together: their directed sides, less those that run both ways. */
function outlineOf(members: readonly SourceRecord[]): Set<string> {
  const sides = new Set<string>();
  for (const ring of members.flatMap(ringsOf)) {
    for (let i = 1; i < ring.length; i++) {
      const back = `${ring[i].join()} ${ring[i - 1].join()}`;
      if (!sides.delete(back)) sides.add(`${ring[i - 1].join()} ${ring[i].join()}`);
    }
  }
  return sides;
}

describe('the sample region as a whole', () => {
  it('is the same on every run, and is the one its README describes', () => {
    const checksum = sampleRegionChecksum(region);
    expect(sampleRegionChecksum(generateSampleRegion())).toBe(checksum);
    expect(checksum).toBe(CHECKSUM);
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toContain(checksum);
  });

  it('changes with the seed', () => {
    expect(sampleRegionChecksum(generateSampleRegion({ seed: 1 }))).not.toBe(CHECKSUM);
  });

  it('has the size of a real county', () => {
    expect(region.estates.length).toBeGreaterThanOrEqual(500);
    expect(region.facilities.length).toBeGreaterThanOrEqual(300);
    expect(region.candidates.length).toBeGreaterThanOrEqual(120);
    expect(region.demand.length).toBeGreaterThanOrEqual(6_000);
    expect(region.demand.length).toBeLessThanOrEqual(12_000);
    for (const records of [
      region.divisions,
      region.facilities,
      region.estates,
      region.demand,
      region.candidates,
      region.careRooms,
      region.pools,
      region.careLand,
      region.communityPremises,
      region.availablePremises,
    ]) {
      expect(records.map(({ row }) => row)).toEqual(records.map((_, i) => i + 1));
      const keys = records.map(({ properties }) => properties.id ?? properties.code);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('names no telephone and no address that could be anybody’s', () => {
    for (const { properties } of region.facilities) {
      expect(properties.contact).toMatch(/^000-0000-\d{4}$/);
      expect(properties.address).toMatch(/^样例路 \d+ 号$/);
      expect(properties.operator).toMatch(/^样例/);
    }
    for (const { properties } of [
      ...region.facilities,
      ...region.estates,
      ...region.candidates,
      ...region.careRooms,
      ...region.communityPremises,
      ...region.availablePremises,
    ]) {
      expect(properties.name).toMatch(/（样例）$/);
    }
  });
});

describe('its divisions', () => {
  it('are the rows of the committed table', () => {
    const csv = readFileSync(new URL('sample/sucheng-divisions.csv', folder), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(
      SUCHENG_DIVISIONS.map((row) => [row.code, row.name, row.level, row.parentCode ?? ''].join()),
    ).toEqual(csv);
    expect(region.divisions.map(({ properties }) => properties.code)).toEqual(
      SUCHENG_DIVISIONS.map(({ code }) => code),
    );
    expect(count(region.divisions, 'level', 'SUBDISTRICT')).toBe(7);
    expect(count(region.divisions, 'level', 'TOWN')).toBe(9);
    expect(count(region.divisions, 'level', 'ZONE')).toBe(2);
    expect(count(region.divisions, 'level', 'COMMUNITY')).toBe(75);
    expect(count(region.divisions, 'level', 'VILLAGE')).toBe(133);
  });

  it('have levels and parents that their codes imply', () => {
    for (const { properties } of region.divisions) {
      const code = text(properties.code);
      if (properties.level === 'COMMUNITY' || properties.level === 'VILLAGE') {
        expect(properties.parentCode).toBe(`${code.slice(0, 9)}000`);
        const segment = Number(code.slice(9));
        expect(properties.level).toBe(segment >= 200 && segment < 400 ? 'VILLAGE' : 'COMMUNITY');
        expect(['111', '112', '121', '122', '123', '210', '220']).toContain(properties.urbanRuralClass);
      } else if (code.startsWith('321302') && code !== COUNTY) expect(properties.parentCode).toBe(COUNTY);
    }
  });

  it('are valid polygons with a representative point inside', () => {
    for (const record of [...communities, ...towns, county]) {
      for (const ring of ringsOf(record)) {
        expect(ring[0]).toEqual(ring[ring.length - 1]);
        expect(ring.length).toBeGreaterThan(3);
        const corners = ring.slice(1).map((place) => place.join());
        expect(new Set(corners).size).toBe(corners.length);
      }
      const { lon, lat } = record.properties;
      expect(booleanPointInPolygon([number(lon), number(lat)], record.geometry as Polygon)).toBe(true);
    }
    for (const record of communities) expect(kinks(record.geometry as Polygon).features).toEqual([]);
  });

  it('tile without gap or overlap', () => {
    const together = communities.reduce((sum, record) => sum + areaOf(record), 0);
    expect(Math.abs(together / areaOf(county) - 1)).toBeLessThan(1e-9);
    const squareKilometers = areaOf(county) * 92.47 * 110.92;
    expect(squareKilometers).toBeGreaterThan(850);
    expect(squareKilometers).toBeLessThan(1000);
    const chance = createPrng(1, 'points in the county');
    for (let i = 0; i < 1500; i++) {
      const at = [chance.range(118.0, 118.5), chance.range(33.8, 34.1)];
      const holders = communities.filter((record) => booleanPointInPolygon(at, record.geometry as Polygon));
      expect(holders.length).toBe(booleanPointInPolygon(at, county.geometry as Polygon) ? 1 : 0);
    }
  });

  it('join exactly: every town is its communities, the county is its towns', () => {
    for (const town of towns) {
      const members = communities.filter(({ properties }) => properties.parentCode === town.properties.code);
      expect(outlineOf(members)).toEqual(outlineOf([town]));
    }
    expect(outlineOf(towns)).toEqual(outlineOf([county]));
  });
});

describe('its people', () => {
  const sum = (records: readonly SourceRecord[], field: string): number =>
    records.reduce((all, { properties }) => all + number(properties[field]), 0);

  it('number about 900,000, 20 % of them 60 and over', () => {
    const { population, elderly60, elderly65, elderly80 } = county.properties;
    expect(Math.abs(number(population) - 900_000)).toBeLessThan(20_000);
    expect(number(elderly60) / number(population)).toBeCloseTo(0.2, 3);
    expect(number(elderly65) / number(population)).toBeCloseTo(0.14, 2);
    expect(number(elderly80) / number(population)).toBeCloseTo(0.03, 2);
  });

  it('sum from communities to towns to the county in every year', () => {
    for (const year of [2022, 2023, 2024]) {
      const rows = new Map(
        region.populations
          .filter(({ properties }) => properties.year === year)
          .map((row) => [row.properties.code, row]),
      );
      expect(rows.size).toBe(227);
      const rowsOf = (records: readonly SourceRecord[]) =>
        records.map(({ properties }) => rows.get(properties.code) as SourceRecord);
      for (const cohort of COHORTS) {
        const whole = rows.get(COUNTY)?.properties[cohort];
        expect(sum(rowsOf(communities), cohort)).toBe(whole);
        expect(sum(rowsOf(towns), cohort)).toBe(whole);
        for (const town of towns) {
          const members = communities.filter(
            ({ properties }) => properties.parentCode === town.properties.code,
          );
          expect(sum(rowsOf(members), cohort)).toBe(rows.get(town.properties.code)?.properties[cohort]);
        }
      }
    }
  });

  it('are placed to the last one: demand points add up to their community, cohorts nest', () => {
    const byCommunity = new Map<unknown, SourceRecord[]>();
    for (const point of region.demand) {
      const { population, elderly60, elderly65, elderly80, divisionCode } = point.properties;
      const nested = [population, elderly60, elderly65, elderly80].map(number);
      expect(nested.every(Number.isInteger)).toBe(true);
      expect(nested).toEqual(nested.slice().sort((a, b) => b - a));
      expect(nested[3]).toBeGreaterThanOrEqual(0);
      byCommunity.set(divisionCode, [...(byCommunity.get(divisionCode) ?? []), point]);
    }
    for (const community of communities) {
      const points = byCommunity.get(community.properties.code) ?? [];
      for (const cohort of COHORTS) expect(sum(points, cohort)).toBe(community.properties[cohort]);
      const shape = community.geometry as Polygon;
      expect(points.every((point) => booleanPointInPolygon(lonLat(point), shape))).toBe(true);
    }
  });
});

describe('its care', () => {
  it('has every kind and status, sound figures, and stands in the division it names', () => {
    expect(new Set(region.facilities.map(({ properties }) => properties.kind)).size).toBe(10);
    expect(new Set(region.facilities.map(({ properties }) => properties.status)).size).toBe(5);
    expect(count(region.facilities, 'status', 'OPERATING') / region.facilities.length).toBeGreaterThan(0.75);
    const shapes = new Map(
      communities.map(({ properties, geometry }) => [properties.code, geometry as Polygon]),
    );
    for (const record of [...region.facilities, ...region.candidates]) {
      const shape = shapes.get(record.properties.divisionCode) as Polygon;
      expect(booleanPointInPolygon(lonLat(record), shape)).toBe(true);
    }
    const codes = new Set(region.divisions.map(({ properties }) => properties.code));
    for (const { properties } of region.facilities) {
      if (properties.beds !== undefined)
        expect(number(properties.nursingBeds)).toBeLessThanOrEqual(number(properties.beds));
      expect(properties.statusFrom).toMatch(/^20(19|2[0-6])-\d\d-\d\d$/);
      expect(text(properties.capabilities).includes('MEAL')).toBe(properties.mealMode !== undefined);
      for (const list of [properties.assignedTo, properties.sharedWith]) {
        for (const code of list === undefined ? [] : text(list).split(';')) expect(codes).toContain(code);
      }
    }
    expect(region.facilities.some(({ properties }) => properties.sharedWith !== undefined)).toBe(true);
  });

  it('leaves gaps to be found', () => {
    const served = (kind: string): Set<unknown> =>
      new Set(
        region.facilities
          .filter(({ properties }) => properties.kind === kind && properties.status === 'OPERATING')
          .map(({ properties }) => properties.divisionCode),
      );
    const stations = served('COMMUNITY_STATION');
    const share = (level: string): number => {
      const units = communities.filter(({ properties }) => properties.level === level);
      return units.filter(({ properties }) => stations.has(properties.code)).length / units.length;
    };
    expect(share('COMMUNITY')).toBeGreaterThanOrEqual(0.85);
    expect(share('COMMUNITY')).toBeLessThanOrEqual(0.95);
    expect(share('VILLAGE')).toBeGreaterThanOrEqual(0.6);
    expect(share('VILLAGE')).toBeLessThanOrEqual(0.75);
    const centers = [...served('COMPREHENSIVE_CENTER')].map((code) => `${text(code).slice(0, 9)}000`);
    const without = towns.filter(({ properties }) => !centers.includes(text(properties.code)));
    expect(without.map(({ properties }) => properties.code)).toEqual([
      '321302107000',
      '321302111000',
      '321302450000',
    ]);
  });

  it('has estates with homes, gates and a date, most of them gated', () => {
    const shapes = new Map(
      communities.map(({ properties, geometry }) => [properties.code, geometry as Polygon]),
    );
    for (const estate of region.estates) {
      const { households, plannedPopulation, deliveredOn, divisionCode } = estate.properties;
      if (households !== undefined) expect(number(households)).toBeGreaterThan(0);
      expect(number(plannedPopulation)).toBeGreaterThan(number(households ?? 1));
      expect(deliveredOn).toMatch(/^(199[4-9]|20[012]\d)-\d\d-\d\d$/);
      const [ring] = ringsOf(estate);
      expect(ring[0]).toEqual(ring[ring.length - 1]);
      expect(ringArea(ring)).toBeGreaterThan(0);
      expect(shapes.has(divisionCode)).toBe(true);
    }
    expect(count(region.estates, 'households', undefined)).toBe(2);
    for (const estate of region.estates.slice(0, 120))
      expect(kinks(estate.geometry as Polygon).features).toEqual([]);
    const ids = new Set(region.estates.map(({ properties }) => properties.id));
    const homes = region.demand.flatMap(({ properties }) =>
      properties.estateId === undefined ? [] : [properties.estateId],
    );
    expect(homes.every((id) => ids.has(id))).toBe(true);
    expect(count(region.estates, 'gated', true) / region.estates.length).toBeGreaterThan(0.6);
  });
});

describe('its estate ledger', () => {
  it('has evidence only of rooms there are, of steps in their order, none of it in the future', () => {
    const rooms = new Set(region.careRooms.map(({ properties }) => properties.id));
    const steps = ['PLANNED', 'BUILT', 'ACCEPTED', 'DELIVERED'];
    const latest = new Map<unknown, string>();
    for (const { properties } of region.evidence) {
      expect(rooms).toContain(properties.careRoomId);
      expect(steps).toContain(properties.step);
      expect(text(properties.happenedOn) <= '2025-12-31').toBe(true);
      expect(text(properties.happenedOn) >= (latest.get(properties.careRoomId) ?? '')).toBe(true);
      latest.set(properties.careRoomId, text(properties.happenedOn));
    }
  });

  it('leaves things to be found: a room claimed twice, one larger than its building, estates that share', () => {
    const claimed = region.careRooms.filter(({ properties }) => text(properties.estateIds).includes(';'));
    expect(claimed).toHaveLength(1);
    const larger = region.careRooms.filter(
      ({ properties }) =>
        number(properties.floorAreaSquareMeters) > number(properties.buildingAreaSquareMeters),
    );
    expect(larger).toHaveLength(1);
    const members = region.pools.flatMap(({ properties }) => text(properties.estateIds).split(';'));
    expect(new Set(members).size).toBe(16);
    expect(count(region.estates, 'declaredClass', undefined)).toBe(3);
    expect(region.allocationRules.every(({ document }) => document.includes('合成'))).toBe(true);
  });
});
