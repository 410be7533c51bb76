import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { capabilities, facilityKinds } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { type LonLat, readPoint } from '../moving/step-point.js';
import { usualFacility } from '../moving/take-sites.js';
import { scenarioWords } from './words.js';

/** What a new facility is, before it has a place. */
export interface NewFacility {
  readonly name: string;
  readonly facilityKind: string;
  readonly capabilities: readonly string[];
  readonly beds: number | null;
  readonly mealsPerDay: number | null;
}

/** What a new facility shall be. Fires `place` with a point where coordinates were typed, and `leave`. */
@customElement('facility-form')
export class FacilityForm extends LitElement {
  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 8px;
      }
      .offers {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        color: var(--ink-soft);
        font-size: 12px;
      }
      input[type='number'] {
        width: 7em;
      }
      strong {
        color: var(--accent-strong);
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property() service = 'STATION';
  @property() suggestedName = '';
  @state() private kind: string | null = null;
  @state() private offers: readonly string[] | null = null;
  @state() private name: string | null = null;
  @state() private beds = '';
  @state() private meals = '';
  @state() private coordinates = '';
  @state() private isBad = false;

  /** What is filled in now. */
  get facility(): NewFacility {
    const usual = usualFacility(this.service);
    return {
      name: (this.name ?? '').trim() || this.suggestedName,
      facilityKind: this.kind ?? usual.kind,
      capabilities: this.offers ?? usual.capabilities,
      beds: wholeOf(this.beds),
      mealsPerDay: wholeOf(this.meals),
    };
  }

  override render() {
    const { language, facility } = this;
    const w = scenarioWords(language);
    return html`<form novalidate @submit=${this.submit}>
      <strong role="status">${w.addHere}</strong>
      <label class="field">
        <span>${w.name}</span>
        <input
          maxlength="100"
          placeholder=${this.suggestedName}
          .value=${this.name ?? ''}
          @input=${(event: Event) => (this.name = valueOf(event))}
        />
      </label>
      <label class="field">
        <span>${w.kind}</span>
        <select @change=${(event: Event) => (this.kind = valueOf(event))}>
          ${Object.entries(facilityKinds(language)).map(
            ([kind, title]) =>
              html`<option value=${kind} ?selected=${kind === facility.facilityKind}>${title}</option>`,
          )}
        </select>
      </label>
      <fieldset>
        <legend>${w.offers}</legend>
        <div class="offers">
          ${Object.entries(capabilities(language)).map(
            ([name, title]) =>
              html`<label class="check">
                <input
                  type="checkbox"
                  .checked=${facility.capabilities.includes(name)}
                  @change=${() => this.toggle(name)}
                />${title}
              </label>`,
          )}
        </div>
      </fieldset>
      <div class="row">
        <label class="field">
          <span>${w.beds}</span>
          <input
            type="number"
            min="0"
            step="1"
            .value=${this.beds}
            @input=${(event: Event) => (this.beds = valueOf(event))}
          />
        </label>
        <label class="field">
          <span>${w.meals}</span>
          <input
            type="number"
            min="0"
            step="1"
            .value=${this.meals}
            @input=${(event: Event) => (this.meals = valueOf(event))}
          />
        </label>
      </div>
      <label class="field">
        <span>${w.coordinates}</span>
        <input
          inputmode="text"
          placeholder="117.020, 33.980"
          aria-invalid=${this.isBad}
          .value=${this.coordinates}
          @input=${(event: Event) => (this.coordinates = valueOf(event))}
        />
      </label>
      ${this.isBad ? html`<small role="alert" class="bad">${w.badCoordinates}</small>` : ''}
      <div class="row">
        <button ?disabled=${this.coordinates.trim() === ''}>${w.place}</button>
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('leave'))}>
          ${w.cancelAdd}
        </button>
      </div>
    </form>`;
  }

  private toggle(name: string): void {
    const { capabilities: now } = this.facility;
    this.offers = now.includes(name) ? now.filter((each) => each !== name) : [...now, name];
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const at = readPoint(this.coordinates);
    this.isBad = at === null;
    if (at) this.dispatchEvent(new CustomEvent<LonLat>('place', { detail: at }));
  };
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

function wholeOf(text: string): number | null {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= 0 ? value : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'facility-form': FacilityForm;
  }
}
