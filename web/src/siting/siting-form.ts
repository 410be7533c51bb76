import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { DEFAULT_FORM, type FormIssue, type SitingForm, type Source, SOURCES } from './siting-question.js';
import { sitingWords } from './words.js';

/** What is asked of a search for sites. Fires `edit` with the new form as `detail`, and `propose`. */
@customElement('siting-form')
export class SitingFormElement extends LitElement {
  static override styles = [
    shared,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        padding: 0;
        color: var(--ink-soft);
        font-size: 12px;
      }
      form {
        display: grid;
        gap: 10px;
      }
      label.check {
        display: flex;
      }
      input.number {
        width: 7em;
      }
      label.field > span {
        white-space: normal;
      }
      details > div {
        display: grid;
        gap: 10px;
        padding-top: 8px;
      }
      summary {
        color: var(--accent);
      }
      ul {
        margin: 0;
        padding-left: 1.2em;
        color: var(--error);
      }
    `,
  ];

  @property({ attribute: false }) form: SitingForm = DEFAULT_FORM;
  @property({ attribute: false }) issues: readonly FormIssue[] = [];
  @property() language: Language = 'zh';
  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean }) again = false;
  @property({ type: Boolean }) inScenario = false;

  override render() {
    const w = sitingWords(this.language);
    return html`<form novalidate @submit=${this.propose}>
      <label class="field">
        <span>${w.count}</span>
        ${this.number('count', '1', '500')}
      </label>
      <fieldset>
        <legend>${w.sources}</legend>
        ${SOURCES.map(
          (source) =>
            html`<label class="check">
              <input
                type="checkbox"
                .checked=${this.form.sources.includes(source)}
                @change=${() => this.toggle(source)}
              />${w[source]}
            </label>`,
        )}
      </fieldset>
      <small>${w.existingStay} ${this.inScenario ? w.inScenario : nothing}</small>
      <details ?open=${this.form.budget !== '' || this.form.floor !== ''}>
        <summary>${w.advanced}</summary>
        <div>
          <label class="field"><span>${w.budget}</span>${this.number('budget', '0')}</label>
          <div class="row">
            <label class="field"><span>${w.floor}</span>${this.number('floor', '0', '100')}</label>
            <label class="field">
              <span>${w.floorLevels}</span>
              <select @change=${(event: Event) => this.edit('floorLevels', event)}>
                ${(['towns', 'communities'] as const).map(
                  (levels) =>
                    html`<option value=${levels} ?selected=${this.form.floorLevels === levels}>
                      ${w[levels]}
                    </option>`,
                )}
              </select>
            </label>
          </div>
          <label class="field"><span>${w.timeLimit}</span>${this.number('timeLimit', '1', '14400')}</label>
        </div>
      </details>
      ${
        this.issues.length > 0
          ? html`<ul role="alert">
              ${this.issues.map((issue) => html`<li>${w[issue]}</li>`)}
            </ul>`
          : nothing
      }
      <div class="row">
        <button class="primary" ?disabled=${this.busy}>${this.again ? w.proposeAgain : w.propose}</button>
      </div>
    </form>`;
  }

  private number(name: 'count' | 'budget' | 'floor' | 'timeLimit', least: string, most?: string) {
    return html`<input
      class="number"
      name=${name}
      type="number"
      inputmode="decimal"
      min=${least}
      max=${most ?? nothing}
      step="any"
      .value=${this.form[name]}
      @input=${(event: Event) => this.edit(name, event)}
    />`;
  }

  private edit(name: keyof SitingForm, event: Event): void {
    this.fire('edit', { ...this.form, [name]: (event.target as HTMLInputElement).value });
  }

  private toggle(source: Source): void {
    const { sources } = this.form;
    const next = sources.includes(source) ? sources.filter((each) => each !== source) : [...sources, source];
    this.fire('edit', { ...this.form, sources: next });
  }

  private readonly propose = (event: Event): void => {
    event.preventDefault();
    this.fire('propose');
  };

  private fire(name: 'edit' | 'propose', detail?: SitingForm): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'siting-form': SitingFormElement;
  }
}
