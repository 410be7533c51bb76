import type { CityResult, Comparison, Finding } from '../compare-with-peers.js';
import type { GrowthTable } from '../growth.js';
import { type Circumstances, circumstancesTable } from './circumstances.js';
import { markdownTable } from './markdown-table.js';

export interface MeasuredCity {
  readonly name: string;
  readonly size: string;
  readonly result: CityResult;
  readonly growth: readonly GrowthTable[];
}

/** bench/RESULTS.md: measured figures only. */
export function resultsPage(
  cities: readonly MeasuredCity[],
  served: readonly Finding[],
  circumstances: Circumstances,
): string {
  return [
    '# What the walking engine costs, beside its peers',
    'Written by `npm run bench`; every figure was measured in that one run. Ours and the peer take turns in one ' +
      'process, each at least nine times after two rounds of warming up; times are medians, with the best run in ' +
      'brackets. The peer’s sums are made on its server, so that it is not charged for sending rows. Ratios are of ' +
      'medians. A busy machine slows both; what else was running shows in the load.',
    circumstancesTable(circumstances, [['cutoff', '900 s at 1.0 m/s where nothing else is said']]),
    ...cities.flatMap(cityPart),
    ...servedPart(served),
  ].join('\n\n');
}

function cityPart({ name, size, result, growth }: MeasuredCity): string[] {
  return [
    `## ${capital(name)}`,
    size,
    markdownTable(
      ['operation', 'ours, ms', 'peer', 'peer, ms', 'ratio', 'target'],
      result.comparisons.map((comparison) => [
        comparison.operation,
        time(comparison.own),
        comparison.peer,
        comparison.other ? time(comparison.other) : 'not measured: no pgRouting here',
        comparison.other ? `${ratio(comparison)} ×` : '',
        comparison.target,
      ]),
    ),
    findingsTable(result.findings),
    ...growth.flatMap(({ title, head, rows }) => [`### ${title}`, markdownTable(head, rows)]),
  ];
}

function servedPart(findings: readonly Finding[]): string[] {
  return [
    '## The program',
    'The server of `npm start` with the sample region on its embedded database, asked over HTTP by a client in another ' +
      'process. A block of the event loop is the longest time it did not turn during a request, as ' +
      'monitorEventLoopDelay sees it; own work is the part in which this thread had a processor.',
    findingsTable(findings),
  ];
}

/** Findings as a table. */
export function findingsTable(findings: readonly Finding[]): string {
  return markdownTable(
    ['measured', 'value', 'target'],
    findings.map(({ name, value, target }) => [name, value, target]),
  );
}

function ratio({ own, other }: Comparison): string {
  return Math.round((other?.median ?? NaN) / own.median).toLocaleString('en');
}

function time({ median, least }: { median: number; least: number }): string {
  const digits = median < 1 ? 4 : median < 10 ? 2 : median < 100 ? 1 : 0;
  return `${median.toFixed(digits)} (${least.toFixed(digits)})`;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
