import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../language/format.js';
import type { Language } from '../language/words.js';
import { copyText } from './copy-text.js';
import { shared } from './shared-styles.js';
import { toCsv } from './to-csv.js';
import { lookWords } from './words.js';

/** A column: what it is called, what it sorts and copies by, and how it is shown where that differs. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number | null | undefined;
  readonly cell?: (row: Row) => TemplateResult | string | typeof nothing;
  /** `end` for figures. */
  readonly align?: 'start' | 'end';
  /** As CSS has it, where the content shall not decide. */
  readonly width?: string;
}

const SHOWN_AT_FIRST = 100;

/**
 * Rows with a caption, sorted by a click on a column's title, copied as CSV. With `pickable` the first column is a
 * button that fires `pick` with the row as `detail`; pointing at a row fires `point` with the row or null.
 */
@customElement('data-table')
export class DataTable<Row = unknown> extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        margin: 8px 0;
      }
      .scroll {
        overflow-x: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 13px;
        font-variant-numeric: tabular-nums;
      }
      caption {
        padding: 6px 8px;
        text-align: left;
        font-weight: 600;
      }
      th {
        position: sticky;
        top: 0;
        padding: 0;
        background: var(--paper-soft);
        border-block: 1px solid var(--line);
        text-align: left;
        font-weight: 600;
        vertical-align: bottom;
      }
      th button {
        width: 100%;
        min-height: 30px;
        padding: 4px 8px;
        border: 0;
        border-radius: 0;
        background: none;
        text-align: inherit;
        font-weight: 600;
        line-height: 1.3;
        word-break: keep-all;
      }
      th.end,
      td.end {
        text-align: right;
      }
      th {
        width: var(--width, auto);
      }
      @media (max-width: 520px) {
        th {
          width: auto;
        }
      }
      td {
        padding: 4px 8px;
        border-bottom: 1px solid var(--line);
        vertical-align: middle;
        overflow-wrap: break-word;
      }
      .keep,
      td:first-child button.plain {
        word-break: keep-all;
      }
      td.end {
        white-space: nowrap;
      }
      tr:last-child td {
        border-bottom: 0;
      }
      tbody tr:hover {
        background: var(--paper-soft);
      }
      tr.chosen {
        background: var(--accent-soft);
      }
      td button.plain {
        min-height: 24px;
        padding: 0;
        text-align: left;
        text-decoration: underline;
        text-underline-offset: 3px;
        text-decoration-color: var(--line-strong);
      }
      @media (max-width: 520px) {
        td,
        th button {
          padding-inline: 5px;
        }
      }
      @media (pointer: coarse) {
        td button.plain,
        th button {
          min-height: 36px;
        }
      }
      .foot {
        display: flex;
        justify-content: space-between;
        gap: 8px;
      }
      .foot button {
        font-size: 12.5px;
      }
      @media print {
        .scroll {
          overflow: visible;
        }
        tr {
          break-inside: avoid;
        }
      }
    `,
  ];

  @property({ attribute: false }) columns: readonly Column<Row>[] = [];
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property() caption = '';
  @property() language: Language = 'zh';
  @property({ type: Boolean }) pickable = false;
  /** Which rows are marked. */
  @property({ attribute: false }) isChosen: (row: Row) => boolean = () => false;
  @state() private order: { readonly column: number; readonly down: boolean } | null = null;
  @state() private isWhole = false;
  @state() private isCopied = false;

  override render() {
    const w = lookWords(this.language);
    const sorted = this.sorted();
    const shown = this.isWhole ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
    return html`<div class="scroll" @mouseleave=${() => this.fire('point', null)}>
        <table>
          ${
            this.caption
              ? html`<caption>
                  ${this.caption}
                </caption>`
              : nothing
          }
          <thead>
            <tr>
              ${this.columns.map((column, at) => this.head(column, at))}
            </tr>
          </thead>
          <tbody>
            ${shown.map((row) => this.line(row))}
          </tbody>
        </table>
      </div>
      <div class="foot no-print">
        ${
          shown.length < sorted.length
            ? html`<button class="plain" @click=${() => (this.isWhole = true)}>
                ${w.showAll(formatCount(sorted.length, this.language))}
              </button>`
            : html`<span></span>`
        }
        <button class="plain" @click=${this.copy} ?disabled=${sorted.length === 0}>
          <span aria-live="polite">${this.isCopied ? w.copied : w.copyCsv}</span>
        </button>
      </div>`;
  }

  private head(column: Column<Row>, at: number) {
    const direction = this.order?.column === at ? (this.order.down ? 'descending' : 'ascending') : 'none';
    const mark = { descending: ' ▼', ascending: ' ▲', none: '' }[direction];
    return html`<th
      scope="col"
      class=${column.align ?? 'start'}
      aria-sort=${direction}
      style=${column.width ? `--width:${column.width}` : ''}
    >
      <button
        class="in-print"
        title=${lookWords(this.language).sortBy(column.title)}
        @click=${() => this.sortBy(at)}
      >
        ${column.title}<span aria-hidden="true">${mark}</span>
      </button>
    </th>`;
  }

  private line(row: Row) {
    return html`<tr class=${this.isChosen(row) ? 'chosen' : ''} @mouseenter=${() => this.fire('point', row)}>
      ${this.columns.map((column, at) => {
        const content = column.cell ? column.cell(row) : (column.value(row) ?? '—');
        return html`<td class=${column.align ?? 'start'}>
          ${
            at === 0 && this.pickable
              ? html`<button class="plain" @click=${() => this.fire('pick', row)}>${content}</button>`
              : content
          }
        </td>`;
      })}
    </tr>`;
  }

  private sorted(): readonly Row[] {
    if (!this.order) return this.rows;
    const { column, down } = this.order;
    const { value } = this.columns[column] ?? { value: () => null };
    const collator = new Intl.Collator(this.language === 'en' ? 'en' : 'zh', { numeric: true });
    return [...this.rows].sort((a, b) => {
      const [one, other] = [value(a) ?? null, value(b) ?? null];
      // Whatever has no value stays at the end.
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      const compared =
        typeof one === 'number' && typeof other === 'number'
          ? one - other
          : collator.compare(String(one), String(other));
      return down ? -compared : compared;
    });
  }

  private sortBy(column: number): void {
    if (this.order?.column !== column) {
      this.order = { column, down: this.columns[column]?.align === 'end' };
      return;
    }
    this.order = { column, down: !this.order.down };
  }

  private readonly copy = async (): Promise<void> => {
    const head = this.columns.map(({ title }) => title);
    const lines = this.sorted().map((row) => this.columns.map(({ value }) => value(row)));
    this.isCopied = await copyText(toCsv([head, ...lines]));
    setTimeout(() => (this.isCopied = false), 2000);
  };

  private fire(name: 'pick' | 'point', detail: Row | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'data-table': DataTable;
  }
}
