import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  DivisionFiguresDocument,
  EstateFactsDocument,
  type EstateFactsQuery,
  FacilityFactsDocument,
  type FacilityFactsQuery,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { formatCount, formatNumber, formatShare, formatWalk } from '../language/format.js';
import { capabilities, facilityKinds, facilityStatuses, levels, readingNames } from '../language/terms.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { StateController } from '../state/state-controller.js';
import { READINGS } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { questionOf, type WholeDivision } from './coverage-feed.js';
import './coverage-trend.js';
import { figureOf } from './figure.js';
import { type Gap, mapContentOf } from './map-content.js';
import './ratio-members.js';
import { figureText } from './part-rows.js';
import { coverageWords } from './words.js';

type Shown =
  | { readonly kind: 'division'; readonly division: WholeDivision }
  | { readonly kind: 'facility'; readonly facility: NonNullable<FacilityFactsQuery['facility']> }
  | { readonly kind: 'estate'; readonly estate: NonNullable<EstateFactsQuery['estate']> }
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
    if (shown.kind === 'division') return this.renderDivision(shown.division);
    if (shown.kind === 'facility') return this.renderFacility(shown.facility);
    if (shown.kind === 'estate') return this.renderEstate(shown.estate);
    if (shown.kind === 'gap') return this.renderGap(shown.gap);
    const { language } = this.view.state;
    return html`<notice-box .language=${language}>${coverageWords(language).unknown}</notice-box>`;
  }

  private renderDivision({ code, name, level, coverage }: WholeDivision) {
    const { language, reading, division } = this.view.state;
    const w = coverageWords(language);
    const figure = figureOf(coverage, reading);
    return html`<h2>${name} <span class="tag">${levels(language)[level]}</span></h2>
      <div class="soft">${readingNames(language)[reading]}</div>
      <div class="figure">${formatShare(figure?.ratio, language)}</div>
      <dl class="terms">
        ${READINGS.filter((each) => figureOf(coverage, each) || each === reading).map(
          (each) =>
            html`<dt>${readingNames(language)[each]}</dt>
              <dd>${figureText(figureOf(coverage, each), each, language)}</dd>`,
        )}
      </dl>
      ${
        code === division
          ? nothing
          : html`<button class="primary no-print" @click=${() => this.store.set({ division: code })}>
              ${w.goThere}
            </button>`
      }
      <coverage-trend .store=${this.store} .code=${code}></coverage-trend>
      <ratio-members .store=${this.store} .code=${code} .none=${figure?.numerator === 0}></ratio-members>`;
  }

  private renderFacility(facility: NonNullable<FacilityFactsQuery['facility']>) {
    const { language } = this.view.state;
    const w = coverageWords(language);
    const { serviceArea: area, status, division, source } = facility;
    const able = facility.capabilities.map((each) => capabilities(language)[each]);
    return html`<h2>${facility.name}</h2>
      <dl class="terms">
        <dt>${w.kind}</dt>
        <dd>${facilityKinds(language)[facility.kind]}</dd>
        <dt>${w.status}</dt>
        <dd>${status ? facilityStatuses(language)[status] : '—'}</dd>
        <dt>${w.capabilities}</dt>
        <dd>${able.length > 0 ? able.join(language === 'en' ? ', ' : '、') : '—'}</dd>
        <dt>${w.located}</dt>
        <dd>${division ? this.linkTo(division) : '—'}</dd>
        ${
          facility.assignments.length > 0
            ? html`<dt>${w.assigned}</dt>
                <dd>${facility.assignments.map((each) => this.linkTo(each.division))}</dd>`
            : nothing
        }
        <dt>${w.address}</dt>
        <dd>${facility.address ?? '—'}</dd>
        <dt>${w.contact}</dt>
        <dd>${facility.contact ?? '—'}</dd>
        <dt>${w.source}</dt>
        <dd>
          ${source.title}
          ${facility.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
        </dd>
      </dl>
      <h3>${w.circleFacts}</h3>
      ${
        area
          ? html`<p>
                ${w.circleArea(
                  formatNumber(area.areaSquareMeters / 1e6, language, 2),
                  formatNumber(area.reachedMeters / 1000, language, 1),
                )}
              </p>
              ${area.touchesDataEdge ? html`<p class="soft">${w.edge}</p>` : nothing}`
          : html`<p class="soft">${w.noCircle}</p>`
      }`;
  }

  private renderEstate(estate: NonNullable<EstateFactsQuery['estate']>) {
    const { language } = this.view.state;
    const w = coverageWords(language);
    const { audit } = estate;
    const area = (value: { readonly value: number } | null | undefined) =>
      value ? w.squareMeters(formatNumber(value.value, language, 1)) : '—';
    return html`<h2>${estate.name}</h2>
      <dl class="terms">
        <dt>${w.estate}</dt>
        <dd>
          ${estate.households === null ? '—' : w.householdCount(formatCount(estate.households, language))}
        </dd>
        <dt>${w.located}</dt>
        <dd>${estate.division ? this.linkTo(estate.division) : '—'}</dd>
        <dt>${w.required}</dt>
        <dd>${area(audit?.requiredSquareMeters)}</dd>
        <dt>${w.provided}</dt>
        <dd>${area(audit?.providedSquareMeters)}</dd>
        <dt>${w.deficit}</dt>
        <dd>${area(audit?.deficitSquareMeters)}</dd>
        <dt>${w.why}</dt>
        <dd>${(language === 'en' ? audit?.ruleReasonEn : audit?.ruleReason) ?? '—'}</dd>
      </dl>
      ${estate.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
      <p class="no-print">
        <button @click=${() => this.store.set({ tab: 'estates' })}>${w.toAudit}</button>
      </p>`;
  }

  private renderGap({ division, people, points, nearestFacility, nearestWalkSeconds, reasons }: Gap) {
    const { language } = this.view.state;
    const w = coverageWords(language);
    const count = (value: number) => w.pointsOf(formatCount(value, language));
    return html`<h2>${w.gap(division.name)}</h2>
      <p>${w.gapPeople(formatCount(people, language))}</p>
      <dl class="terms">
        <dt>${w.located}</dt>
        <dd>${this.linkTo(division)}</dd>
        <dt>${w.gapPoints}</dt>
        <dd>${count(points)}</dd>
        <dt>${w.tooFar}</dt>
        <dd>${count(reasons.tooFar)}</dd>
        <dt>${w.unreachable}</dt>
        <dd>${count(reasons.unreachable)}</dd>
        <dt>${w.notSnapped}</dt>
        <dd>${count(reasons.notSnapped)}</dd>
        <dt>${w.nearest}</dt>
        <dd>
          ${
            nearestFacility
              ? html`<button
                  class="plain"
                  @click=${() => this.store.set({ selected: { layer: 'facilities', id: nearestFacility.id } })}
                >
                  ${nearestFacility.name}
                </button>`
              : '—'
          }
          ${nearestWalkSeconds === null ? nothing : formatWalk(nearestWalkSeconds, language)}
        </dd>
      </dl>`;
  }

  private linkTo({ code, name }: { readonly code: string; readonly name: string }) {
    const open = () => this.store.set({ selected: { layer: 'divisions', id: code } });
    return html`<button class="plain" @click=${open}>${name}</button>`;
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
      if (!signal.aborted) this.problem = problem;
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

  private drawCircle(
    geometry: NonNullable<NonNullable<FacilityFactsQuery['facility']>['serviceArea']>['polygon'],
  ) {
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
