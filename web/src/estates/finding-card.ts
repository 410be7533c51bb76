import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type EstateFindingDetailFragment, RecordFindingStateDocument } from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import { bracketed } from '../language/format.js';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { codeWords, severityWords, stateWords, stepWords } from './kind-words.js';
import { estateWords } from './words.js';

export type Finding = EstateFindingDetailFragment['findings'][number];
type State = Finding['state'];

const STATES: readonly State[] = ['OPEN', 'EXPLAINED', 'SETTLED'];

/**
 * A finding with its rule, evidence, responsible body and everything said of it, and the form to say more. Fires
 * `recorded` with the estate as it is then, and `outdated` where somebody else has said something since.
 */
@customElement('finding-card')
export class FindingCard extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .card {
        margin-top: 8px;
        border-left-width: 4px;
      }
      .BREACH {
        border-left-color: var(--error);
      }
      .DEFICIT {
        border-left-color: var(--warn);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: baseline;
      }
      h4 {
        flex: 1 1 160px;
        margin: 0;
        font-size: 14px;
      }
      p {
        margin: 4px 0;
        overflow-wrap: anywhere;
      }
      ol {
        margin: 0;
        padding-left: 18px;
      }
      form {
        display: grid;
        gap: 8px;
        margin-top: 8px;
      }
      textarea {
        width: 100%;
        min-height: 64px;
      }
    `,
  ];

  @property({ attribute: false }) finding!: Finding;
  @property() estateId = '';
  @property() asOf = '';
  /** Walking speed of the audit that shows it, m/s. */
  @property({ type: Number }) speed = 0.8;
  @property() language: Language = 'zh';
  @property({ type: Boolean }) mayRecord = false;
  @state() private isSaving = false;
  @state() private isSaved = false;
  @state() private problem: unknown = null;

  override render() {
    const { finding, language } = this;
    const w = estateWords(language);
    const { code, severity, occurs, settledByDataOn, about, responsibleBody, message, messageEn } = finding;
    return html`<article class="card ${severity}">
      <header>
        <h4>${codeWords(language)[code]}</h4>
        <span class="tag ${severity === 'BREACH' ? 'bad' : severity === 'DEFICIT' ? 'synthetic' : ''}"
          >${severityWords(language)[severity]}</span
        >
        <span class="tag ${finding.state === 'OPEN' ? '' : 'good'}"
          >${stateWords(language)[finding.state]}</span
        >
      </header>
      <p>
        ${language === 'zh' ? message : messageEn}
        ${occurs ? nothing : html`<small>${w.noLongerFound(settledByDataOn ?? '')}</small>`}
      </p>
      <dl class="terms">
        ${
          about
            ? html`<dt>${w.about}</dt>
                <dd>${aboutText(about, language)}</dd>`
            : nothing
        }
        <dt>${w.rule}</dt>
        <dd>
          ${
            finding.rules.length === 0
              ? '—'
              : finding.rules.map(
                  (rule) =>
                    html`<div>
                      ${rule.document} ${rule.clause ?? ''}
                      ${rule.verified ? nothing : html`<span class="tag synthetic">${w.unverified}</span>`}
                    </div>`,
                )
          }
        </dd>
        <dt>${w.evidence}</dt>
        <dd>
          ${
            finding.evidence.length === 0
              ? html`<span class="soft">${w.noEvidence}</span>`
              : finding.evidence.map(
                  (one) =>
                    html`<div>
                      #${one.id} ${stepWords(language)[one.step]} ${one.happenedOn ?? '—'}
                      ${one.subject === 'CARE_ROOM' ? w.room : w.housingOn} ${one.document}
                    </div>`,
                )
          }
        </dd>
        <dt>${w.body}</dt>
        <dd>${responsibleBody ?? html`<span class="soft">${w.noBody}</span>`}</dd>
        <dt>${w.trail}</dt>
        <dd>${this.trail()}</dd>
      </dl>
      ${this.isSaved ? html`<p role="status" class="tag good">${w.saved}</p>` : nothing}
      ${this.problem ? this.failed() : nothing} ${this.mayRecord ? this.form() : nothing}
    </article>`;
  }

  private trail() {
    const { language } = this;
    const w = estateWords(language);
    const { events } = this.finding;
    if (events.length === 0) return html`<span class="soft">${w.noTrail}</span>`;
    return html`<ol>
      ${events.map(
        (event) =>
          html`<li>
            <b>${stateWords(language)[event.state]}</b>
            ${event.note}${event.document ? bracketed(event.document, language) : ''}<br />
            <small>${event.recordedAt.slice(0, 16).replace('T', ' ')} UTC · ${event.recordedBy}</small>
          </li>`,
      )}
    </ol>`;
  }

  private failed() {
    const { problem, language } = this;
    const isConflict = problem instanceof ApiProblem && problem.code === 'CONFLICT';
    if (isConflict)
      return html`<notice-box kind="error" .language=${language}
        >${estateWords(language).conflict}</notice-box
      >`;
    return html`<notice-box .problem=${problem} .language=${language}></notice-box>`;
  }

  private form() {
    const { language, finding } = this;
    const w = estateWords(language);
    return html`<details>
      <summary>${w.record}</summary>
      <form @submit=${this.save}>
        <label class="field">
          <span>${w.state}</span>
          <select name="state">
            ${STATES.map(
              (one) =>
                html`<option value=${one} ?selected=${one === finding.state}>
                  ${stateWords(language)[one]}
                </option>`,
            )}
          </select>
        </label>
        <label class="field">
          <span>${w.note}</span>
          <textarea name="note" required maxlength="2000"></textarea>
        </label>
        <label class="field">
          <span>${w.document}</span>
          <input name="document" maxlength="300" />
        </label>
        <div>
          <button class="primary" ?disabled=${this.isSaving}>${this.isSaving ? w.saving : w.save}</button>
        </div>
      </form>
    </details>`;
  }

  private readonly save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const said = new FormData(form);
    const text = (name: string) => String(said.get(name) ?? '').trim();
    const { code, about, lastEvent } = this.finding;
    this.isSaving = true;
    this.isSaved = false;
    this.problem = null;
    try {
      const { recordFindingState } = await request(RecordFindingStateDocument, {
        input: {
          ...{ estateId: this.estateId, code, about, asOf: this.asOf },
          speedMetersPerSecond: this.speed,
          state: text('state') as State,
          note: text('note'),
          document: text('document') || null,
          lastEventId: lastEvent?.id ?? null,
        },
      });
      this.isSaved = true;
      form.reset();
      this.dispatchEvent(new CustomEvent('recorded', { detail: recordFindingState }));
    } catch (problem) {
      this.problem = problem;
      // What was typed stays; the record is read again, so that the next save rests on what is there now.
      if (problem instanceof ApiProblem && problem.code === 'CONFLICT')
        this.dispatchEvent(new CustomEvent('outdated'));
    } finally {
      this.isSaving = false;
    }
  };
}

/** What a finding is about, steps in words; names and numbers stay. */
function aboutText(about: string, language: Language): string {
  const steps: Readonly<Record<string, string>> = stepWords(language);
  return about
    .split(' ')
    .map((part) => steps[part] ?? part)
    .join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'finding-card': FindingCard;
  }
}
