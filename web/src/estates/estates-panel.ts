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
import type { Column } from '../look/data-table.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { Asked } from '../scorecard/asked.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import { DEFICIT_CLASSES, deficitFeatures, KEPT_APART } from './deficit-classes.js';
import { auditSheetAddress, downloadFile } from './download-file.js';
import './estate-detail.js';
import './estate-filters.js';
import './estate-sums.js';
import { type EstateFilter, filterVariables, NO_FILTER } from './estate-filter.js';
import { exactFigureText } from './exact-sum.js';
import type { EstateAudit, EstatePart } from './totals-tables.js';
import { classWords, deficitClassWords, estateWords } from './words.js';

const OVERLAY = 'estate-deficits';
const PAGE = 1000;
const MOST_PARTS = 1000;

/** What the estates of the division owe in care rooms, have and lack: sums, list with filters, findings of one. */
@customElement('estates-panel')
export class EstatesPanel extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .sums {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
        gap: 8px;
        margin: 8px 0;
      }
      .sums div {
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .sums dt {
        color: var(--ink-soft);
        font-size: 12px;
      }
      .sums dd {
        margin: 0;
        font-size: 16px;
        letter-spacing: -0.01em;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .sums small {
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private filter: EstateFilter = NO_FILTER;
  @state() private partsLevel = '';
  @state() private downloading: string | null = null;
  @state() private downloadProblem: unknown = null;
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
      if (layer !== OVERLAY && layer !== 'estates') return false;
      this.open(id);
      return true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unpick?.();
    this.map.removeOverlay(OVERLAY);
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
    this.draw(rows);
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
    const { language } = this.view.state;
    const w = estateWords(language);
    const { totals } = audit;
    if (totals.estates === 0) return html`<notice-box .language=${language}>${w.none}</notice-box>`;
    const count = (title: string, value: number) =>
      html`<div>
        <dt>${title}</dt>
        <dd>${formatCount(value, language)}</dd>
      </div>`;
    const area = (title: string, figure: { readonly exact: string; readonly value: number }) =>
      html`<div>
        <dt>${title}（${w.squareMeters}）</dt>
        <dd>${exactFigureText(figure)}</dd>
      </div>`;
    return html`<p class="soft">
        ${audit.asOf}${audit.sources.length > 0 ? ` · ${audit.sources.join('；')}` : ''}
        ${audit.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
      </p>
      <dl class="sums">
        ${count(w.estates, totals.estates)} ${count(w.counted, totals.counted)}
        ${count(w.keptApart, totals.keptApart)} ${count(w.inDeficit, totals.inDeficit)}
        ${count(w.inBreach, totals.inBreach)} ${area(w.required, totals.requiredSquareMeters)}
        ${area(w.provided, totals.providedSquareMeters)} ${area(w.deficit, totals.deficitSquareMeters)}
      </dl>
      <p class="soft">${w.keptApartHint}</p>
      ${this.downloads()}
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

  private downloads() {
    const { language } = this.view.state;
    const w = estateWords(language);
    return html`<div class="row">
        ${(['xlsx', 'csv'] as const).map(
          (format) =>
            html`<button ?disabled=${this.downloading !== null} @click=${() => this.download(format)}>
              ${this.downloading === format ? w.downloading : `${w.download} ${format.toUpperCase()}`}
            </button>`,
        )}
      </div>
      ${
        this.downloadProblem
          ? html`<notice-box .problem=${this.downloadProblem} .language=${language}></notice-box>`
          : nothing
      }`;
  }

  private async download(format: 'csv' | 'xlsx'): Promise<void> {
    const { division, asOf, speed } = this.view.state;
    this.downloading = format;
    this.downloadProblem = null;
    try {
      await downloadFile(auditSheetAddress(format, { division: this.filter.part || division!, asOf, speed }));
    } catch (problem) {
      this.downloadProblem = problem;
    } finally {
      this.downloading = null;
    }
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
        .columns=${this.estateColumns}
        .rows=${rows}
        @pick=${(event: CustomEvent<ListedEstateFragment>) => this.open(event.detail.estateId)}
        @point=${(event: CustomEvent<ListedEstateFragment | null>) =>
          this.map.highlight(event.detail ? OVERLAY : null, event.detail?.estateId)}
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

  private get estateColumns(): readonly Column<ListedEstateFragment>[] {
    const { language } = this.view.state;
    const w = estateWords(language);
    return [
      {
        title: w.name,
        value: ({ estate, estateId }) => estate?.name ?? estateId,
        cell: ({ estate, estateId, estateClass }) => {
          const more = [
            estateClass && classWords(language)[estateClass],
            estate?.households == null ? null : w.householdCount(formatCount(estate.households, language)),
            estate?.developer,
            estate?.phase,
          ];
          return html`<span style="display:inline-block;min-width:9em">${estate?.name ?? estateId}</span
            ><small style="display:block;color:var(--ink-soft)">${more.filter(Boolean).join(' · ')}</small>`;
        },
      },
      { title: w.division, value: ({ estate }) => estate?.division?.name, width: '86px' },
      {
        title: `${w.deficit} ${w.squareMeters}`,
        align: 'end',
        width: '72px',
        value: ({ deficitSquareMeters, counted }) => (counted ? deficitSquareMeters?.value : null),
        cell: ({ deficitSquareMeters, counted }) =>
          counted && deficitSquareMeters ? exactFigureText(deficitSquareMeters) : w.keptApart,
      },
      {
        title: `${w.required} ${w.squareMeters}`,
        align: 'end',
        width: '72px',
        value: ({ requiredSquareMeters }) => requiredSquareMeters?.value,
        cell: ({ requiredSquareMeters }) =>
          requiredSquareMeters ? exactFigureText(requiredSquareMeters) : '—',
      },
      {
        title: w.inBreach,
        width: '56px',
        value: ({ inBreach }) => (inBreach ? w.inBreach : ''),
        cell: ({ inBreach }) => (inBreach ? html`<span class="tag bad">${w.inBreach}</span>` : ''),
      },
    ];
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
    this.map.highlight(OVERLAY, id);
  }

  private draw(rows: readonly ListedEstateFragment[]): void {
    const { language } = this.view.state;
    const classes = deficitClassWords(language);
    const { features, ...collection } = deficitFeatures(rows as never);
    const told = features.map((feature) => ({
      ...feature,
      properties: {
        ...feature.properties,
        hint: `${feature.properties!.name} · ${classes[feature.properties!.class as 'none']}`,
      },
    }));
    this.map.setOverlay(
      OVERLAY,
      { ...collection, features: told },
      {
        circle: { colour: ['get', 'colour'], radius: ['get', 'radius'], outline: '#ffffff', outlineWidth: 1 },
        pickable: true,
        hint: 'hint',
        legend: [...DEFICIT_CLASSES, KEPT_APART].map(({ key, colour }) => ({
          ...{ label: classes[key], colour, shape: 'circle' as const },
        })),
        place: 'above',
      },
    );
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
