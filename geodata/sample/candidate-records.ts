import type { SourceRecord } from '../../src/imports/source-record.js';
import { baseName } from './facility-records.js';
import { toLonLat } from './local-plane.js';
import { createPrng } from './prng.js';
import type { ServicePlaces } from './service-places.js';
import { COMMUNITIES } from './territories.js';

/** Cost is rebuilding per square metre, in yuan. */
const CANDIDATE_KINDS = [
  {
    kind: 'IDLE_SCHOOL',
    label: '闲置校舍',
    floorArea: [400, 1800],
    cost: [700, 1300],
    urban: 0.05,
    rural: 0.32,
  },
  {
    kind: 'COMMUNITY_PREMISES',
    label: '社区用房',
    floorArea: [150, 700],
    cost: [900, 2200],
    urban: 0.55,
    rural: 0.25,
  },
  {
    kind: 'CLOSED_HOME',
    label: '停办养老院',
    floorArea: [600, 2600],
    cost: [500, 1200],
    urban: 0.05,
    rural: 0.07,
  },
  {
    kind: 'CULTURE_SITE',
    label: '文化活动室',
    floorArea: [120, 600],
    cost: [800, 1600],
    urban: 0.2,
    rural: 0.14,
  },
  {
    kind: 'HEALTH_SITE',
    label: '卫生室旁用房',
    floorArea: [100, 500],
    cost: [1000, 2000],
    urban: 0.16,
    rural: 0.14,
  },
  { kind: 'OTHER', label: '闲置农家大院', floorArea: [120, 420], cost: [400, 900], urban: 0, rural: 0.06 },
] as const;

/** Import records of places where care could go; cost in yuan, capacity in people served a day. */
export function candidateRecords(places: ServicePlaces, seed: number): SourceRecord[] {
  const chance = createPrng(seed, 'candidates');
  const records: SourceRecord[] = [];
  COMMUNITIES.forEach((community, index) => {
    const urban = community.level === 'COMMUNITY';
    for (const { kind, label, floorArea, cost, ...share } of CANDIDATE_KINDS) {
      if (!chance.chance(urban ? share.urban : share.rural)) continue;
      const area = Math.round(chance.range(floorArea[0], floorArea[1]) / 10) * 10;
      const number = records.length + 1;
      records.push({
        row: number,
        properties: {
          id: `CAND-${String(number).padStart(3, '0')}`,
          name: `${baseName(community.name)}${urban ? '社区' : '村'}${label}（样例）`,
          kind,
          divisionCode: community.code,
          cost: Math.round((area * chance.range(cost[0], cost[1]) + 80_000) / 1000) * 1000,
          capacity: Math.round(area / chance.range(6, 10)),
          floorAreaSquareMeters: area,
        },
        geometry: { type: 'Point', coordinates: toLonLat(places.place(index, chance)) },
      });
    }
  });
  return records;
}
