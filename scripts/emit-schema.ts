// Writes schema/schema.graphql and schema/database.json from the program itself; --check only compares.
import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeRooms, entities } from '../src/app.js';
import { importSchemaFiles } from '../src/imports/index.js';
import { migrateDatabase, openDatabase } from '../src/platform/database/open-database.js';
import { buildGraphqlSchema, printSortedSchema } from '../src/platform/graphql/build-schema.js';
import { describeDatabase } from './describe-database.js';

const database = await openDatabase({ url: null, directory: null, entities, statementTimeoutMillis: 60_000 });
await migrateDatabase(database);
const rooms = composeRooms(database);
const files: Record<string, string> = {
  'schema/schema.graphql': printSortedSchema(buildGraphqlSchema(rooms.resolvers)),
  'schema/database.json': `${JSON.stringify(await describeDatabase(database.manager), null, 2)}\n`,
  ...importSchemaFiles(),
};
await rooms.solver.close();
await database.close();

const isCheck = process.argv.includes('--check');
const stale = Object.keys(files).filter(
  (file) => !existsSync(file) || readFileSync(file, 'utf8') !== files[file],
);
for (const file of isCheck ? [] : stale) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, files[file]!);
}
if (isCheck && stale.length > 0) {
  console.error(`Not what the program says; run npm run schema:emit and commit:\n  ${stale.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.log(stale.length === 0 ? 'schema/ is up to date' : `written: ${stale.join(', ')}`);
}
