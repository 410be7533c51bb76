import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  EstateListDocument,
  type EstateListQuery,
  EstatePartsDocument,
  type EstatePartsQuery,
  EstateTotalsDocument,
  type EstateTotalsQuery,
  type ListedEstateFragment,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { formatCount } from '../language/format.js';
import '../look/data-table.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { Asked } from '../scorecard/asked.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import { estateColumns } from './estate-columns.js';
import './estate-detail.js';
import './estate-downloads.js';
import { estateFigures, estateFiguresStyles } from './estate-figures.js';
import './estate-filters.js';
import './estate-sums.js';
import { type EstateFilter, filterVariables, NO_FILTER } from './estate-filter.js';
import { ESTATE_OVERLAY, showEstates } from './estate-overlay.js';
import type { EstateAudit, EstatePart } from './totals-tables.js';
import { estateWords } from './words.js';

const PAGE = 1000;
const MOST_PARTS = 1000;

/** What the estates of the division owe in care rooms, have and lack: sums, list with filters, findings of one. */
@customElement('estates-panel')
export class EstatesPanel extends LitElement {
  static override styles = [
    shared,
    estateFiguresStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private filter: EstateFilter = NO_FILTER;
  @state() private partsLevel = '';
  private readonly view = new StateController(
    this,
    () => this.store,
    ({ state: now, previous }) => {
      if (now.division !== previous.division) this.filter = { ...this.filter, part: '' };
    },
  );
  private readonly totals = new Asked<EstateTotalsQuery>(this, true);
  private readonly parts = new Asked<EstatePartsQuery>(this);
  private readonly list = new Asked<EstateListQuery>(this, true);
  private drawn: readonly ListedEstateFragment[] | null = null;
  private unpick: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.unpick = this.map.onPick(({ layer, id }) => {
      if (layer !== ESTATE_OVERLAY && layer !== 'estates') return false;
      this.open(id);
      return true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unpick?.();
    this.map.removeOverlay(ESTATE_OVERLAY);
    this.drawn = null;
  }

  override willUpdate(): void {
    const { division, asOf, speed } = this.view.state;
    const key = division && `${division} ${asOf} ${speed}`;
    const question = { division: division!, asOf, speed };
    this.totals.ask(key, (signal) => request(EstateTotalsDocument, question, { signal }));
    const known = this.totals.data?.estateAudit;
    const level = known?.levels.some((one) => one.level === this.partsLevel)
      ? this.partsLevel
      : firstLevel(known);
    this.partsLevel = level;
    this.parts.ask(key && level ? `${key} ${level}` : null, (signal) =>
      request(
        EstatePartsDocument,
        { ...question, levels: [level as 'COUNTY'], first: MOST_PARTS },
        { signal },
      ),
    );
    const { part } = this.filter;
    const filter = filterVariables(this.filter);
    this.list.ask(key && known ? `${key} ${part} ${JSON.stringify(filter)}` : null, (signal) =>
      request(
        EstateListDocument,
        { ...question, division: part || division!, filter, first: PAGE },
        { signal },
      ),
    );
  }

  override updated(): void {
    const rows = this.rows;
    if (rows === this.drawn || this.list.isLoading) return;
    this.drawn = rows;
    showEstates(this.map, rows, this.view.state.language);
  }

  override render() {
    const { language, division, selected, asOf, speed } = this.view.state;
    const w = estateWords(language);
    const { data, problem } = this.totals;
    const mayRecord = data?.viewer.role !== 'public';
    return html`<section aria-labelledby="title">
      <h2 id="title">${w.title}</h2>
      ${
        division === null
          ? html`<notice-box .language=${language}>${w.chooseFirst}</notice-box>`
          : problem
            ? html`<notice-box
                .problem=${problem}
                .language=${language}
                @retry=${this.totals.again}
              ></notice-box>`
            : selected?.layer === 'estates'
              ? html`<estate-detail
                  .estateId=${selected.id}
                  .asOf=${asOf}
                  .speed=${speed}
                  .language=${language}
                  .mayRecord=${mayRecord}
                  @leave=${() => this.store.set({ selected: undefined })}
                  @recorded=${this.again}
                ></estate-detail>`
              : data?.estateAudit
                ? this.shown(data.estateAudit)
                : html`<notice-box kind="progress" .language=${language}>${w.loading}</notice-box>`
      }
    </section>`;
  }

  private shown(audit: EstateAudit) {
    const { language, division, asOf, speed } = this.view.state;
    const w = estateWords(language);
    if (audit.totals.estates === 0) return html`<notice-box .language=${language}>${w.none}</notice-box>`;
    return html`${estateFigures(audit, language)}
      <estate-downloads
        .question=${{ division: this.filter.part || division!, asOf, speed }}
        .language=${language}
      ></estate-downloads>
      <estate-filters
        .filter=${this.filter}
        .parts=${this.partNodes}
        .language=${language}
        @filter=${(event: CustomEvent<EstateFilter>) => (this.filter = event.detail)}
      ></estate-filters>
      ${this.listed()}
      <estate-sums
        .audit=${audit}
        .parts=${this.parts.data ? this.partNodes : null}
        .problem=${this.parts.problem}
        .isWhole=${this.parts.data?.estateAudit?.parts?.pageInfo.hasNextPage === false}
        .level=${this.partsLevel}
        .language=${language}
        @level=${(event: CustomEvent<string>) => (this.partsLevel = event.detail)}
        @retry=${this.parts.again}
      ></estate-sums>`;
  }

  private get rows(): readonly ListedEstateFragment[] {
    return this.list.data?.estateAudit?.estates?.edges.map(({ node }) => node) ?? NONE;
  }

  private listed() {
    const { language } = this.view.state;
    const w = estateWords(language);
    const { problem, isLoading, data } = this.list;
    if (problem)
      return html`<notice-box
        .problem=${problem}
        .language=${language}
        @retry=${this.list.again}
      ></notice-box>`;
    const estates = data?.estateAudit?.estates;
    if (!estates) return html`<notice-box kind="progress" .language=${language}></notice-box>`;
    const { rows } = this;
    if (rows.length === 0 && !isLoading)
      return html`<notice-box .language=${language}>${w.noneFound}</notice-box>`;
    const caption = `${w.list} · ${w.listed(formatCount(rows.length, language), formatCount(estates.totalCount, language))}`;
    return html`<data-table
        aria-busy=${isLoading}
        pickable
        .language=${language}
        .caption=${caption}
        .columns=${estateColumns(language)}
        .rows=${rows}
        @pick=${(event: CustomEvent<ListedEstateFragment>) => this.open(event.detail.estateId)}
        @point=${(event: CustomEvent<ListedEstateFragment | null>) =>
          this.map.highlight(event.detail ? ESTATE_OVERLAY : null, event.detail?.estateId)}
      ></data-table>
      ${
        estates.pageInfo.hasNextPage
          ? html`<button @click=${() => this.readMore(estates.pageInfo.endCursor!)}>${w.more}</button>`
          : nothing
      }`;
  }

  private async readMore(after: string): Promise<void> {
    const { division, asOf, speed } = this.view.state;
    const before = this.list.data?.estateAudit?.estates;
    const question = { division: this.filter.part || division!, asOf, speed, first: PAGE, after };
    const filter = filterVariables(this.filter);
    const next = await request(EstateListDocument, { ...question, filter }).catch(() => null);
    const estates = next?.estateAudit?.estates;
    if (!before || !estates || this.list.data?.estateAudit?.estates !== before) return;
    this.list.put({
      ...next,
      estateAudit: { estates: { ...estates, edges: [...before.edges, ...estates.edges] } },
    });
  }

  private get partNodes(): readonly EstatePart[] {
    return (
      this.parts.data?.estateAudit?.parts?.edges.flatMap(({ node }) => (node.division ? [node] : [])) ?? []
    );
  }

  private readonly again = (): void => {
    this.totals.again();
    this.list.again();
  };

  private open(id: string): void {
    this.store.set({ selected: { layer: 'estates', id } });
    this.map.highlight(ESTATE_OVERLAY, id);
  }
}

const NONE: readonly ListedEstateFragment[] = [];

/** The level a division is best looked at by: the first below it that has estates. */
function firstLevel(audit: EstateAudit | null | undefined): string {
  return audit?.levels.find(({ within }) => within.estates > 0)?.level ?? audit?.levels[0]?.level ?? '';
}

declare global {
  interface HTMLElementTagNameMap {
    'estates-panel': EstatesPanel;
  }
}
