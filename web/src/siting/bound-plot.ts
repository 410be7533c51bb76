import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { plotProgress, type ProgressPoint } from './progress-points.js';
import { sitingWords } from './words.js';

const WIDTH = 300;
const HEIGHT = 84;

/** How the best plan so far and the bound come together while a search goes on. */
@customElement('bound-plot')
export class BoundPlot extends LitElement {
  static override styles = css`
    :host {
      display: block;
      margin: 8px 0;
    }
    .frame {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 0 8px;
      font-size: 12px;
      font-variant-numeric: tabular-nums;
      color: var(--ink-soft);
    }
    .axis {
      display: flex;
      flex-direction: column;
      justify-content: space-between;
      text-align: right;
      line-height: 1;
    }
    svg {
      display: block;
      width: 100%;
      height: ${HEIGHT}px;
      overflow: visible;
      border-bottom: 1px solid var(--line-strong);
      border-left: 1px solid var(--line-strong);
    }
    polyline {
      fill: none;
      stroke-width: 2;
      vector-effect: non-scaling-stroke;
    }
    .incumbent {
      stroke: var(--accent);
    }
    .bound {
      stroke: #b35900;
      stroke-dasharray: 5 3;
    }
    .key {
      grid-column: 2;
      display: flex;
      gap: 14px;
      align-items: center;
      padding-top: 4px;
    }
    .key span {
      display: inline-flex;
      gap: 5px;
      align-items: center;
    }
    .key i {
      width: 18px;
      border-top: 2px solid var(--accent);
    }
    .key i.dashed {
      border-top: 2px dashed #b35900;
    }
    .seconds {
      margin-left: auto;
    }
  `;

  @property({ attribute: false }) points: readonly ProgressPoint[] = [];
  @property() language: Language = 'zh';

  override render() {
    const w = sitingWords(this.language);
    const plot = plotProgress(this.points, WIDTH, HEIGHT);
    if (!plot) return nothing;
    const figure = (value: number) => formatNumber(value, this.language, 0);
    const last = this.points[this.points.length - 1];
    const told = [w.soFar(figure(last.incumbent ?? 0)), w.atMost(figure(last.bound ?? 0))].join('；');
    return html`<div class="frame">
      <div class="axis" aria-hidden="true">
        <span>${figure(plot.highest)}</span>
        ${plot.lowest < plot.highest ? html`<span>${figure(plot.lowest)}</span>` : nothing}
      </div>
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label="${w.plotTitle}: ${told}"
      >
        ${svg`<polyline class="bound" points=${plot.bound}></polyline>
        <polyline class="incumbent" points=${plot.incumbent}></polyline>`}
      </svg>
      <div class="key" aria-hidden="true">
        <span><i></i>${w.incumbent}</span>
        <span><i class="dashed"></i>${w.bound}</span>
        <span class="seconds">${w.secondsNow(formatNumber(plot.lastSeconds, this.language, 1))}</span>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bound-plot': BoundPlot;
  }
}
