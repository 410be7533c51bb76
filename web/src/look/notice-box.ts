import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiProblem } from '../api/request.js';
import type { Language } from '../language/words.js';
import { shared } from './shared-styles.js';
import { lookWords } from './words.js';

export type NoticeKind = 'empty' | 'error' | 'offline' | 'progress';

/** Whether one box's "try again" is being passed on to the others. */
let isPassedOn = false;

/** A bar that moves has the browser draw the page all the time: what is soon done gets one that stands still. */
const SHORT_MILLIS = 1_500;

/**
 * Says that there is nothing to show, what went wrong, or that work goes on; text in the slot.
 * With `problem` it chooses kind and words itself. Fires `retry` and `stop` where those are offered; what a lost
 * connection broke is tried again at once by all boxes that say so, when one of them is or the connection is back.
 */
@customElement('notice-box')
export class NoticeBox extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        margin: 8px 0;
      }
      div.box {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-left: 4px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--paper-soft);
      }
      .words {
        flex: 1 1 180px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      div.error {
        border-left-color: var(--error);
        background: var(--error-soft);
      }
      div.offline {
        border-left-color: var(--warn);
        background: var(--warn-soft);
      }
      div.progress {
        border-left-color: var(--accent);
      }
      details {
        margin-top: 4px;
        font-size: 12.5px;
        color: var(--ink-soft);
      }
      progress {
        flex: 1 0 100%;
        width: 100%;
        height: 6px;
        accent-color: var(--accent);
      }
      progress.still {
        appearance: none;
        background: var(--line);
      }
      progress.still::-webkit-progress-bar {
        background: none;
      }
    `,
  ];

  @property() kind: NoticeKind = 'empty';
  @property() language: Language = 'zh';
  /** What a request threw. */
  @property({ attribute: false }) problem: unknown = null;
  /** Offers "try again", which fires `retry`. */
  @property({ type: Boolean }) retry = false;
  /** Offers "stop", which fires `stop`. */
  @property({ type: Boolean }) stoppable = false;
  /** How much of the work is done, 0–1; null where that is not known. */
  @property({ attribute: false }) done: number | null = null;
  @state() private isLong = false;
  private becomesLong: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.becomesLong = setTimeout(() => (this.isLong = true), SHORT_MILLIS);
    document.addEventListener('retry', this.tryToo);
    globalThis.addEventListener('online', this.tryToo);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.becomesLong);
    document.removeEventListener('retry', this.tryToo);
    globalThis.removeEventListener('online', this.tryToo);
    this.isLong = false;
  }

  override render() {
    const w = lookWords(this.language);
    const { problem, shownKind: kind, canRetry } = this;
    return html`<div class="box ${kind}" role=${kind === 'error' || kind === 'offline' ? 'alert' : 'status'}>
      <div class="words">
        ${problem ? problemWords(problem, this.language) : nothing}
        <slot>${kind === 'progress' && !problem ? w.loading : nothing}</slot>
        ${
          problem && kind === 'error' && saysMore(problem)
            ? html`<details>
                <summary>${w.details}</summary>
                ${saysMore(problem)}
              </details>`
            : nothing
        }
      </div>
      ${canRetry ? html`<button @click=${() => this.fire('retry')}>${w.retry}</button>` : nothing}
      ${this.stoppable ? html`<button @click=${() => this.fire('stop')}>${w.stop}</button>` : nothing}
      ${
        kind !== 'progress'
          ? nothing
          : this.done === null
            ? html`<progress class=${this.isLong ? '' : 'still'} aria-label=${w.loading}></progress>`
            : html`<progress aria-label=${w.loading} .value=${this.done}></progress>`
      }
    </div>`;
  }

  private get shownKind(): NoticeKind {
    return this.problem ? kindOf(this.problem) : this.kind;
  }

  private get canRetry(): boolean {
    return this.retry || (this.problem instanceof ApiProblem && this.problem.isPassing);
  }

  private readonly tryToo = (event: Event): void => {
    const isOwn = event.composedPath().includes(this);
    if (isOwn || isPassedOn || this.shownKind !== 'offline' || !this.canRetry) return;
    isPassedOn = true;
    this.fire('retry');
    isPassedOn = false;
  };

  private fire(name: 'retry' | 'stop'): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}

function kindOf(problem: unknown): NoticeKind {
  const code = problem instanceof ApiProblem ? problem.code : '';
  if (code === 'OFFLINE') return 'offline';
  return code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' ? 'empty' : 'error';
}

/** What a failed request means, in the reader's language. */
export function problemWords(problem: unknown, language: Language): string {
  const w = lookWords(language);
  if (!(problem instanceof ApiProblem)) return w.failed;
  const known: Readonly<Record<string, string>> = {
    OFFLINE: w.offline,
    UNAUTHENTICATED: w.needsSignIn,
    FORBIDDEN: w.noRole,
    LIMIT_EXCEEDED: w.tooMany,
    DEADLINE_EXCEEDED: w.deadline,
    SERVER_ERROR: w.failed,
    INTERNAL_SERVER_ERROR: w.failed,
    UNAVAILABLE: w.failed,
  };
  return known[problem.code] ?? inLanguage(problem, language);
}

/** The server speaks English, or Chinese and then English; whoever reads Chinese finds its English in the details. */
function inLanguage({ code, message }: ApiProblem, language: Language): string {
  const [first, ...rest] = message.split(' · ');
  const isChinese = /^[\p{Script=Han}“（]/u.test(first);
  if (language === 'en') return isChinese && rest.length > 0 ? rest.join(' · ') : message;
  if (isChinese) return first;
  return code === 'NOT_FOUND' ? lookWords(language).notFound : lookWords(language).refused;
}

function saysMore(problem: unknown): string {
  const text = problem instanceof Error ? problem.message : String(problem);
  return problem instanceof ApiProblem ? `${problem.code}: ${text}` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'notice-box': NoticeBox;
  }
}
