import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import type { KnownFacility } from '../moving/plan.js';
import { scenarioWords } from './words.js';

/** Chooses a facility of the register by name. Fires `choose` with it as `detail`. */
@customElement('facility-picker')
export class FacilityPicker extends LitElement {
  static override styles = [
    shared,
    css`
      label {
        flex: 1 1 200px;
      }
      label.field > span {
        white-space: normal;
      }
    `,
  ];

  @property({ attribute: false }) listed: readonly KnownFacility[] = [];
  @property() language: Language = 'zh';
  @state() private isUnknown = false;
  private typed = '';

  override render() {
    const w = scenarioWords(this.language);
    return html`<form class="row" @submit=${this.choose}>
        <label class="field">
          <span>${w.pickExisting}</span>
          <input
            list="listed"
            .value=${this.typed}
            @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
          />
        </label>
        <button>${w.choose}</button>
        <datalist id="listed">
          ${this.listed.map(({ id, name }) => html`<option value=${name}>${id}</option>`)}
        </datalist>
      </form>
      ${this.isUnknown ? html`<small role="alert">${w.unknownFacility}</small>` : nothing}`;
  }

  private readonly choose = (event: Event): void => {
    event.preventDefault();
    const text = this.typed.trim();
    const known = this.listed.find(({ id, name }) => id === text || name === text);
    this.isUnknown = text !== '' && !known;
    if (known) this.dispatchEvent(new CustomEvent<KnownFacility>('choose', { detail: known }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'facility-picker': FacilityPicker;
  }
}
