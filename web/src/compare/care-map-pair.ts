import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import '../map/care-map.js';
import type { CareMap } from '../map/care-map.js';
import type { Bounds } from '../map/map-view.js';
import { compareWords } from './words.js';

/** Two maps of the same place, one on top of the other, with a line between them that can be drawn aside. */
@customElement('care-map-pair')
export class CareMapPair extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: 1fr auto;
        min-height: 0;
      }
      .maps {
        position: relative;
        overflow: hidden;
        isolation: isolate;
      }
      care-map {
        position: absolute;
        inset: 0;
      }
      .line {
        position: absolute;
        top: 0;
        bottom: 0;
        width: 28px;
        margin-left: -14px;
        cursor: ew-resize;
        touch-action: none;
        z-index: 3;
      }
      .line::before {
        content: '';
        position: absolute;
        inset: 0 12.5px;
        background: #fff;
        box-shadow: 0 0 0 1px var(--ink-soft);
      }
      .line::after {
        content: '⇔';
        position: absolute;
        top: 50%;
        left: -4px;
        width: 36px;
        height: 36px;
        margin-top: -18px;
        border-radius: 50%;
        background: #fff;
        box-shadow: var(--shadow);
        text-align: center;
        line-height: 36px;
      }
      input[type='range'] {
        width: 100%;
        height: 28px;
        margin: 0;
        accent-color: var(--accent);
      }
      .name {
        position: absolute;
        top: 10px;
        max-width: 40%;
        padding: 2px 10px;
        border-radius: var(--radius);
        background: rgb(255 255 255 / 92%);
        box-shadow: var(--shadow);
        font-weight: 600;
        z-index: 2;
      }
      .name.left {
        left: 10px;
      }
      .name.right {
        right: 58px;
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property() leftName = '';
  @property() rightName = '';
  @property({ attribute: false }) bounds: Bounds | null = null;
  /** Where the line stands, percent from the left. */
  @state() private at = 50;
  @query('.maps') private readonly maps!: HTMLElement;
  @query('care-map.left') readonly left!: CareMap;
  @query('care-map.right') readonly right!: CareMap;

  override render() {
    const { at, language } = this;
    return html`<div class="maps">
        <care-map class="left" .language=${language} no-legend></care-map>
        <care-map
          class="right"
          .language=${language}
          style=${styleMap({ clipPath: `inset(0 0 0 ${at}%)` })}
        ></care-map>
        <span class="name left">${this.leftName}</span>
        <span class="name right">${this.rightName}</span>
        <div
          class="line"
          style=${styleMap({ left: `${at}%` })}
          @pointerdown=${this.grasp}
          @pointermove=${this.pull}
        ></div>
      </div>
      <input
        type="range"
        min="0"
        max="100"
        step="1"
        aria-label=${compareWords(language).swipe}
        .value=${String(at)}
        @input=${(event: Event) => (this.at = Number((event.target as HTMLInputElement).value))}
      />`;
  }

  protected override firstUpdated(): void {
    this.left.onMove((camera, byUser) => {
      if (byUser) this.right.jump(camera);
    });
    this.right.onMove((camera, byUser) => {
      if (byUser) this.left.jump(camera);
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('bounds') || !this.bounds) return;
    for (const map of [this.left, this.right]) {
      map.home = this.bounds;
      if (map.begin === null) map.begin = { bounds: this.bounds };
      else map.fit(this.bounds, { animate: false });
    }
  }

  private readonly grasp = (event: PointerEvent): void => {
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
  };

  private readonly pull = (event: PointerEvent): void => {
    if (!(event.target as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.maps.getBoundingClientRect();
    this.at = Math.round(Math.min(100, Math.max(0, ((event.clientX - left) / width) * 100)));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'care-map-pair': CareMapPair;
  }
}
