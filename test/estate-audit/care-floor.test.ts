import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCsv } from '../support/estate-town.js';
import { gridTown, writeTown } from '../support/grid-town.js';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

const CITY = '653000000000';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await writeTown(program.database.manager, { divisions: gridTown.divisions });
  await program.database.manager.query(
    `INSERT INTO administrative_division (code, name, level, source_key)
     SELECT '${CITY}', '克孜勒苏柯尔克孜自治州', 'CITY', source_key FROM administrative_division LIMIT 1`,
  );
  await program.rooms.indicators.prepare();
});
afterAll(() => program?.close());

test('where the rule asks for built floor, floor is held against it by zone, and land is told beside', async () => {
  const header = '地块编号,规划单元,口径,面积,规划人口,区划代码';
  const rows = [
    `F1,老城,建筑面积,900,10000,${CITY}`,
    `F2,老城,建筑面积,200.5,,${CITY}`,
    `F3,新城,建筑面积,400,6000,${CITY}`,
    `L1,新城,用地面积,3200,,${CITY}`,
  ];
  await importCsv(program, 'careLand', [header, ...rows].join('\n'));
  const query = `{ estateAudit(divisionCode: "${CITY}", asOf: "2025-06-30") { careLand(levels: []) { edges { node {
    zone base pieces plannedPeople areaSquareMeters { exact } squareMetersPerPerson { exact } isMet
    lackingSquareMeters { exact } target { indicator { key } } } } } } }`;
  const { estateAudit } = await program.ask<Json>(query);
  const figures = estateAudit.careLand.edges.map(({ node }: Json) => [
    ...[
      node.zone,
      node.base,
      node.areaSquareMeters.exact,
      node.plannedPeople,
      node.squareMetersPerPerson.exact,
    ],
    ...[node.target?.indicator.key, node.isMet, node.lackingSquareMeters?.exact],
  ]);
  const floor = 'care-floor-per-person';
  const land = 'care-land-per-person';
  expect(figures).toEqual([
    [null, 'LAND', '3200', 16000, '0.2', land, true, '0'],
    [null, 'FLOOR', '1500.5', 16000, '0.09378125', floor, false, '99.5'],
    ['新城', 'LAND', '3200', 6000, '8/15', land, true, '0'],
    ['新城', 'FLOOR', '400', 6000, '1/15', floor, false, '200'],
    ['老城', 'LAND', '0', 10000, '0', land, false, '1000'],
    ['老城', 'FLOOR', '1100.5', 10000, '0.11005', floor, true, '0'],
  ]);
});
