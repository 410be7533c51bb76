// Measures siting beside CBC and HiGHS and writes bench/SITING.md; an instance at a time on a quiet machine, some twenty
// minutes. What is missing (cbc, shared data) is said and left out.
import { sitingSpeed } from './siting.js';
import { beginRun, circumstancesTable } from './support/circumstances.js';
import { markdownTable } from './support/markdown-table.js';
import { writePage } from './support/write-page.js';

const endRun = beginRun();
const { head, rows, notes, known, software } = await sitingSpeed();
const page = [
  '# What siting costs, beside its peers',
  `Written by \`npm run bench:siting\`; every figure was measured in that one run. ${notes}`,
  circumstancesTable(endRun(software)),
  markdownTable(head, rows),
  '## Published instances',
  known.notes,
  markdownTable(known.head, known.rows),
].join('\n\n');
await writePage('SITING.md', page);
process.exit(0);
