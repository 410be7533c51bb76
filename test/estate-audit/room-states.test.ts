import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCsv, openEstateTown } from '../support/estate-town.js';
import { COUNTY } from '../support/grid-town.js';
import type { Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

let program: Program;
beforeAll(async () => {
  program = await openEstateTown();
});
afterAll(() => program?.close());

async function provided(asOf: string): Promise<string> {
  const query = `query ($asOf: Date!) { estateAudit(divisionCode: "${COUNTY}", asOf: $asOf, speedMetersPerSecond: 1) {
    totals { providedSquareMeters { exact } } } }`;
  return (await program.ask<Json>(query, { asOf })).estateAudit.totals.providedSquareMeters.exact;
}

test('a room counts on the days it was used for care and with an office, whatever it is today', async () => {
  // R1 gives 200 m², R2 150 m².
  expect(await provided('2025-05-31')).toBe('350');
  const { careRoom } = await program.ask<Json>('{ careRoom(id: "R1") { version use } }');
  const state = {
    ...{ careRoomId: 'R1', version: careRoom.version, aspect: 'USE', use: 'VACANT' },
    ...{ validFrom: '2025-06-01', document: '巡查记录1号' },
  };
  const record = 'mutation ($state: CareRoomStateInput!) { recordCareRoomState(state: $state) { id } }';
  await program.ask<Json>(record, { state });
  expect(await Promise.all(['2025-05-31', '2025-06-01', '2026-01-01'].map(provided))).toEqual([
    ...['350', '150', '150'],
  ]);

  await importCsv(program, 'careRooms', '用房编号,小区编号,用途,启用日期\nR1,E1,养老服务,2025-09-01');
  // R2's register had no day; now it is known since when the office has it.
  await importCsv(program, 'careRooms', '用房编号,小区编号,移交乡镇,移交日期\nR2,E2,南镇,2025-02-01');
  const days = ['2025-01-31', '2025-02-01', '2025-06-01', '2025-08-31', '2025-09-01'];
  expect(await Promise.all(days.map(provided))).toEqual(['200', '350', '150', '150', '350']);
});
