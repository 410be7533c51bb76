import { html } from 'lit';
import { exactFigureText } from '../estates/exact-sum.js';
import { faultyLevels, levelRows, sumNote, totalsColumns } from '../estates/totals-tables.js';
import { ruleText } from '../estates/rule-text.js';
import { estateWords } from '../estates/words.js';
import { reportTable } from './report-table.js';
import type { Report } from './report.js';
import { reportWords } from './words.js';

/** Sums of the estate audit per level, and the rules they rest on. */
export function estatesPart({ answer, language }: Report) {
  const w = reportWords(language);
  const e = estateWords(language);
  const audit = answer.estateAudit!;
  const columns = totalsColumns(language).map(({ title, cell, value, align }) => ({
    ...{ title, isFigure: align === 'end' },
    cell: (row: ReturnType<typeof levelRows>[number]) => (cell ? cell(row) : String(value(row) ?? '—')),
  }));
  const rows = levelRows(audit, language);
  return html`<h2>${w.estates}</h2>
    <p>${w.asOf} ${audit.asOf}。${w.estatesIntro}</p>
    ${reportTable(columns, rows, (row) => row === rows.at(-1))}
    ${sumNote(faultyLevels(audit), e.addsUp, language)}
    <ul>
      ${audit.rules.map(
        (rule) => html`<li>${ruleText(rule, rule.verified ? [] : [e.unverified], language)}</li>`,
      )}
    </ul>`;
}

/** A figure in full; a dash for none. */
export function exactOrDash(
  figure: { readonly exact: string; readonly value: number } | null | undefined,
): string {
  return figure ? exactFigureText(figure) : '—';
}
