import { readFileSync } from 'node:fs';

/**
 * Most memory a process has had so far; 0 where it is gone. Not `maxRSS`: a new process begins with that of the process
 * that started it.
 */
export function peakMegabytes(process: number | 'self' = 'self'): number {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
