import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import {
  A,
  B,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridPlace,
  gridTown,
  publishNetwork,
  writeTown,
} from './grid-town.js';
import { openProgram, type Program } from './program.js';

export const ESTATES = `id,name,divisionCode,households,grantedOn,plannedOn,builtOn,acceptedOn,deliveredOn,developer,phase,responsibleBody,entrances,at
E1,甲苑,${A},1234,2023-06-01,2023-07-01,2024-05-01,2024-08-01,2024-09-01,方格地产,一期,方格县住建局,,0 1
E2,乙苑,${B},500,2023-06-01,2023-07-01,2024-05-01,2024-08-01,2024-09-01,方格地产,二期,,,4 0
E3,丙苑,${C},200,2023-06-01,,,,,南山置业,一期,,3 3,3 3
E4,丁苑,${D},800,2010-01-01,,,,2012-01-01,,,,,4 4
E5,零户苑,${A},0,2023-06-01,,,,,,,,,1 0
E6,缺户苑,${A},,2023-06-01,,,,,,,,,1 1
E7,倒序苑,${B},300,2023-06-01,2024-03-01,2024-01-01,,,,,,,3 0
E8,大房苑,${B},300,2023-06-01,,,,,,,,,3 1
E9,争房苑一,${C},300,2023-06-01,,,,,,,,,0 3
E10,争房苑二,${C},300,2023-06-01,,,,,,,,,0 4
E11,远门苑,${C},300,2023-06-01,,,,,,,,1 23,1 3
E12,重规苑,${D},300,2023-06-01,,,,,,,,,4 3
E13,无区划苑,,300,2023-06-01,,,,,,,,,2 2`;

export const ROOMS = `id,name,estateIds,floorAreaSquareMeters,buildingAreaSquareMeters,floor,ownEntrance,liftOrRamp,handedOverTo,use,at
R1,甲苑用房,E1,200,,1,是,,南镇,养老服务,0 1
R2,乙苑用房,E2,150,,1,是,,南镇,养老服务,4 1
R8,大房,E8,500,400,1,是,,南镇,养老服务,3 1
R9,争房,E9;E10,300,,1,是,,北街道,养老服务,0 3`;

/** Room, and the days of the four steps. */
const STEPS = {
  R1: ['2023-08-01', '2024-06-01', '2024-10-01', '2024-12-01'],
  R2: ['2023-07-01', '2024-04-01', '2024-08-01', '2024-08-15'],
  R8: ['2023-07-01', '2024-04-01', '2024-08-01', '2024-08-15'],
  R9: ['2023-07-01', '2024-04-01', '2024-08-01', '2024-08-15'],
};
const STEP_NAMES = ['PLANNED', 'BUILT', 'ACCEPTED', 'DELIVERED'];

export const EVIDENCE = [
  'careRoomId,step,happenedOn,document',
  ...Object.entries(STEPS).flatMap(([room, days]) =>
    days.map((day, at) => `${room},${STEP_NAMES[at]},${day},${room} ${day} 文件`),
  ),
].join('\n');

export const POOLS = 'id,name,estateIds\nP1,乙丙合建,E2;E3';

const rule = (id: string, jurisdictionCode: string, values: Record<string, unknown> = {}) => ({
  ...{ id, jurisdictionCode, estateClass: 'NEW', validFrom: '2023-01-01' },
  ...{ squareMetersPerHundredHouseholds: '20', document: '方格县规定', clause: '第三条', verified: true },
  ...values,
});

/** Twenty square metres a hundred households since 2023, pools within five minutes; two rules at once in D. */
export const RULES = [
  rule('grid-new', COUNTY, { poolingAllowed: true, poolingWalkMinutes: 5 }),
  rule('grid-d-one', D),
  rule('grid-d-two', D, { squareMetersPerHundredHouseholds: '25' }),
];

export const IMPORT_RULES = `mutation ($rows: [AllocationRuleInput!]!, $dryRun: Boolean = false) {
  importAllocationRules(rows: $rows, dryRun: $dryRun) {
    read inserted updated unchanged rejected dryRun issues { row code field message }
    warnings { row code message messageEn } } }`;

/**
 * The grid town with thirteen estates: E1 lacks 46.8 m² and its housing came first, E3 gets its 40 m² from E2 five
 * minutes at 1 m/s away, E4 has no rule, and each of the others has data that do not hold.
 */
export async function openEstateTown(): Promise<Program> {
  const program = await openProgram();
  await writeTown(program.database.manager, { divisions: gridTown.divisions });
  await publishNetwork(program.database.manager, gridNetwork());
  await importCsv(program, 'estates', inDegrees(ESTATES));
  await importCsv(program, 'careRooms', inDegrees(ROOMS));
  await importCsv(program, 'evidence', EVIDENCE);
  await importCsv(program, 'pools', POOLS);
  await program.ask(IMPORT_RULES, { rows: RULES });
  return program;
}

/** Imports a table as a CSV file, whole. */
export async function importCsv(program: Program, dataset: string, csv: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'estates-'));
  const file = path.join(folder, `${dataset}.csv`);
  writeFileSync(file, csv);
  const { rejected, issues } = await program.importFile(dataset, file);
  rmSync(folder, { recursive: true });
  if (rejected > 0) throw new Error(JSON.stringify(issues));
}

/** `at` and `entrances` in blocks of the grid become degrees. */
export function inDegrees(csv: string): string {
  const [header, ...rows] = csv.split('\n').map((line) => line.split(','));
  const degrees = (blocks: string) => gridPlace(...(blocks.split(' ').map(Number) as [number, number]));
  const at = header.indexOf('at');
  const gates = header.indexOf('entrances');
  return stringify([
    [...header.slice(0, at), 'lon', 'lat'],
    ...rows.map((row) => [
      ...row.slice(0, at).map((cell, column) => (column === gates && cell ? degrees(cell).join(' ') : cell)),
      ...degrees(row[at]),
    ]),
  ]);
}
