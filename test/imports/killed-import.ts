// Run as a process of its own: imports facilities and dies by SIGKILL at the named point of the work.
import { importDataset } from '../../src/imports/import-dataset.js';
import { IMPORT_STAGES } from '../../src/imports/import-stages.js';
import { openDatabase } from '../../src/platform/database/open-database.js';

const [where, diesAt] = process.argv.slice(2);
const isServer = where.startsWith('postgres');
const database = await openDatabase({
  url: isServer ? where : null,
  directory: isServer ? null : where,
  entities: [],
  statementTimeoutMillis: 60_000,
});

const die = (): void => process.kill(process.pid, 'SIGKILL') as unknown as void;
/** The key of a stage by the name it shows. */
const wordOf = (name: string) => Object.entries(IMPORT_STAGES).find((entry) => entry[1] === name)?.[0];
let stage = '';
const progress = {
  begin(name: string) {
    stage = name;
    if (diesAt === `begin ${wordOf(name)}`) die();
  },
  advance() {
    if (diesAt === `end ${wordOf(stage)}`) die();
  },
};

function* records() {
  for (let row = 1; row <= 5000; row++) {
    if (diesAt === 'reading' && row === 4500) die();
    yield {
      row,
      properties: { id: `k${row}`, name: `站${row}`, kind: 'MEAL_POINT' },
      geometry: { type: 'Point' as const, coordinates: [118 + row / 1e5, 33] },
    };
  }
}

await importDataset({
  manager: database.manager,
  dataset: 'facilities',
  records: records(),
  options: { source: { key: 'killed' }, actor: { actor: 'tester', role: 'admin' } },
  progress,
});
await database.close();
