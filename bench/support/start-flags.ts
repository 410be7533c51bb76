import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The flags `npm start` gives to Node, so that what is measured runs as the program does. */
export function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}
