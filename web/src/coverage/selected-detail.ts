import type { Geometry } from 'geojson';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { DivisionFiguresDocument, EstateFactsDocument, FacilityFactsDocument } from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import { questionOf, type WholeDivision } from './coverage-feed.js';
import { type Gap, mapContentOf } from './map-content.js';
import { shownDivision } from './shown-division.js';
import { type Estate, shownEstate } from './shown-estate.js';
import { type Facility, shownFacility } from './shown-facility.js';
import { shownGap } from './shown-gap.js';
import { coverageWords } from './words.js';

type Shown =
  | { readonly kind: 'division'; readonly division: WholeDivision }
  | { readonly kind: 'facility'; readonly facility: Facility }
  | { readonly kind: 'estate'; readonly estate: Estate }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'unknown' };

/** What was clicked on the map or chosen in the table. */
@customElement('selected-detail')
export class SelectedDetail extends LitElement {
  static override styles = [
    shared,
    css`
      .figure {
        margin-bottom: 6px;
      }
      coverage-trend {
        display: block;
        margin-top: 14px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private shown: Shown | null = null;
  @state() private problem: unknown = null;
  private asked = new AbortController();
  private readonly view = new StateController(
    this,
    () => this.store,
    ({ state: now, previous }) => {
      const keys = [
        'selected',
        'service',
        'minutes',
        'speed',
        'asOf',
        'scenario',
        'level',
        'reading',
      ] as const;
      if (keys.some((key) => now[key] !== previous[key])) void this.ask();
    },
  );

  /** A gap is known once the map has read its gaps. */
  private readonly askAgain = (): void => {
    if (this.shown?.kind === 'unknown') void this.ask();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    mapContentOf(this.store)?.addEventListener('change', this.askAgain);
    void this.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked.abort();
    mapContentOf(this.store)?.removeEventListener('change', this.askAgain);
    this.map.removeOverlay('own-circle');
  }

  override render() {
    const { language } = this.view.state;
    const w = coverageWords(language);
    return html`<button class="plain no-print" @click=${() => this.store.set({ selected: undefined })}>
        ‹ ${w.back}
      </button>
      ${
        this.problem
          ? html`<notice-box
              .language=${language}
              .problem=${this.problem}
              @retry=${() => this.ask()}
            ></notice-box>`
          : this.shown
            ? this.renderShown(this.shown)
            : html`<notice-box kind="progress" .language=${language}></notice-box>`
      }`;
  }

  private renderShown(shown: Shown) {
    const { language } = this.view.state;
    if (shown.kind === 'division') return shownDivision(shown.division, this.store);
    if (shown.kind === 'facility') return shownFacility(shown.facility, this.store);
    if (shown.kind === 'estate') return shownEstate(shown.estate, this.store);
    if (shown.kind === 'gap') return shownGap(shown.gap, this.store);
    return html`<notice-box .language=${language}>${coverageWords(language).unknown}</notice-box>`;
  }

  private async ask(): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { selected } = this.store.state;
    if (!selected) return;
    this.shown = null;
    this.problem = null;
    this.map.removeOverlay('own-circle');
    try {
      const shown = await this.read(selected, signal);
      if (!signal.aborted) this.shown = shown;
    } catch (problem) {
      if (signal.aborted) return;
      // The address may name what was never there, or is no more.
      if (problem instanceof ApiProblem && problem.code === 'NOT_FOUND') this.shown = { kind: 'unknown' };
      else this.problem = problem;
    }
  }

  private async read(
    { layer, id }: { readonly layer: string; readonly id: string },
    signal: AbortSignal,
  ): Promise<Shown> {
    const { state: view } = this.store;
    const { asOf } = view;
    if (layer === 'divisions') {
      const variables = { code: id, ...questionOf(view), withArea: view.reading === 'area' };
      const { administrativeDivision: division } = await request(DivisionFiguresDocument, variables, {
        signal,
      });
      return division ? { kind: 'division', division } : { kind: 'unknown' };
    }
    if (layer === 'facilities') {
      const variables = { id, walkMinutes: view.minutes, speed: view.speed, asOf };
      const { facility } = await request(FacilityFactsDocument, variables, { signal, partial: true });
      if (!facility) return { kind: 'unknown' };
      if (facility.serviceArea) this.drawCircle(facility.serviceArea.polygon);
      return { kind: 'facility', facility };
    }
    if (layer === 'estates') {
      const { estate } = await request(EstateFactsDocument, { id, asOf }, { signal });
      return estate ? { kind: 'estate', estate } : { kind: 'unknown' };
    }
    const gap = layer === 'gaps' ? mapContentOf(this.store)?.gaps.get(id) : undefined;
    return gap ? { kind: 'gap', gap } : { kind: 'unknown' };
  }

  private drawCircle(geometry: Geometry): void {
    const { language } = this.view.state;
    this.map.setOverlay(
      'own-circle',
      { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] },
      {
        fill: { colour: '#f2a900', opacity: 0.28 },
        line: { colour: '#8a5a00', width: 1.6 },
        place: 'below',
        legend: [{ label: coverageWords(language).oneCircle, colour: 'rgb(242 169 0 / 45%)' }],
      },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'selected-detail': SelectedDetail;
  }
}
