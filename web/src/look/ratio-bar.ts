import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatShare } from '../language/format.js';
import type { Language } from '../language/words.js';
import { shareColour } from './tokens.js';

/** A share as a bar with its percentage, and a mark where a target stands. */
@customElement('ratio-bar')
export class RatioBar extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-width: 110px;
      width: 100%;
    }
    .track {
      position: relative;
      flex: 1;
      height: 10px;
      border-radius: 2px;
      background: var(--paper-sunk);
      box-shadow: inset 0 0 0 1px var(--line);
      print-color-adjust: exact;
    }
    .fill {
      position: absolute;
      inset: 0 auto 0 0;
      border-radius: 2px;
      box-shadow: inset 0 0 0 1px rgb(28 42 51 / 25%);
    }
    .target {
      position: absolute;
      top: -3px;
      bottom: -3px;
      width: 2px;
      background: var(--ink);
    }
    @media (max-width: 520px) {
      :host {
        flex-direction: column-reverse;
        align-items: stretch;
        gap: 2px;
        min-width: 56px;
      }
      .track {
        flex: none;
        height: 5px;
      }
    }
    .text {
      min-width: 48px;
      text-align: right;
      font-variant-numeric: tabular-nums;
    }
  `;

  /** 0–1; null shows a dash. */
  @property({ attribute: false }) ratio: number | null | undefined = null;
  /** 0–1, where there is one. */
  @property({ attribute: false }) target: number | null | undefined = null;
  @property() language: Language = 'zh';

  override render() {
    const { ratio, target } = this;
    const part = (share: number) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
    return html`<span class="track" aria-hidden="true">
        ${
          typeof ratio === 'number'
            ? html`<span class="fill" style="width:${part(ratio)};background:${shareColour(ratio)}"></span>`
            : nothing
        }
        ${typeof target === 'number' ? html`<span class="target" style="left:${part(target)}"></span>` : nothing}
      </span>
      <span class="text">${formatShare(ratio, this.language)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ratio-bar': RatioBar;
  }
}
