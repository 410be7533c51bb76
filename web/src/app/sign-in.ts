import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { StartDocument } from '../api/generated.js';
import { ApiProblem } from '../api/request.js';
import { session } from '../api/session.js';
import { createRequest } from '../../../clients/typescript/src/request.js';
import { roles } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { problemWords } from '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { appWords } from './words.js';

/** Who one is, and signing in with an API key. */
@customElement('sign-in')
export class SignIn extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 6px;
        white-space: nowrap;
      }
      dialog {
        width: min(380px, 92vw);
        border: 1px solid var(--line);
        border-radius: 8px;
        color: var(--ink);
        box-shadow: var(--shadow);
        white-space: normal;
      }
      dialog::backdrop {
        background: rgb(28 42 51 / 35%);
      }
      form input {
        width: 100%;
      }
      .row {
        justify-content: end;
        margin-top: 12px;
      }
      .problem {
        color: var(--error);
      }
    `,
  ];

  @property() language: Language = 'zh';
  /** Role of whoever asks; null while that is not known. */
  @property() viewerRole: 'public' | 'planner' | 'resources' | 'admin' | null = null;
  @state() private problem = '';
  @state() private isAsking = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly field!: HTMLInputElement;

  override render() {
    const w = appWords(this.language);
    const isIn = session.key !== null;
    return html`${this.viewerRole ? html`<span class="tag" part="role">${w.signedIn(roles(this.language)[this.viewerRole])}</span>` : nothing}
      ${
        isIn
          ? html`<button @click=${() => (session.key = null)}>${w.signOut}</button>`
          : html`<button @click=${this.open}>${w.signIn}</button>`
      }
      <dialog aria-labelledby="title">
        <form @submit=${this.submit}>
          <h2 id="title">${w.signIn}</h2>
          <label class="field">
            <span>${w.key}</span>
            <input type="password" name="key" autocomplete="off" required aria-describedby="hint problem" />
          </label>
          <p id="hint" class="soft">${w.keyHint}</p>
          <p id="problem" class="problem" role="alert">${this.problem}</p>
          <div class="row">
            <button type="button" @click=${() => this.dialog.close()}>${w.cancel}</button>
            <button class="primary" ?disabled=${this.isAsking}>${w.signIn}</button>
          </div>
        </form>
      </dialog>`;
  }

  private readonly open = (): void => {
    this.problem = '';
    this.dialog.showModal();
  };

  /** The key is kept only once the server has taken it. */
  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const key = this.field.value.trim();
    if (!key) return;
    this.isAsking = true;
    try {
      await createRequest({ key: () => key })(StartDocument, { isChosen: true });
      this.field.value = '';
      this.dialog.close();
      session.key = key;
    } catch (problem) {
      const isRefused = problem instanceof ApiProblem && problem.code === 'UNAUTHENTICATED';
      this.problem = isRefused ? appWords(this.language).keyRefused : problemWords(problem, this.language);
    } finally {
      this.isAsking = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sign-in': SignIn;
  }
}
