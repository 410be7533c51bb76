import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { facilityKinds } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { type LonLat, readPoint, stepByKey } from '../moving/step-point.js';
import { scenarioWords } from './words.js';

/** What is being edited: a facility of the register or of the plan, and where it stands now. */
export interface EditedFacility {
  readonly id: string;
  readonly name: string;
  readonly facilityKind: string;
  readonly at: LonLat | null;
  /** What the plan does with it so far. */
  readonly change: 'OPEN' | 'MOVE' | 'CLOSE' | null;
}

/** One facility: moved by arrow keys or coordinates, closed, or left as it was. Fires `move`, `drop`, `shut`, `reset`, `leave`. */
@customElement('place-editor')
export class PlaceEditor extends LitElement {
  static override styles = [
    shared,
    css`
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: baseline;
      }
      form {
        margin: 8px 0;
      }
      form label {
        flex: 1 1 160px;
      }
      .keys:focus-visible {
        background: var(--accent-soft);
      }
      .bad {
        color: var(--error);
      }
    `,
  ];

  @property({ attribute: false }) facility!: EditedFacility;
  @property() language: Language = 'zh';
  @state() private typed: string | null = null;
  @state() private isBad = false;

  override render() {
    const { facility, language } = this;
    const w = scenarioWords(language);
    const kinds = facilityKinds(language) as Readonly<Record<string, string>>;
    const { at, change } = facility;
    return html`<div class="title">
        <strong>${facility.name}</strong>
        <small>${kinds[facility.facilityKind] ?? ''}</small>
        ${change ? html`<span class="tag ${change === 'CLOSE' ? 'bad' : 'good'}">${w[change]}</span>` : nothing}
      </div>
      ${at === null || change === 'CLOSE' ? this.fixed() : this.movable(at)}
      <div class="row">
        ${
          change === 'OPEN' || change === 'CLOSE'
            ? nothing
            : html`<button @click=${() => this.fire('shut')}>${w.closeIt}</button>`
        }
        ${change ? html`<button @click=${() => this.fire('reset')}>${w.keepIt}</button>` : nothing}
        <button class="plain" @click=${() => this.fire('leave')}>${w.done}</button>
      </div>`;
  }

  private fixed() {
    return this.facility.at === null
      ? html`<p><small>${scenarioWords(this.language).noEntrance}</small></p>`
      : nothing;
  }

  private movable({ lon, lat }: LonLat) {
    const w = scenarioWords(this.language);
    return html`<p><small>${w.dragHint}</small></p>
      <button class="keys" @keydown=${this.step} @keyup=${this.rest}>${w.nudge} ←↑↓→</button>
      <form class="row" novalidate @submit=${this.submit}>
        <label class="field">
          <span>${w.coordinates}</span>
          <input
            aria-invalid=${this.isBad}
            .value=${this.typed ?? `${lon.toFixed(6)}, ${lat.toFixed(6)}`}
            @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
          />
        </label>
        <button>${w.place}</button>
      </form>
      ${this.isBad ? html`<p role="alert" class="bad">${w.badCoordinates}</p>` : nothing}`;
  }

  private readonly step = (event: KeyboardEvent): void => {
    const { at } = this.facility;
    const to = at && stepByKey(at, event.key, event.shiftKey);
    if (!to) return;
    event.preventDefault();
    this.typed = null;
    this.fire('move', to);
  };

  private readonly rest = (event: KeyboardEvent): void => {
    const { at } = this.facility;
    if (at && event.key.startsWith('Arrow')) this.fire('drop', at);
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const at = readPoint(this.typed ?? '') ?? (this.typed === null ? this.facility.at : null);
    this.isBad = at === null;
    if (!at) return;
    this.typed = null;
    this.fire('drop', at);
  };

  private fire(name: 'move' | 'drop' | 'shut' | 'reset' | 'leave', detail?: LonLat): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'place-editor': PlaceEditor;
  }
}
