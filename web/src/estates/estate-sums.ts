import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { levels as levelWords } from '../language/terms.js';
import type { Language } from '../language/words.js';
import '../look/data-table.js';
import type { Column } from '../look/data-table.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { sumFaults } from './level-totals.js';
import {
  type EstateAudit,
  type EstatePart,
  faultyLevels,
  levelRows,
  sumNote,
  type TotalsRow,
  totalsColumns,
} from './totals-tables.js';
import { codeWords, severityWords } from './kind-words.js';
import { ruleText } from './rule-text.js';
import { estateWords } from './words.js';

/**
 * Sums per level and per division below, each checked against the total, findings by kind, and the rules. Fires
 * `level` with the level whose divisions are wanted, `retry` where they did not come.
 */
@customElement('estate-sums')
export class EstateSums extends LitElement {
  static override styles = [
    shared,
    css`
      details {
        margin-top: 10px;
      }
      summary {
        font-weight: 600;
      }
      ul {
        padding-left: 18px;
      }
    `,
  ];

  @property({ attribute: false }) audit!: EstateAudit;
  /** Divisions of the level; null while they are awaited. */
  @property({ attribute: false }) parts: readonly EstatePart[] | null = null;
  @property({ attribute: false }) problem: unknown = null;
  /** Whether `parts` are all of them. */
  @property({ type: Boolean }) isWhole = false;
  @property() level = '';
  @property() language: Language = 'zh';

  override render() {
    const { audit, language } = this;
    const w = estateWords(language);
    return html`<details>
        <summary>${w.levels}</summary>
        <data-table
          .language=${language}
          .columns=${totalsColumns(language)}
          .rows=${levelRows(audit, language)}
        ></data-table>
        ${sumNote(faultyLevels(audit), w.addsUp, language)}
      </details>
      <details>
        <summary>${w.parts}</summary>
        ${this.divisions()}
      </details>
      <details>
        <summary>${w.findings}</summary>
        <data-table
          .language=${language}
          .columns=${this.countColumns}
          .rows=${audit.findingCounts}
        ></data-table>
      </details>
      <details>
        <summary>${w.rules}</summary>
        <ul>
          ${audit.rules.map((rule) => this.rule(rule))}
        </ul>
      </details>`;
  }

  private divisions() {
    const { audit, language, parts } = this;
    const w = estateWords(language);
    return html`<label class="field">
        <span>${w.chooseLevel}</span>
        <select
          .value=${this.level}
          @change=${(event: Event) =>
            this.dispatchEvent(
              new CustomEvent('level', { detail: (event.target as HTMLSelectElement).value }),
            )}
        >
          ${audit.levels.map(
            ({ level }) =>
              html`<option value=${level} ?selected=${level === this.level}>
                ${levelWords(language)[level]}
              </option>`,
          )}
        </select>
      </label>
      ${
        this.problem
          ? html`<notice-box .problem=${this.problem} .language=${language}></notice-box>`
          : parts === null
            ? html`<notice-box kind="progress" .language=${language}></notice-box>`
            : this.divisionTable(parts)
      }`;
  }

  private divisionTable(parts: readonly EstatePart[]) {
    const { audit, language } = this;
    const w = estateWords(language);
    const level = audit.levels.find((one) => one.level === this.level);
    const rows: TotalsRow[] = parts.map(({ division, totals }) => ({ title: division?.name ?? '—', totals }));
    if (level && level.elsewhere.estates > 0)
      rows.push({ title: w.elsewhere(levelWords(language)[level.level]), totals: level.elsewhere });
    rows.push({ title: w.total, totals: audit.totals });
    const sums = parts.map(({ totals }) => totals);
    return html`<data-table
        .language=${language}
        .columns=${totalsColumns(language)}
        .rows=${rows}
      ></data-table>
      ${
        this.isWhole && level
          ? sumNote(sumFaults([...sums, level.elsewhere], audit.totals), w.partsAddUp, language)
          : nothing
      }`;
  }

  private rule(rule: EstateAudit['rules'][number]) {
    const { language } = this;
    const w = estateWords(language);
    const span = `${rule.validFrom ?? '…'} — ${rule.validTo ?? '…'}`;
    return html`<li>
      ${ruleText(rule, [span], language)}
      ${rule.verified ? nothing : html`<span class="tag synthetic">${w.unverified}</span>`}
    </li>`;
  }

  private get countColumns(): readonly Column<EstateAudit['findingCounts'][number]>[] {
    const { language } = this;
    const w = estateWords(language);
    return [
      { title: w.finding, value: ({ code }) => codeWords(language)[code] },
      { title: w.severity, value: ({ severity }) => severityWords(language)[severity] },
      { title: w.count, align: 'end', value: ({ findings }) => findings },
      { title: w.estates, align: 'end', value: ({ estates }) => estates },
      { title: w.open, align: 'end', value: ({ open }) => open },
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'estate-sums': EstateSums;
  }
}
