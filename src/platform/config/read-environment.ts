import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from './parse-config.js';

/** The process environment over a `.env` file in the working folder. The only place that reads either. */
export function readEnvironment(folder: string = process.cwd()): Environment {
  return { ...readDotEnv(path.join(folder, '.env')), ...process.env };
}

function readDotEnv(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
