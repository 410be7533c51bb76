import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { DivisionPlaceFragment, StartQuery } from '../api/generated.js';
import { ApiProblem } from '../api/request.js';
import { session } from '../api/session.js';
import { askStart } from '../choose/choose-division.js';
import { boundsOfPlace, readPlace } from '../choose/place-of-division.js';
import '../choose/question-fields.js';
import '../choose/search-box.js';
import { chooseWords } from '../choose/words.js';
import { formatNumber } from '../language/format.js';
import { services } from '../language/terms.js';
import { shared } from '../look/shared-styles.js';
import { tokens } from '../look/tokens.js';
import '../map/care-map.js';
import { MapContent } from '../coverage/map-content.js';
import type { CareMap } from '../map/care-map.js';
import type { Bounds } from '../map/map-view.js';
import { StateController } from '../state/state-controller.js';
import { readViewState, type Tab } from '../state/view-state.js';
import { keepInAddress, type ViewChange, ViewStore } from '../state/view-store.js';
import { appStyles } from './app-styles.js';
import { crumbs } from './crumbs.js';
import { pageFooter } from './page-footer.js';
import { PANELS, type PanelElement } from './panels.js';
import './sign-in.js';
import { tabList } from './tab-list.js';
import { appWords } from './words.js';

type Division = DivisionPlaceFragment;

/** The whole page. */
@customElement('care-circle-app')
export class CareCircleApp extends LitElement {
  static override styles = [shared, tokens, appStyles];

  readonly store = new ViewStore(readViewState(location.search));
  private readonly view = new StateController(this, this.store, (change) => this.follow(change));
  @state() private viewer: StartQuery['viewer'] | null = null;
  @state() private division: Division | null = null;
  @state() private problem: unknown = null;
  @state() private missing: 'division' | 'all' | null = null;
  @state() private panel: PanelElement | null = null;
  @state() private panelProblem: unknown = null;
  @query('care-map') private readonly map!: CareMap;
  private content: MapContent | null = null;
  /** The division the page chose by itself; it came with the choice. */
  private place: Division | null = null;
  private asked = new AbortController();
  private signedInTimes = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    keepInAddress(this.store, globalThis.window);
    this.nameDocument();
    session.addEventListener('change', this.signedIn);
  }

  protected override firstUpdated(): void {
    this.map.onMove((camera, byUser) => {
      if (byUser) this.store.set({ camera });
    });
    this.content = new MapContent(this.store, this.map);
    void this.start();
    void this.openPanel(this.store.state.tab);
  }

  override render() {
    const { language, tab, service, minutes, asOf } = this.view.state;
    const w = appWords(language);
    return html`<a class="skip" href="#page" @click=${this.skip('#panel')}>${w.skip}</a>
      <a class="skip" href="#page" @click=${this.skip('care-map')}>${w.skipMap}</a>
      <header>
        <div class="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <circle cx="16" cy="16" r="13.5" fill="none" stroke="#00695c" stroke-width="3"></circle>
            <circle cx="16" cy="16" r="5" fill="#00695c"></circle>
          </svg>
          <div>
            <h1>${w.title}</h1>
            <small>${w.subtitle}</small>
          </div>
        </div>
        <search-box
          .language=${language}
          @choose=${({ detail }: CustomEvent<string>) => this.goTo(detail)}
        ></search-box>
        <details class="ask" ?open=${innerWidth > 820}>
          <summary>
            ${chooseWords(language).questions}<small
              >${services(language)[service]} · ${chooseWords(language).walk(formatNumber(minutes, language))}
              · ${asOf}</small
            >
          </summary>
          <question-fields .store=${this.store}></question-fields>
        </details>
        <div class="self">
          <button
            lang=${language === 'zh' ? 'en' : 'zh-CN'}
            title=${w.languageHint}
            @click=${this.switchLanguage}
          >
            ${w.language}
          </button>
          <sign-in .language=${language} .viewerRole=${this.viewer?.role ?? null}></sign-in>
        </div>
      </header>
      <section class="map" aria-label=${w.mapWithLegend}><care-map .language=${language}></care-map></section>
      <main>
        ${this.division ? crumbs(this.division, language, this.goTo) : nothing}
        ${tabList(language, tab, (next) => this.store.set({ tab: next }))}
        <div id="panel" role="tabpanel" tabindex="0" aria-labelledby="tab-${tab}">
          ${this.renderContent()}
        </div>
      </main>
      ${pageFooter(language)}`;
  }

  private renderContent() {
    const { language, division } = this.view.state;
    const w = appWords(language);
    if (this.problem)
      return html`<notice-box
        .language=${language}
        .problem=${this.problem}
        @retry=${() => this.start()}
      ></notice-box>`;
    if (this.missing === 'all') return html`<notice-box>${w.noData}</notice-box>`;
    if (this.missing === 'division')
      return html`<notice-box kind="error" .language=${language}
        >${w.unknownDivision(division ?? '')}
        <button class="plain" @click=${this.toStart}>${w.toStart}</button></notice-box
      >`;
    if (this.panelProblem)
      return html`<notice-box
        kind="offline"
        retry
        .language=${language}
        @retry=${() => this.openPanel(this.store.state.tab)}
        >${w.panelFailed}</notice-box
      >`;
    if (!this.panel || !this.division)
      return html`<notice-box kind="progress" .language=${language}></notice-box>`;
    return keyed(this.signedInTimes, this.panel);
  }

  private follow({ state, previous }: ViewChange): void {
    if (state.division !== previous.division) void this.showDivision();
    else if (state.camera && state.camera !== previous.camera && this.map.hasDrawn) {
      const [lon, lat, zoom] = this.map.camera();
      const isThere =
        Math.abs(lon - state.camera[0]) < 1e-5 &&
        Math.abs(lat - state.camera[1]) < 1e-5 &&
        Math.abs(zoom - state.camera[2]) < 0.01;
      if (!isThere) this.map.jump(state.camera);
    }
    if (state.tab !== previous.tab) void this.openPanel(state.tab);
    if (state.language !== previous.language) this.nameDocument();
  }

  /** Asks who we are and, where no division is chosen, for the one to begin with. */
  private async start(): Promise<void> {
    this.problem = null;
    const isChosen = this.store.state.division !== null;
    if (isChosen) void this.showDivision();
    try {
      const { viewer, division } = await askStart(isChosen);
      this.viewer = viewer;
      this.content?.setRole(viewer.role);
      if (this.store.state.division) return;
      if (division) {
        this.place = division;
        this.store.set({ division: division.code });
      } else this.missing = 'all';
    } catch (problem) {
      this.problem = problem;
    }
  }

  private async showDivision(): Promise<void> {
    const { division: code } = this.store.state;
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    if (!code) return;
    try {
      const division = this.place?.code === code ? this.place : await readPlace(code, signal);
      this.problem = null;
      this.missing = division ? null : 'division';
      this.division = division;
      if (!division) return this.map.beginAnywhere();
      this.nameDocument();
      this.showPlace(boundsOfPlace(division));
    } catch (problem) {
      if (signal.aborted) return;
      // What is no code at all is no division either.
      const isUnknown =
        problem instanceof ApiProblem && ['NOT_FOUND', 'BAD_USER_INPUT'].includes(problem.code);
      if (isUnknown) this.missing = 'division';
      else this.problem = problem;
      this.division = null;
      this.map.beginAnywhere();
    }
  }

  private showPlace(bounds: Bounds): void {
    const { camera } = this.store.state;
    const isFirst = this.map.begin === null;
    this.map.home = bounds;
    this.content?.setPlace(bounds);
    if (isFirst) this.map.begin = camera ? { camera } : { bounds };
    else if (camera) this.map.jump(camera);
    else this.map.fit(bounds);
  }

  private async openPanel(tab: Tab): Promise<void> {
    this.panelProblem = null;
    const { element, load } = PANELS[tab];
    try {
      await load();
    } catch (problem) {
      this.panelProblem = problem;
      return;
    }
    if (this.store.state.tab !== tab) return;
    this.panel = Object.assign(document.createElement(element) as PanelElement, {
      store: this.store,
      map: this.map,
    });
  }

  private readonly signedIn = (): void => {
    this.signedInTimes += 1;
    void this.start();
    void this.openPanel(this.store.state.tab);
  };

  private readonly switchLanguage = (): void => {
    this.store.set({ language: this.store.state.language === 'zh' ? 'en' : 'zh' });
  };

  private readonly toStart = (): void => {
    this.missing = null;
    this.store.set({ division: null });
    void this.start();
  };

  private readonly goTo = (division: string): void => this.store.set({ division });

  /** Links to parts of a shadow tree do not work by themselves; without this they lead to the whole page. */
  private skip(selector: string) {
    return (event: Event) => {
      event.preventDefault();
      const part = this.renderRoot.querySelector<HTMLElement>(selector);
      const canvas = part?.shadowRoot?.querySelector<HTMLElement>('canvas');
      (canvas ?? part)?.focus();
    };
  }

  private nameDocument(): void {
    const { language } = this.store.state;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    const parts = [this.division?.name, appWords(language).title].filter(Boolean);
    document.title = parts.join(' · ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'care-circle-app': CareCircleApp;
  }
}
