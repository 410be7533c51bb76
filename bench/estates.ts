// What auditing housing estates costs on PostgreSQL: 10,000 of them end to end, and how it grows from 1,000 to 100,000.
// Needs DATABASE_URL. Alone: node dist/bench/estates.js
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { composeRooms, entities } from '../src/app.js';
import { migrateDatabase, openDatabase } from '../src/platform/database/open-database.js';
import type { Finding } from './compare-with-peers.js';
import type { AuditCost } from './support/audit-program.js';
import { withBenchDatabase } from './support/bench-database.js';
import { seedGridEstates } from './support/grid-estates.js';
import { startFlags } from './support/start-flags.js';

const CLAIMED = 10_000;
const SIZES = [1_000, CLAIMED, 30_000, 100_000];
const PROGRAM = fileURLToPath(new URL('./support/audit-program.js', import.meta.url));

/** Rows for the results page; none without a server. */
export async function estateCosts(): Promise<Finding[]> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.log('bench: estates are not audited: DATABASE_URL names no server.');
    return [];
  }
  const costs: AuditCost[] = [];
  for (const size of SIZES) {
    const cost = await withBenchDatabase(url, 'carecircle_bench_estates', (own) => costOf(own, size));
    console.log(`bench: ${size} estates audited, ${cost.anew.toFixed(0)} ms`);
    costs.push(cost);
  }
  const claimed = costs.find(({ estates }) => estates === CLAIMED)!;
  const list = (of: (cost: AuditCost) => string) => costs.map(of).join(', ');
  const millis = (of: (cost: AuditCost) => number) => list((cost) => `${of(cost).toFixed(0)} ms`);
  const sizes = list(({ estates }) => estates.toLocaleString('en'));
  return [
    {
      name: `${CLAIMED.toLocaleString('en')} estates, one or two care rooms each with one to three dated states a room, audited end to end after a change of the data, nothing of it cached: read, judged, pools walked, summed at every level, findings counted, worst 50 listed; PostgreSQL, ${claimed.statements} statements`,
      value: `${claimed.anew.toFixed(0)} ms`,
      target: '≤ 1,000 ms',
    },
    {
      name: `the same for ${sizes} estates`,
      value: list(({ anew, statements }) => `${anew.toFixed(0)} ms (${statements} statements)`),
      target: '',
    },
    {
      name: 'the same per estate',
      value: list(({ anew, estates }) => `${((anew / estates) * 1000).toFixed(0)} µs`),
      target: 'linear',
    },
    {
      name: `the first question of a process, its code not compiled yet, ${sizes} estates`,
      value: millis(({ first }) => first),
      target: '',
    },
    {
      name: `on another date, nothing read anew, ${sizes} estates`,
      value: millis(({ otherDate }) => otherDate),
      target: '',
    },
    {
      name: `asked again on the same date, ${sizes} estates`,
      value: millis(({ again }) => again),
      target: '',
    },
    {
      name: `longest block of the event loop while ${sizes} estates are audited`,
      value: list(({ block, ownWork }) => `${block.toFixed(1)} ms (of own work ${ownWork.toFixed(1)} ms)`),
      target: '≤ 20 ms',
    },
    {
      name: `peak memory of the process that audits ${sizes} estates on many dates, those kept that fit 200,000 audited estates, four at most`,
      value: list(({ peakMegabytes }) => `${peakMegabytes.toFixed(0)} MB`),
      target: '',
    },
  ];
}

/** Fills a database here and measures in a process of its own, started as the program is. */
async function costOf(url: string, estates: number): Promise<AuditCost> {
  const database = await openDatabase({ url, directory: '', entities, statementTimeoutMillis: 600_000 });
  const rooms = composeRooms(database);
  try {
    await migrateDatabase(database);
    await rooms.indicators.prepare();
    await seedGridEstates(database.manager, estates);
  } finally {
    await rooms.accessibility.close();
    await rooms.siting.close();
    await rooms.meals.close();
    await rooms.solver.close();
    await database.close();
  }
  const asked = [...startFlags(), PROGRAM, url, String(estates)];
  const { stdout } = await promisify(execFile)(process.execPath, asked);
  return JSON.parse(stdout) as AuditCost;
}

if (process.argv[1]?.endsWith('bench/estates.js')) {
  for (const { name, value, target } of await estateCosts())
    console.log(`${name}: ${value} ${target && `(${target})`}`);
}
