import type { SourceRecord } from '../../src/imports/source-record.js';
import type { DraftEstate } from './block-uses.js';
import { toLonLat } from './local-plane.js';
import { createPrng } from './prng.js';

const FIRST = [
  '翠竹',
  '锦绣',
  '金桂',
  '银杏',
  '春晖',
  '明月',
  '清荷',
  '和顺',
  '安泰',
  '书香',
  '水韵',
  '梧桐',
  '紫薇',
  '丹枫',
  '祥云',
  '瑞景',
  '兰亭',
  '碧波',
  '朝阳',
  '丰禾',
  '怡景',
  '康乐',
  '望湖',
  '柳岸',
  '海棠',
  '松鹤',
  '玉兰',
  '晨光',
  '长青',
  '福满',
];
const SECOND = [
  '花园',
  '家园',
  '佳苑',
  '新城',
  '名邸',
  '雅居',
  '华府',
  '公寓',
  '新村',
  '小区',
  '里',
  '苑',
  '湾',
  '庭',
  '郡',
  '坊',
  '园',
  '居',
];

export function estateId(index: number): string {
  return `EST-${String(index + 1).padStart(4, '0')}`;
}

/** Import records of the estates; `people` and `communityCode` by estate. */
export function estateRecords(
  estates: readonly DraftEstate[],
  people: readonly number[],
  communityCode: readonly string[],
  seed: number,
): SourceRecord[] {
  const chance = createPrng(seed, 'estate names');
  const names = chance.shuffled(FIRST.flatMap((first) => SECOND.map((second) => first + second)));
  return estates.map((estate, index) => {
    const perHome = chance.range(2.45, 2.9);
    const households = estate.unfinished
      ? Math.max(60, Math.round(estate.area / chance.range(75, 110)))
      : Math.max(24, Math.round(people[index] / perHome));
    const year = estate.unfinished ? chance.int(2026, 2027) : 1994 + Math.round(estate.newness * 29);
    const name =
      names[index % names.length] + (index < names.length ? '' : `${1 + Math.floor(index / names.length)}期`);
    return {
      row: index + 1,
      properties: {
        id: estateId(index),
        name: `${name}（样例）`,
        divisionCode: communityCode[index],
        households,
        plannedPopulation: Math.round(households * 3.2),
        deliveredOn: `${year}-${String(chance.int(1, 12)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}`,
        gated: estate.gated,
        entrances: estate.gates.map((gate) => toLonLat(gate).join(' ')).join(';'),
      },
      geometry: { type: 'Polygon', coordinates: [[...estate.boundary, estate.boundary[0]].map(toLonLat)] },
    };
  });
}
