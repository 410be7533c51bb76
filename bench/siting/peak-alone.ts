import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** MB (2^20 bytes) a fresh process holds at most while it answers one question of the bench once. */
export function peakAlone(name: string): number {
  const program = fileURLToPath(new URL('./solve-alone.js', import.meta.url));
  const peak = Number(execFileSync(process.execPath, [program, name], { encoding: 'utf8' }));
  if (!(peak > 0)) throw new Error(`${name}: its own process told no peak memory.`);
  return peak;
}
