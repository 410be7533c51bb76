import os from 'node:os';
import { markdownTable } from './markdown-table.js';

/** When and where figures were measured. */
export interface Circumstances {
  readonly date: string;
  readonly machine: string;
  readonly software: string;
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly minutes: number;
}

/** Starts the clock of a run; the circumstances are told at its end. */
export function beginRun(): (software: readonly (string | null | undefined)[]) => Circumstances {
  const began = performance.now();
  const loadBefore = os.loadavg()[0];
  return (software) => {
    const [processor] = os.cpus();
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: `${os.cpus().length} × ${processor.model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.release()}`,
      software: [`Node ${process.versions.node}`, ...software].filter(Boolean).join('; '),
      loadBefore,
      loadAfter: os.loadavg()[0],
      minutes: (performance.now() - began) / 60_000,
    };
  };
}

export function circumstancesTable(
  { date, machine, software, loadBefore, loadAfter, minutes }: Circumstances,
  more: readonly (readonly string[])[] = [],
): string {
  return markdownTable(
    ['', ''],
    [
      ['date', date],
      ['machine', machine],
      ['software', software],
      ['load average before and after', `${loadBefore.toFixed(1)} and ${loadAfter.toFixed(1)}`],
      ['length of the run', `${minutes.toFixed(0)} minutes`],
      ...more,
    ],
  );
}
