import type { FeatureCollection } from 'geojson';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { session } from '../api/session.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import type { DrawnMap } from './draw-map.js';
import { readLayerFacts } from './layer-facts.js';
import { hintBox, mapNotice, type Trouble, zoomButtons } from './map-furniture.js';
import type { Begin, Camera, Hint } from './map-ground.js';
import { baseEntries, mapLegend } from './map-legend.js';
import { mapStyles } from './map-styles.js';
import type {
  BaseLayer,
  Bounds,
  DragHandlers,
  DragOptions,
  Legend,
  LegendEntry,
  LonLat,
  MapView,
  OverlayStyle,
  Pick,
  Shade,
} from './map-view.js';
import { mapWords } from './words.js';
import { workerUrl } from './worker-url.js';

/** The map of the page: frame, legend, what is pointed at, attribution. See `MapView` for what panels do with it. */
@customElement('care-map')
export class CareMap extends LitElement implements MapView {
  static override styles = [shared, mapStyles];

  /** Where it begins; it draws nothing before this is set. */
  @property({ attribute: false }) begin: Begin | null = null;
  /** What "show the whole area" shows. */
  @property({ attribute: false }) home: Bounds | null = null;
  @property() language: Language = 'zh';
  /** Address of the server; empty for the page's own. */
  @property() server = '';
  @property({ type: Boolean, attribute: 'no-legend' }) noLegend = false;

  @state() private legend: Legend | null = null;
  @state() private overlayLegends: ReadonlyMap<string, readonly LegendEntry[]> = new Map();
  @state() private shownLayers: ReadonlySet<BaseLayer> = new Set();
  @state() private hint: Hint | null = null;
  @state() private trouble: Trouble | null = null;
  @state() private attribution = '';
  @state() private isSynthetic = false;
  @query('.canvas') private readonly canvas!: HTMLElement;

  /** Made, but nothing is drawn before it is known where to begin. */
  @state() private made: DrawnMap | null = null;
  private hasBegun = false;
  private isShaded = false;
  /** Whether everything asked for at the beginning has been drawn. */
  hasDrawn = false;
  private drawn: DrawnMap | null = null;
  private all: Bounds | null = null;
  private isAnywhere = false;
  private isReady!: (drawn: DrawnMap) => void;
  private readonly whenDrawn = new Promise<DrawnMap>((resolve) => (this.isReady = resolve));
  readonly ready: Promise<void> = this.whenDrawn.then(() => undefined);
  private readonly pickers: ((pick: Pick) => boolean | void)[] = [];
  private readonly movers = new Set<(camera: Camera, byUser: boolean) => void>();

  override connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener('change', this.reload);
    void this.readFacts();
    // MapLibre asks for its worker only once it has begun; by then the browser has it.
    if (!this.server) void fetch(workerUrl('')).catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener('change', this.reload);
  }

  override render() {
    const w = mapWords(this.language);
    const entries = [
      ...(this.legend?.entries ?? []),
      ...baseEntries(this.shownLayers, this.language),
      ...[...this.overlayLegends.values()].flat(),
    ];
    return html`<div class="frame">
        <div class="canvas"></div>
        <p id="help" class="sr-only">${w.help}</p>
        ${zoomButtons(w, (by) => this.zoom(by), this.home && this.goHome)}
        ${entries.length > 0 && !this.noLegend ? mapLegend(this.legend?.title ?? w.legend, entries, this.clientWidth > 520) : nothing}
        ${this.hint ? hintBox(this, this.hint) : nothing}
        ${this.trouble ? mapNotice(this.trouble, this.language, this.reload) : nothing}
      </div>
      <div class="foot">
        <span class="synthetic">${this.isSynthetic ? w.synthetic : nothing}</span>
        <span>${this.attribution}</span>
      </div>`;
  }

  protected override firstUpdated(): void {
    void this.make();
  }

  protected override updated(): void {
    if (!this.begin || !this.made || this.hasBegun) return;
    this.hasBegun = true;
    void this.draw(this.made, this.begin);
  }

  private async make(): Promise<void> {
    const { DrawnMap } = await import('./draw-map.js');
    try {
      this.made = new DrawnMap({
        container: this.canvas,
        server: this.server,
        key: () => this.key,
        title: mapWords(this.language).map,
        helpId: 'help',
        onHover: (hint) => (this.hint = hint),
        onPick: (pick) => this.pick(pick),
        onMove: (camera, byUser) => this.movers.forEach((hear) => hear(camera, byUser)),
        onTrouble: (error) => this.tell(error),
      });
    } catch {
      this.trouble = 'webgl';
    }
  }

  private async draw(made: DrawnMap, begin: Begin): Promise<void> {
    await made.begin(begin);
    this.drawn = made;
    this.isReady(made);
    await made.whole();
    this.hasDrawn = true;
    performance.mark('care-map-drawn');
    this.dispatchEvent(new Event('drawn', { bubbles: true, composed: true }));
  }

  /** Shows all there is, where nobody says what to show. */
  beginAnywhere(): void {
    this.isAnywhere = true;
    if (this.all) this.begin ??= { bounds: this.all };
  }

  shadeDivisions(values: ReadonlyMap<string, Shade>, legend: Legend | null): void {
    this.legend = legend;
    this.do((drawn) => {
      drawn.shadeDivisions(values);
      if (values.size > 0) this.markShaded(drawn);
    });
  }

  nameDivisions(names: readonly { readonly text: string; readonly at: LonLat }[]): void {
    this.do((drawn) => drawn.nameDivisions(names));
  }

  setOverlay(id: string, data: FeatureCollection, style: OverlayStyle): void {
    this.keepLegend(id, style.legend);
    this.do((drawn) => drawn.setOverlay(id, data, style));
  }

  removeOverlay(id: string): void {
    this.keepLegend(id, undefined);
    this.do((drawn) => drawn.removeOverlay(id));
  }

  highlight(layer: string | null, id: string | null = null): void {
    this.do((drawn) => drawn.highlight(layer, id));
  }

  showLayer(layer: BaseLayer, isShown: boolean): void {
    if (this.shownLayers.has(layer) !== isShown) {
      const others = [...this.shownLayers].filter((each) => each !== layer);
      this.shownLayers = new Set(isShown ? [...others, layer] : others);
    }
    this.do((drawn) => drawn.showLayer(layer, isShown));
  }

  markServing(facilityIds: Iterable<string>): void {
    const ids = [...facilityIds];
    this.do((drawn) => drawn.markServing(ids));
  }

  fit(bounds: Bounds, options?: { readonly animate?: boolean; readonly maxZoom?: number }): void {
    this.begin ??= { bounds };
    this.do((drawn) => drawn.fit(bounds, options));
  }

  camera(): Camera {
    if (this.drawn) return this.drawn.camera();
    if (this.begin && 'camera' in this.begin) return this.begin.camera;
    const [west, south, east, north] = this.begin?.bounds ?? [0, 0, 0, 0];
    return [(west + east) / 2, (south + north) / 2, 9];
  }

  jump(camera: Camera): void {
    this.begin ??= { camera };
    this.do((drawn) => drawn.jump(camera));
  }

  onMove(handler: (camera: Camera, byUser: boolean) => void): () => void {
    this.movers.add(handler);
    return () => this.movers.delete(handler);
  }

  onPick(handler: (pick: Pick) => boolean | void): () => void {
    this.pickers.unshift(handler);
    return () => {
      const at = this.pickers.indexOf(handler);
      if (at >= 0) this.pickers.splice(at, 1);
    };
  }

  dragPoint(_id: string, at: LonLat, handlers: DragHandlers, options?: DragOptions): () => void {
    const w = mapWords(this.language);
    const label = w.drag(options?.label ?? w.facility);
    let take: (() => void) | null = null;
    let isOver = false;
    this.do((drawn) => {
      if (!isOver) take = drawn.dragPoint(at, handlers, { ...options, label });
    });
    return () => {
      isOver = true;
      take?.();
    };
  }

  async snapshot(): Promise<Blob> {
    return (await this.whenDrawn).snapshot();
  }

  /** A page of another host is shown what everybody may see. */
  private get key(): string | null {
    return this.server ? null : session.key;
  }

  private do(act: (drawn: DrawnMap) => void): void {
    void this.whenDrawn.then(act);
  }

  /** Notes when the first shades were drawn, for whoever measures the page. */
  private markShaded(drawn: DrawnMap): void {
    if (this.isShaded) return;
    this.isShaded = true;
    void drawn.whole().then(() => performance.mark('care-map-shaded'));
  }

  private keepLegend(id: string, entries: readonly LegendEntry[] | undefined): void {
    if (JSON.stringify(this.overlayLegends.get(id)) === JSON.stringify(entries)) return;
    const next = new Map(this.overlayLegends);
    if (entries) next.set(id, entries);
    else next.delete(id);
    this.overlayLegends = next;
  }

  private pick(pick: Pick): void {
    for (const handle of [...this.pickers]) if (handle(pick) === true) return;
  }

  private zoom(by: number): void {
    this.drawn?.map.zoomTo(this.drawn.map.getZoom() + by, { duration: 200 }, { originalEvent: {} });
  }

  private readonly goHome = (): void => {
    if (this.home) this.fit(this.home);
  };

  private readonly reload = (): void => {
    this.trouble = this.trouble === 'tiles' ? null : this.trouble;
    this.drawn?.reload();
    void this.readFacts();
  };

  private tell(error: Error & { readonly status?: number }): void {
    // A layer that is not for this viewer stays empty; everything else is worth a word.
    if (error.status === 401 || error.status === 403 || error.name === 'AbortError') return;
    if (this.trouble === null) this.trouble = 'tiles';
  }

  private async readFacts(): Promise<void> {
    const facts = await readLayerFacts(this.server, this.key);
    this.attribution = facts.attributions.join(' · ');
    this.isSynthetic = facts.isSynthetic;
    this.all = facts.bounds;
    if (this.isAnywhere) this.beginAnywhere();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'care-map': CareMap;
  }
}
