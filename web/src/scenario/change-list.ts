import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { facilityKinds } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { keyOf, type Plan, type PlanChange } from '../moving/plan.js';
import { scenarioWords } from './words.js';

/** The changes of a plan, in their order. Fires `choose` and `drop-change` with the key of one. */
@customElement('change-list')
export class ChangeList extends LitElement {
  static override styles = [
    shared,
    css`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: 8px;
        border-bottom: 1px solid var(--line);
      }
      li.chosen {
        background: var(--accent-soft);
      }
      .name {
        flex: 1;
        min-width: 0;
        text-align: left;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) plan: Plan = [];
  @property() chosen = '';
  @property() language: Language = 'zh';

  override render() {
    const w = scenarioWords(this.language);
    if (this.plan.length === 0) return html`<p class="soft">${w.noChanges}</p>`;
    return html`<ol>
        ${this.plan.map((change, at) => this.line(change, keyOf(change, at)))}
      </ol>
      ${this.plan.some(({ kind }) => kind === 'KEPT') ? html`<small>${w.keptHint}</small>` : nothing}`;
  }

  private line(change: PlanChange, key: string) {
    const w = scenarioWords(this.language);
    const kinds = facilityKinds(this.language) as Readonly<Record<string, string>>;
    const mark = { OPEN: 'good', MOVE: 'good', CLOSE: 'bad', KEPT: '' }[change.kind];
    const name =
      change.kind === 'KEPT' ? (change.change.name ?? change.change.facilityId ?? '') : change.facility.name;
    const sort = change.kind === 'KEPT' ? '' : (kinds[change.facility.facilityKind] ?? '');
    return html`<li class=${key === this.chosen ? 'chosen' : ''}>
      <span class="tag ${mark}">${w[change.kind === 'KEPT' ? change.change.kind : change.kind]}</span>
      ${
        change.kind === 'KEPT'
          ? html`<span class="name">${name}</span>`
          : html`<button class="plain name" @click=${() => this.fire('choose', key)}>
              ${name} <small>${sort}</small>
            </button>`
      }
      <button
        class="plain"
        title=${w.keepIt}
        aria-label="${w.keepIt}: ${name}"
        @click=${() => this.fire('drop-change', key)}
      >
        ✕
      </button>
    </li>`;
  }

  private fire(name: 'choose' | 'drop-change', detail: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'change-list': ChangeList;
  }
}
