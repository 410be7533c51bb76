import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { countsText, figureText, type FigureUnit } from '../scorecard/figure-text.js';
import type { Language } from '../language/words.js';
import { drawTrend, type TrendDrawing, type TrendFrame, type TrendPoint } from './draw-trend.js';
import { trendWords } from './words.js';

const FRAME: TrendFrame = { width: 340, height: 150, left: 46, right: 14, top: 12, bottom: 24 };

/** What a trend plot shows. */
export interface Trend {
  readonly name: string;
  readonly points: readonly TrendPoint[];
  readonly target: number | null;
  readonly unit: FigureUnit;
}

/** What stood month by month, with the target as a dashed line; the same figures as a table below. */
@customElement('trend-plot')
export class TrendPlot extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      max-width: 30rem;
      height: auto;
      font:
        10px system-ui,
        sans-serif;
    }
    .grid {
      stroke: var(--line);
    }
    .line {
      fill: none;
      stroke: #0b61a4;
      stroke-width: 2;
    }
    .dot {
      fill: #fff;
      stroke: #0b61a4;
      stroke-width: 1.6;
    }
    .dot.last {
      fill: #0b61a4;
    }
    .target {
      stroke: #8f5600;
      stroke-width: 1.5;
      stroke-dasharray: 5 3;
    }
    .target-text {
      fill: #8f5600;
    }
    text {
      fill: var(--ink-soft);
    }
    p {
      margin: 0.25rem 0;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    summary {
      cursor: pointer;
      font-size: 0.8125rem;
    }
    table {
      border-collapse: collapse;
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 0.125rem 0.625rem 0.125rem 0;
      text-align: left;
    }
    td {
      text-align: right;
    }
  `;

  @property({ attribute: false }) trend: Trend | null = null;
  @property() language: Language = 'zh';

  override render() {
    const { trend, language } = this;
    if (!trend) return null;
    const words = trendWords(language);
    const isShare = trend.unit === 'RATIO' || trend.unit === 'MILESTONE';
    const drawing = drawTrend(trend.points, { target: trend.target, isShare, frame: FRAME });
    if (!drawing) return html`<p>${words.none}</p>`;
    return html`${this.drawn(trend, drawing)}
      <details>
        <summary>${words.table}</summary>
        ${this.table(trend)}
      </details>`;
  }

  private drawn(trend: Trend, { lines, dots, ticks, months, targetY }: TrendDrawing) {
    const { width, height, left, right, bottom } = FRAME;
    const words = trendWords(this.language);
    const end = width - right;
    const text = (value: number) => figureText(value, trend.unit, this.language);
    const [first] = dots;
    const last = dots.at(-1)!;
    const summary = words.summary(
      trend.name,
      first.point.month,
      last.point.month,
      text(first.point.value!),
      text(last.point.value!),
      trend.target === null ? '' : text(trend.target),
    );
    // Above the line where there is room, else below it.
    const labelY = targetY === null ? 0 : targetY < 22 ? targetY + 11 : targetY - 4;
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
      ${ticks.map(
        ({ y, value }) =>
          svg`<line class="grid" x1=${left} x2=${end} y1=${y} y2=${y} />
            <text x=${left - 5} y=${y + 3.5} text-anchor="end">${tickText(value, trend.unit)}</text>`,
      )}
      ${months.map(
        ({ x, month }) =>
          svg`<text x=${x} y=${height - bottom + 15} text-anchor="middle">${month.slice(2)}</text>`,
      )}
      ${
        targetY === null
          ? null
          : svg`<line class="target" x1=${left} x2=${end} y1=${targetY} y2=${targetY} />
            <text class="target-text" x=${left + 4} y=${labelY}>${words.target} ${text(trend.target!)}</text>`
      }
      ${lines.map((line) => svg`<path class="line" d=${line} />`)}
      ${dots.map(
        (dot) =>
          svg`<circle class="dot ${dot === last ? 'last' : ''}" cx=${dot.x} cy=${dot.y} r="3"><title>${dot.point.month} ${text(dot.point.value!)}</title></circle>`,
      )}
    </svg>`;
  }

  private table({ points, unit }: Trend) {
    const words = trendWords(this.language);
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${words.month}</th>
          <th scope="col">${words.value}</th>
          <th scope="col">${words.counts}</th>
        </tr>
      </thead>
      <tbody>
        ${points.map(
          ({ month, value, numerator, denominator }) =>
            html`<tr>
              <th scope="row">${month}</th>
              <td>${value === null ? words.unknown : figureText(value, unit, this.language)}</td>
              <td>${countsText(numerator, denominator, this.language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

/** Ticks are short: whole per cents, thousands as k. */
function tickText(value: number, unit: FigureUnit): string {
  if (unit === 'RATIO' || unit === 'MILESTONE') return `${Math.floor(value * 1000 + 1e-9) / 10}%`;
  return value >= 10_000 ? `${Math.round(value / 100) / 10}k` : String(Math.round(value * 1000) / 1000);
}

declare global {
  interface HTMLElementTagNameMap {
    'trend-plot': TrendPlot;
  }
}
