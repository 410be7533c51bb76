import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SavedScenariosQuery } from '../api/generated.js';
import { formatCount } from '../language/format.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { scenarioWords } from './words.js';

export type SavedRow = NonNullable<SavedScenariosQuery['scenarios']>['edges'][number]['node'];

/**
 * Scenarios that were saved. Fires `open-scenario` and `delete-scenario` with the row as `detail`; opening is asked twice
 * where something unsaved would be lost, deleting always.
 */
@customElement('saved-scenarios')
export class SavedScenarios extends LitElement {
  static override styles = [
    shared,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
        padding: 4px 0;
        border-bottom: 1px solid var(--line);
      }
      .name {
        flex: 1 1 140px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .danger {
        color: var(--error);
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly SavedRow[] = [];
  @property() openId = '';
  @property({ type: Boolean }) unsaved = false;
  @property() language: Language = 'zh';
  @state() private asked: { readonly id: string; readonly what: 'open' | 'delete' } | null = null;

  override render() {
    const w = scenarioWords(this.language);
    if (this.rows.length === 0) return html`<p class="soft">${w.noScenarios}</p>`;
    return html`<ul>
      ${this.rows.map((row) => this.line(row))}
    </ul>`;
  }

  private line(row: SavedRow) {
    const { language, asked } = this;
    const w = scenarioWords(language);
    const isAsked = asked?.id === row.id ? asked.what : null;
    return html`<li>
      <span class="name">
        ${row.name} ${row.id === this.openId ? html`<span class="tag good">${w.isOpen}</span>` : nothing}<br />
        <small
          >${w.changesCount(formatCount(row.changes.length, language))} · ${row.updatedAt.slice(0, 10)} ·
          ${row.updatedBy}</small
        >
      </span>
      ${
        isAsked === null
          ? html`<button @click=${() => this.open(row)} aria-label="${w.open} ${row.name}">${w.open}</button>
              <button
                class="plain"
                aria-label="${w.remove} ${row.name}"
                @click=${() => (this.asked = { id: row.id, what: 'delete' })}
              >
                ${w.remove}
              </button>`
          : html`<button class="danger" @click=${() => this.confirm(row)}>
                ${isAsked === 'open' ? w.discard : w.reallyRemove}
              </button>
              <button class="plain" @click=${() => (this.asked = null)}>${w.leave}</button>`
      }
    </li>`;
  }

  private open(row: SavedRow): void {
    if (this.unsaved) this.asked = { id: row.id, what: 'open' };
    else this.fire('open-scenario', row);
  }

  private confirm(row: SavedRow): void {
    const what = this.asked?.what;
    this.asked = null;
    this.fire(what === 'open' ? 'open-scenario' : 'delete-scenario', row);
  }

  private fire(name: 'open-scenario' | 'delete-scenario', detail: SavedRow): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'saved-scenarios': SavedScenarios;
  }
}
