import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatNumber } from '../language/format.js';
import { services } from '../language/terms.js';
import { shared } from '../look/shared-styles.js';
import { StateController } from '../state/state-controller.js';
import { type Service, SERVICES } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { chooseWords } from './words.js';

const SPEEDS = [
  [0.64, 'slow'],
  [0.8, 'usual'],
  [1, 'brisk'],
] as const;

/** Service, walking minutes, speed and date of the question. */
@customElement('question-fields')
export class QuestionFields extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      input[type='number'] {
        width: 74px;
      }
      select {
        max-width: 205px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  private readonly view = new StateController(this, () => this.store);

  override render() {
    const { service, minutes, speed, asOf, language } = this.view.state;
    const w = chooseWords(language);
    const isKnown = SPEEDS.some(([known]) => known === speed);
    return html`<label class="field">
        <span>${w.service}</span>
        <select @change=${(event: Event) => this.store.set({ service: textOf(event) as Service })}>
          ${SERVICES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === service}>${services(language)[each]}</option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span>${w.minutes}</span>
        <input
          type="number"
          min="1"
          max="120"
          step="1"
          .value=${String(minutes)}
          @change=${this.setMinutes}
        />
      </label>
      <label class="field">
        <span>${w.speed}</span>
        <select @change=${(event: Event) => this.store.set({ speed: Number(textOf(event)) })}>
          ${SPEEDS.map(
            ([value, name]) => html`<option value=${value} ?selected=${value === speed}>${w[name]}</option>`,
          )}
          ${
            isKnown
              ? ''
              : html`<option value=${speed} selected>${w.ownSpeed(formatNumber(speed, language, 2))}</option>`
          }
        </select>
      </label>
      <label class="field">
        <span>${w.date}</span>
        <input type="date" required .value=${asOf} @change=${this.setDate} />
      </label>`;
  }

  private readonly setMinutes = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.checkValidity() && field.value) this.store.set({ minutes: Number(field.value) });
    else field.value = String(this.store.state.minutes);
  };

  private readonly setDate = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.value) this.store.set({ asOf: field.value });
    else field.value = this.store.state.asOf;
  };
}

function textOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    'question-fields': QuestionFields;
  }
}
