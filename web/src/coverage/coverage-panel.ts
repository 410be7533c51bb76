import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { bracketed, formatNumber, formatShare } from '../language/format.js';
import { namesInWords } from '../language/names-in-words.js';
import { levels, readingNames, services } from '../language/terms.js';
import type { Column } from '../look/data-table.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { StateController } from '../state/state-controller.js';
import { MAP_LAYERS, type MapLayer, type ReadingName, READINGS, UNIT_LEVELS } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { coveragePanelStyles } from './coverage-panel-styles.js';
import { coverageFeed, type PartDivision, type WholeDivision } from './coverage-feed.js';
import { figureOf } from './figure.js';
import { mapContentOf, maySee } from './map-content.js';
import { amountOf, figureText, unitOf } from './part-rows.js';
import './selected-detail.js';
import { coverageWords } from './words.js';

/** How well the division and those below it are covered, and what the map shows. */
@customElement('coverage-panel')
export class CoveragePanel extends LitElement {
  static override styles = [shared, coveragePanelStyles];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  private readonly view = new StateController(this, () => this.store);
  private readonly hear = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    coverageFeed(this.store).addEventListener('change', this.hear);
    mapContentOf(this.store)?.addEventListener('change', this.hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    coverageFeed(this.store).removeEventListener('change', this.hear);
    mapContentOf(this.store)?.removeEventListener('change', this.hear);
  }

  override render() {
    const { language, selected } = this.view.state;
    const { whole, isAsking, problem } = coverageFeed(this.store).news;
    if (selected) return html`<selected-detail .store=${this.store} .map=${this.map}></selected-detail>`;
    if (problem)
      return html`<notice-box
        .language=${language}
        .problem=${problem}
        retry
        @retry=${coverageFeed(this.store).ask}
      ></notice-box>`;
    if (!whole) return html`<notice-box kind="progress" .language=${language}></notice-box>`;
    return html`<div aria-busy=${isAsking}>
        ${this.renderWhole(whole)} ${this.renderLayers()} ${this.renderParts(whole)}
      </div>
      ${this.renderRule(whole)}`;
  }

  private renderWhole(whole: WholeDivision) {
    const { language, service, minutes, level, reading } = this.view.state;
    const w = coverageWords(language);
    return html`<h2>
        ${w.heading(whole.name, services(language)[service], formatNumber(minutes, language))}
      </h2>
      <fieldset>
        <legend>${w.readings}</legend>
        <div class="readings">${READINGS.map((each) => this.renderReading(whole, each))}</div>
      </fieldset>
      ${
        reading === 'presence'
          ? html`<label class="field">
              <span>${w.unitLevel}</span>
              <select @change=${this.setLevel}>
                ${UNIT_LEVELS.map((each) => html`<option value=${each} ?selected=${each === level}>${w[each]}</option>`)}
              </select>
            </label>`
          : nothing
      }`;
  }

  private renderReading({ coverage }: WholeDivision, each: ReadingName) {
    const { language, reading } = this.view.state;
    const { area, isAsking } = coverageFeed(this.store).news;
    const isComing = each === 'area' && !area && (isAsking || !coverageFeed(this.store).news.problem);
    const figure = figureOf({ ...coverage, ...area }, each);
    return html`<label class="reading">
      <input
        type="radio"
        name="reading"
        .checked=${each === reading}
        @change=${() => this.store.set({ reading: each })}
      />
      <span>${readingNames(language)[each]}</span>
      <div class="figure">${formatShare(figure?.ratio, language)}</div>
      <small
        >${
          figure && figure.ratio !== null
            ? html`${amountOf(figure.numerator, each, language)} /
              ${amountOf(figure.denominator, each, language)} ${unitOf(each, language)}`
            : isComing
              ? coverageWords(language).measuring
              : figureText(figure, each, language)
        }</small
      >
    </label>`;
  }

  private renderLayers() {
    const { language, layers } = this.view.state;
    const w = coverageWords(language);
    const content = mapContentOf(this.store);
    const toggle = (layer: MapLayer) => {
      const next = MAP_LAYERS.filter((each) =>
        each === layer ? !layers.includes(each) : layers.includes(each),
      );
      this.store.set({ layers: next });
    };
    return html`<fieldset class="no-print">
        <legend>${w.show}</legend>
        <div class="layers">
          ${MAP_LAYERS.map((layer) => {
            const isAllowed = maySee(layer, content?.role ?? null);
            const needs = layer === 'estates' ? w.forStaff : w.forPlanners;
            return html`<label class="check" title=${isAllowed ? '' : needs}>
              <input
                type="checkbox"
                .checked=${isAllowed && layers.includes(layer)}
                ?disabled=${!isAllowed}
                @change=${() => toggle(layer)}
              />${w[layer]}${isAllowed ? nothing : html`<span class="sr-only">${bracketed(needs, language)}</span>`}
            </label>`;
          })}
        </div>
      </fieldset>
      ${
        content?.problem
          ? html`<notice-box
              .language=${language}
              .problem=${content.problem}
              @retry=${content.retry}
            ></notice-box>`
          : nothing
      }`;
  }

  private renderParts(whole: WholeDivision) {
    const { language, division } = this.view.state;
    const w = coverageWords(language);
    const { parts } = coverageFeed(this.store).news;
    if (parts.length === 0) return nothing;
    const isBelow = whole.children.totalCount > 0;
    return html`<data-table
      pickable
      .caption=${isBelow ? w.below(whole.name) : w.siblings}
      .language=${language}
      .columns=${this.columns()}
      .rows=${parts}
      .isChosen=${(row: PartDivision) => row.code === division}
      @pick=${({ detail }: CustomEvent<PartDivision>) =>
        this.store.set({ selected: { layer: 'divisions', id: detail.code } })}
      @point=${({ detail }: CustomEvent<PartDivision | null>) =>
        this.map.highlight(detail ? 'divisions' : null, detail?.code ?? null)}
    ></data-table>`;
  }

  private columns(): Column<PartDivision>[] {
    const { language, reading } = this.view.state;
    const w = coverageWords(language);
    const of = (row: PartDivision) => figureOf(row.coverage, reading);
    const amount = (value: number | undefined) =>
      value === undefined ? '—' : amountOf(value, reading, language);
    return [
      { title: w.division, value: ({ name }) => name },
      { title: w.level, value: ({ level }) => levels(language)[level] },
      {
        title: w.share,
        value: (row) => of(row)?.ratio,
        cell: (row) => html`<ratio-bar .ratio=${of(row)?.ratio} .language=${language}></ratio-bar>`,
        align: 'end',
        width: '34%',
      },
      {
        title: w.covered,
        value: (row) => of(row)?.numerator,
        cell: (row) => amount(of(row)?.numerator),
        align: 'end',
      },
      {
        title: w.total,
        value: (row) => of(row)?.denominator,
        cell: (row) => amount(of(row)?.denominator),
        align: 'end',
      },
    ];
  }

  private renderRule({ coverage }: WholeDivision) {
    const { language } = this.view.state;
    const w = coverageWords(language);
    const { predicate, predicateZh, dataVintage, synthetic, asOf } = coverage.rule;
    return html`<details>
      <summary>${w.rule}</summary>
      <dl class="terms">
        <dt>${w.predicate}</dt>
        <dd>${namesInWords(language === 'en' ? predicate : predicateZh, language)}</dd>
        <dt>${w.asOf}</dt>
        <dd>${asOf}</dd>
        <dt>${w.vintage}</dt>
        <dd>
          ${dataVintage} ${synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
        </dd>
      </dl>
    </details>`;
  }

  private readonly setLevel = (event: Event): void => {
    const value = (event.target as HTMLSelectElement).value;
    this.store.set({ level: UNIT_LEVELS.find((each) => each === value) ?? 'community' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'coverage-panel': CoveragePanel;
  }
}
