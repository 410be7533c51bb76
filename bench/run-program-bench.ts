// Measures estates, tiles, downloads and the map page and writes bench/PROGRAM.md. Needs DATABASE_URL of a server
// (scripts/with-postgres.sh starts one), GDAL and Chromium; what is missing is said and left out.
import { downloads } from './downloads.js';
import { estateCosts } from './estates.js';
import { mapPage } from './page.js';
import { beginRun, circumstancesTable } from './support/circumstances.js';
import { findingsTable } from './support/results-page.js';
import { writePage } from './support/write-page.js';
import { tiles } from './tiles.js';

const PARTS = [
  { title: 'Housing estates', measure: estateCosts },
  { title: 'Tiles', measure: tiles },
  { title: 'Downloads', measure: downloads },
  { title: 'The map page', measure: mapPage },
];

const endRun = beginRun();
const sections: string[] = [];
for (const { title, measure } of PARTS) {
  console.log(`bench: ${title}`);
  const findings = await measure();
  sections.push(`## ${title}`, findings.length > 0 ? findingsTable(findings) : 'Not measured here.');
}
const page = [
  '# What the program costs: estates, tiles, downloads, the page',
  'Written by `npm run bench:program`; every figure was measured in that one run, times as medians of several where ' +
    'nothing else is said.',
  circumstancesTable(endRun([])),
  ...sections,
].join('\n\n');
await writePage('PROGRAM.md', page);
process.exit(0);
