import { formatCount, formatShare } from '../language/format.js';
import { levels } from '../language/terms.js';
import type { Language } from '../language/words.js';
import type { Column } from '../look/data-table.js';
import { deltaText } from '../moving/delta-text.js';
import type { DivisionRow, LevelRow } from './compare-rows.js';
import { compareWords } from './words.js';

/** Columns of what differs level by level. */
export function levelColumns(language: Language): Column<LevelRow>[] {
  const w = compareWords(language);
  const names = levels(language) as Readonly<Record<string, string>>;
  const units = (count: number, { all }: LevelRow) =>
    `${formatCount(count, language)}\u00a0/\u00a0${formatCount(all, language)}`;
  return [
    { title: w.level, value: ({ level }) => names[level] ?? level },
    { title: w.left, value: ({ left }) => left, cell: (row) => units(row.left, row), align: 'end' },
    { title: w.right, value: ({ right }) => right, cell: (row) => units(row.right, row), align: 'end' },
    {
      title: w.difference,
      value: ({ difference }) => difference,
      cell: ({ difference }) => deltaText(difference, language),
      align: 'end',
    },
  ];
}

/** Columns of what differs division by division. */
export function divisionColumns(language: Language): Column<DivisionRow>[] {
  const w = compareWords(language);
  return [
    { title: w.division, value: ({ name }) => name },
    {
      title: w.left,
      value: ({ left }) => left,
      cell: ({ left }) => formatShare(left, language),
      align: 'end',
    },
    {
      title: w.right,
      value: ({ right }) => right,
      cell: ({ right }) => formatShare(right, language),
      align: 'end',
    },
    {
      title: w.people,
      value: ({ people }) => people,
      cell: ({ people }) => deltaText(people, language),
      align: 'end',
    },
  ];
}
