import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { type EstateFilter, NO_FILTER } from './estate-filter.js';
import type { EstatePart } from './totals-tables.js';
import { estateWords } from './words.js';

/** The filters of the list of estates. Fires `filter` with the new filter. */
@customElement('estate-filters')
export class EstateFilters extends LitElement {
  static override styles = [
    shared,
    css`
      fieldset {
        display: grid;
        gap: 8px;
        margin: 8px 0;
        padding: 8px 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
        gap: 8px;
      }
      .fields input,
      .fields select {
        width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) filter: EstateFilter = NO_FILTER;
  /** Divisions to choose from. */
  @property({ attribute: false }) parts: readonly EstatePart[] = [];
  @property() language: Language = 'zh';

  override render() {
    const w = estateWords(this.language);
    const parts = this.parts.filter(({ division, totals }) => division && totals.estates > 0);
    const isAsked = JSON.stringify(this.filter) !== JSON.stringify(NO_FILTER);
    // On paper it only matters what the list was asked for.
    return html`<fieldset class=${isAsked ? '' : 'no-print'}>
      <legend>${w.filter}</legend>
      <div class="row">
        ${this.check('deficit', w.inDeficit)} ${this.check('breach', w.inBreach)}
        ${this.check('ruleMissing', w.ruleMissing)} ${this.check('keptApart', w.keptApart)}
      </div>
      <div class="fields">
        <label class="field">
          <span>${w.part}</span>
          <select
            .value=${this.filter.part}
            @change=${(event: Event) => this.ask({ part: (event.target as HTMLSelectElement).value })}
          >
            <option value="">${w.wholeDivision}</option>
            ${parts.map(
              ({ division }) =>
                html`<option value=${division!.code} ?selected=${division!.code === this.filter.part}>
                  ${division!.name}
                </option>`,
            )}
          </select>
        </label>
        ${this.text('developer', w.developer)} ${this.text('phase', w.phase)}
      </div>
      ${
        isAsked
          ? html`<div><button type="button" @click=${() => this.ask(NO_FILTER)}>${w.reset}</button></div>`
          : nothing
      }
    </fieldset>`;
  }

  private check(name: 'deficit' | 'breach' | 'ruleMissing' | 'keptApart', title: string) {
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${this.filter[name]}
        @change=${(event: Event) => this.ask({ [name]: (event.target as HTMLInputElement).checked })}
      />
      ${title}
    </label>`;
  }

  private text(name: 'developer' | 'phase', title: string) {
    return html`<label class="field">
      <span>${title}</span>
      <input
        .value=${this.filter[name]}
        maxlength="100"
        @change=${(event: Event) => this.ask({ [name]: (event.target as HTMLInputElement).value })}
      />
    </label>`;
  }

  private ask(patch: Partial<EstateFilter>): void {
    this.dispatchEvent(new CustomEvent<EstateFilter>('filter', { detail: { ...this.filter, ...patch } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'estate-filters': EstateFilters;
  }
}
