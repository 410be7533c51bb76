import type { SourceRecord } from '../../src/imports/source-record.js';
import { asRecord } from './care-room-records.js';
import { baseName } from './facility-records.js';
import { createPrng } from './prng.js';
import { COMMUNITIES, TOWNS } from './territories.js';

/** Land for care, community premises, and premises that could be had. */
export interface PremisesRecords {
  readonly careLand: readonly SourceRecord[];
  readonly communityPremises: readonly SourceRecord[];
  readonly availablePremises: readonly SourceRecord[];
}

/** Yuan a square metre; a lease is for ten years. */
const FORMS = [
  { form: 'CONVERSION', label: '闲置用房改建', area: [90, 420], yuan: [900, 1800] },
  { form: 'LEASE', label: '沿街用房租赁', area: [60, 260], yuan: [1500, 3200] },
  { form: 'PURCHASE', label: '商铺购置', area: [80, 320], yuan: [6000, 11_000] },
  { form: 'SWAP', label: '社区用房置换', area: [80, 260], yuan: [1200, 2600] },
  { form: 'NEW_BUILD', label: '空地新建', area: [200, 600], yuan: [3200, 5200] },
] as const;
const AVAILABLE = 90;

/** @param people of each town, in the order of TOWNS */
export function premisesRecords(
  estates: readonly SourceRecord[],
  people: readonly number[],
  seed: number,
): PremisesRecords {
  const chance = createPrng(seed, 'care land and premises');
  const careLand = TOWNS.map(({ code, name }, town) => ({
    id: `CL-${String(town + 1).padStart(2, '0')}`,
    name: `${baseName(name)}养老服务用地（样例）`,
    divisionCode: code,
    zone: `${baseName(name)}样例单元`,
    base: 'LAND',
    areaSquareMeters: Math.round(people[town] * chance.range(0.12, 0.29)),
    plannedPopulation: people[town],
  }));
  const communityPremises = COMMUNITIES.map(({ code, name }, at) => {
    const floorAreaSquareMeters = chance.int(240, 950);
    const share = chance.chance(0.45) ? chance.range(0.5, 0.75) : chance.range(0.08, 0.5);
    return {
      id: `CP-${String(at + 1).padStart(3, '0')}`,
      name: `${baseName(name)}社区用房（样例）`,
      divisionCode: code,
      floorAreaSquareMeters,
      careFloorAreaSquareMeters: chance.chance(0.03) ? undefined : Math.round(floorAreaSquareMeters * share),
    };
  });
  const availablePremises = Array.from({ length: AVAILABLE }, (_, at): SourceRecord => {
    const near = chance.pick(estates).properties as Record<string, string>;
    const [lon, lat] = chance.pick(near.entrances.split(';')).split(' ').map(Number);
    const { form, label, area, yuan } = chance.pick(FORMS);
    const areaSquareMeters = chance.int(area[0], area[1]);
    const properties = {
      id: `AP-${String(at + 1).padStart(3, '0')}`,
      name: `${near.name.replace('（样例）', '')}旁${label}（样例）`,
      form,
      areaSquareMeters,
      costYuan: Math.round((areaSquareMeters * chance.range(yuan[0], yuan[1])) / 1000) * 1000,
      floor: chance.chance(0.75) ? 1 : 2,
      ownEntrance: chance.chance(0.8),
      liftOrRamp: chance.chance(0.6),
    };
    return { row: at + 1, properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
  });
  return {
    careLand: careLand.map(asRecord),
    communityPremises: communityPremises.map(asRecord),
    availablePremises,
  };
}
