import { html, nothing } from 'lit';
import type { EstatePartsQuery, EstateTotalsQuery } from '../api/generated.js';
import { formatCount } from '../language/format.js';
import { levels as levelWords } from '../language/terms.js';
import type { Language } from '../language/words.js';
import type { Column } from '../look/data-table.js';
import { exactFigureText } from './exact-sum.js';
import { type AuditTotals, hasElsewhere, sumFaults } from './level-totals.js';
import { estateWords } from './words.js';

export type EstateAudit = NonNullable<EstateTotalsQuery['estateAudit']>;
export type EstatePart = NonNullable<
  NonNullable<EstatePartsQuery['estateAudit']>['parts']
>['edges'][number]['node'];

type Sums = Pick<EstateAudit, 'levels' | 'totals'>;

/** A line of sums with what it is called. */
export interface TotalsRow {
  readonly title: string;
  readonly totals: AuditTotals;
  readonly code?: string;
}

/** Rows of the levels, each followed by what lies in none of its units, and the total. */
export function levelRows({ levels, totals }: Sums, language: Language): TotalsRow[] {
  const w = estateWords(language);
  return [
    ...levels.flatMap((level) => {
      const name = levelWords(language)[level.level];
      const within = { title: w.within(name, formatCount(level.units, language)), totals: level.within };
      return hasElsewhere(level) ? [within, { title: w.elsewhere(name), totals: level.elsewhere }] : [within];
    }),
    { title: w.total, totals },
  ];
}

/** Levels whose sums, with what lies in none of their units, are not the total. */
export function faultyLevels({ levels, totals }: Sums): string[] {
  return levels.flatMap(({ level, within, elsewhere }) =>
    sumFaults([within, elsewhere], totals).map((field) => `${level} ${field}`),
  );
}

/** Columns of a table of sums. */
export function totalsColumns(language: Language): readonly Column<TotalsRow>[] {
  const w = estateWords(language);
  const count = (title: string, value: (totals: AuditTotals) => number): Column<TotalsRow> => ({
    ...{ title, align: 'end', value: ({ totals }) => value(totals) },
    cell: ({ totals }) => formatCount(value(totals), language),
  });
  const area = (title: string, value: (totals: AuditTotals) => AuditTotals['deficitSquareMeters']) => ({
    ...{ title: `${title} ${w.squareMeters}`, align: 'end' as const },
    value: ({ totals }: TotalsRow) => value(totals).value,
    cell: ({ totals }: TotalsRow) => exactFigureText(value(totals)),
  });
  return [
    {
      title: w.level,
      value: ({ title }) => title,
      cell: ({ title }) => html`<span style="display:inline-block;min-width:6.5em">${title}</span>`,
    },
    count(w.estates, ({ estates }) => estates),
    count(w.counted, ({ counted }) => counted),
    count(w.keptApart, ({ keptApart }) => keptApart),
    count(w.ruleMissing, ({ ruleMissing }) => ruleMissing),
    count(w.inDeficit, ({ inDeficit }) => inDeficit),
    count(w.inBreach, ({ inBreach }) => inBreach),
    count(w.households, ({ households }) => households),
    area(w.required, ({ requiredSquareMeters }) => requiredSquareMeters),
    area(w.provided, ({ providedSquareMeters }) => providedSquareMeters),
    area(w.deficit, ({ deficitSquareMeters }) => deficitSquareMeters),
  ];
}

/** Says that sums add up, or where they do not. */
export function sumNote(faults: readonly string[], good: string, language: Language) {
  if (faults.length === 0) return html`<p class="soft">✓ ${good}</p>`;
  return html`<notice-box kind="error" .language=${language}
      >${estateWords(language).doesNotAddUp(faults.join(', '))}</notice-box
    >${nothing}`;
}
