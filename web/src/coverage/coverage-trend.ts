import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { CoverageOnDocument } from '../api/generated.js';
import { request } from '../api/request.js';
import { readingNames } from '../language/terms.js';
import { shared } from '../look/shared-styles.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import type { TrendPoint } from '../trend/draw-trend.js';
import '../trend/trend-plot.js';
import { questionOf } from './coverage-feed.js';
import { figureOf } from './figure.js';
import { quarterStarts } from './quarter-starts.js';
import { coverageWords } from './words.js';

const QUARTERS = 8;

/** How a division's ratio came to be: the same question at the start of each of the last quarters; asked when opened. */
@customElement('coverage-trend')
export class CoverageTrend extends LitElement {
  static override styles = [shared];

  @property({ attribute: false }) store!: ViewStore;
  @property() code = '';
  @state() private points: readonly TrendPoint[] = [];
  @state() private problem: unknown = null;
  @state() private isOpen = false;
  private asked = new AbortController();
  private readonly view = new StateController(
    this,
    () => this.store,
    ({ state: now, previous }) => {
      const keys = ['service', 'minutes', 'speed', 'asOf', 'scenario', 'reading', 'level'] as const;
      if (this.isOpen && keys.some((key) => now[key] !== previous[key])) void this.ask();
    },
  );

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('code') && this.isOpen) void this.ask();
  }

  override render() {
    const { language, reading } = this.view.state;
    const w = coverageWords(language);
    const trend = {
      name: readingNames(language)[reading],
      points: this.points,
      target: null,
      unit: 'RATIO' as const,
    };
    return html`<details @toggle=${this.toggled}>
      <summary>${w.trend}</summary>
      ${
        this.problem
          ? html`<notice-box
              .language=${language}
              .problem=${this.problem}
              @retry=${() => this.ask()}
            ></notice-box>`
          : this.points.length === 0
            ? html`<notice-box kind="progress" .language=${language}></notice-box>`
            : html`<trend-plot .trend=${trend} .language=${language}></trend-plot>`
      }
      <p class="soft">${w.trendNote}</p>
    </details>`;
  }

  private readonly toggled = (event: Event): void => {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    if (this.isOpen && this.points.length === 0) void this.ask();
  };

  private async ask(): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { state: view } = this.store;
    this.points = [];
    this.problem = null;
    try {
      const points: TrendPoint[] = [];
      for (const asOf of quarterStarts(view.asOf, QUARTERS)) {
        const variables = { ...questionOf(view), code: this.code, asOf };
        const { coverage } = await request(CoverageOnDocument, variables, { signal });
        const figure = coverage ? figureOf(coverage, view.reading) : null;
        points.push({
          month: asOf.slice(0, 7),
          numerator: figure?.numerator ?? null,
          denominator: figure?.denominator ?? null,
          value: figure?.ratio ?? null,
        });
      }
      // Two days of one month would be two points at one place.
      this.points = points.filter(({ month }, at) => points[at + 1]?.month !== month);
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'coverage-trend': CoverageTrend;
  }
}
