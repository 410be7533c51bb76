import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { request } from '../api/request.js';
import { SearchDivisionsDocument, type SearchDivisionsQuery } from '../api/generated.js';
import { formatCount } from '../language/format.js';
import { levels } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { problemWords } from '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { chooseWords } from './words.js';

type Connection = NonNullable<SearchDivisionsQuery['administrativeDivisions']>;
type Found = Connection['edges'][number]['node'];

const PAUSE_MILLIS = 180;
const MOST_SHOWN = 12;

/** Finds a division by part of its name or the beginning of its code; fires `choose` with the code as `detail`. */
@customElement('search-box')
export class SearchBox extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        display: block;
      }
      input {
        width: 100%;
      }
      ul {
        position: absolute;
        inset: calc(100% + 4px) auto auto 0;
        z-index: 20;
        width: max(100%, 300px);
        max-height: 60vh;
        margin: 0;
        padding: 4px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
        box-shadow: var(--shadow);
        list-style: none;
      }
      li {
        padding: 5px 8px;
        border-radius: 4px;
        cursor: pointer;
      }
      li.note {
        color: var(--ink-soft);
        cursor: default;
      }
      li[aria-selected='true'] {
        background: var(--accent-soft);
      }
      li small {
        display: block;
        line-height: 1.3;
      }
    `,
  ];

  @property() language: Language = 'zh';
  @state() private found: readonly Found[] = [];
  @state() private note = '';
  @state() private active = -1;
  @state() private isOpen = false;
  private asked: AbortController | null = null;
  private pause: ReturnType<typeof setTimeout> | undefined;

  override render() {
    const w = chooseWords(this.language);
    return html`<label class="field">
        <span>${w.search}</span>
        <input
          type="search"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          aria-expanded=${this.isOpen}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant=${this.active >= 0 ? `found-${this.active}` : nothing}
          placeholder=${w.searchHint}
          @input=${this.typed}
          @keydown=${this.steer}
          @focus=${() => (this.isOpen = this.found.length > 0)}
          @blur=${this.leave}
        />
      </label>
      <ul id="found" role="listbox" aria-label=${w.search} ?hidden=${!this.isOpen}>
        ${this.found.map((division, at) => this.line(division, at))}
      </ul>
      <span class="sr-only" role="status">${this.isOpen ? this.note : ''}</span>
      ${
        this.isOpen && this.found.length === 0
          ? html`<ul aria-hidden="true">
              <li class="note">${this.note}</li>
            </ul>`
          : nothing
      }`;
  }

  private line({ code, name, level, ancestors }: Found, at: number) {
    const above = ancestors.map((each) => each.name).join(' › ');
    return html`<li
      id="found-${at}"
      role="option"
      aria-selected=${at === this.active}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.choose(code)}
      @mousemove=${() => (this.active = at)}
    >
      ${name} <span class="tag">${levels(this.language)[level]}</span>
      <small>${above ? `${above} · ` : ''}${code}</small>
    </li>`;
  }

  private readonly typed = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.pause);
    this.asked?.abort();
    this.active = -1;
    if (text === '') {
      this.found = [];
      this.isOpen = false;
      return;
    }
    this.pause = setTimeout(() => void this.search(text), PAUSE_MILLIS);
  };

  private async search(text: string): Promise<void> {
    const w = chooseWords(this.language);
    this.asked = new AbortController();
    const { signal } = this.asked;
    const isCode = /^\d+$/.test(text);
    try {
      const variables = isCode ? { codePrefix: text } : { name: text };
      const answer = await request(SearchDivisionsDocument, { ...variables, first: MOST_SHOWN }, { signal });
      const list = answer.administrativeDivisions;
      this.found = list?.edges.map(({ node }) => node) ?? [];
      this.note = this.found.length > 0 ? w.found(formatCount(list?.totalCount ?? 0, this.language)) : w.none;
      this.active = this.found.length > 0 ? 0 : -1;
    } catch (problem) {
      if (signal.aborted) return;
      this.found = [];
      this.note = problemWords(problem, this.language);
    }
    this.isOpen = true;
  }

  private readonly steer = (event: KeyboardEvent): void => {
    const last = this.found.length - 1;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => (this.active = Math.min(last, this.active + 1)),
      ArrowUp: () => (this.active = Math.max(0, this.active - 1)),
      Home: () => (this.active = 0),
      End: () => (this.active = last),
      Enter: () => this.found[this.active] && this.choose(this.found[this.active].code),
      Escape: () => (this.isOpen = false),
    };
    const step = this.isOpen || event.key === 'ArrowDown' ? steps[event.key] : undefined;
    if (!step || ((event.key === 'Home' || event.key === 'End') && !this.isOpen)) return;
    event.preventDefault();
    if (this.found.length > 0) this.isOpen = true;
    step();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#found-${this.active}`)?.scrollIntoView({ block: 'nearest' }),
    );
  };

  private readonly leave = (): void => {
    this.isOpen = false;
  };

  private choose(code: string): void {
    const field = this.renderRoot.querySelector('input');
    if (field) field.value = '';
    this.found = [];
    this.isOpen = false;
    this.active = -1;
    this.dispatchEvent(new CustomEvent('choose', { detail: code }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'search-box': SearchBox;
  }
}
