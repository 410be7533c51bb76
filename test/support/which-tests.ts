import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = path.join(root, 'test');
/** What opens a database: the driver, and the program's own door. */
const DOORS = /^pg$|\/platform\/database\/(open|embedded)-database\.js$/;
const IMPORT = /^(?:import|export)\s(?!type\b)(?:([^;']*?)\sfrom\s)?'([^']+)'/gm;

/** Modules a test file loads; those it takes only types from are not loaded. */
function modulesOf(file: string): string[] {
  const imports = [...readFileSync(file, 'utf8').matchAll(IMPORT)];
  const loads = ([, names]: RegExpMatchArray) => !/^\{(\s*type\s[^,}]*,?)+\s*\}$/.test(names ?? '');
  return imports.filter(loads).map(([, , module]) => module);
}

function opensDatabase(file: string, seen = new Set<string>()): boolean {
  seen.add(file);
  return modulesOf(file).some((module) => {
    if (DOORS.test(module)) return true;
    const other = path.resolve(path.dirname(file), module).replace(/\.js$/, '.ts');
    const isOfTests = module.startsWith('.') && other.startsWith(folder) && existsSync(other);
    return isOfTests && !seen.has(other) && opensDatabase(other, seen);
  });
}

/** Tests in a browser. */
const JOURNEYS = path.join(folder, 'web/journeys');

/**
 * Test files by what they need: a browser; those that can open a database, themselves or through what they share with other
 * tests, run on each database; the others cannot tell one from the other and run once (no-database.ts holds them to it).
 */
export function whichTests(): { unit: string[]; database: string[]; web: string[] } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file));
  const named = (isWanted: (file: string) => boolean) =>
    files.filter(isWanted).map((file) => path.relative(root, file));
  const isJourney = (file: string) => file.startsWith(JOURNEYS);
  return {
    unit: named((file) => !isJourney(file) && !opensDatabase(file)),
    database: named((file) => !isJourney(file) && opensDatabase(file)),
    web: named(isJourney),
  };
}
