import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiProblem } from '../api/request.js';
import { formatNumber } from '../language/format.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView, Pick } from '../map/map-view.js';
import {
  closeFacility,
  EMPTY_PLAN,
  findChange,
  freeId,
  type KnownFacility,
  moveFacility,
  openFacility,
  placeOf,
  withoutChange,
} from '../moving/plan.js';
import { plans } from '../moving/plans.js';
import { type LonLat, roundPoint } from '../moving/step-point.js';
import { StateController } from '../state/state-controller.js';
import type { ViewChange, ViewStore } from '../state/view-store.js';
import './change-list.js';
import './effect-view.js';
import './facility-form.js';
import './facility-picker.js';
import type { FacilityForm } from './facility-form.js';
import { findFacility, listFacilities } from './known-facilities.js';
import './place-editor.js';
import type { EditedFacility } from './place-editor.js';
import './save-box.js';
import { openScenario, scenarioProblemWords } from './saving.js';
import { hidePlanOnMap, PLAN_OVERLAYS, showPlanOnMap } from './scenario-map.js';
import { TryOut } from './try-out.js';
import { tryOutApi } from './try-out-api.js';
import { PlanShades } from './plan-shades.js';
import { scenarioWords } from './words.js';

/** Adds, moves and closes facilities on the map; coverage follows. */
@customElement('scenario-panel')
export class ScenarioPanel extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .bar {
        margin-bottom: 8px;
      }
      .card {
        margin: 10px 0;
      }
      .millis {
        float: right;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private isAdding = false;
  @state() private edited: KnownFacility | null = null;
  /** Where the edited facility is while it is dragged. */
  @state() private dragged: LonLat | null = null;
  @state() private listed: readonly KnownFacility[] = [];
  @state() private problem: unknown = null;
  @state() private isUnknown = false;
  @query('facility-form') private readonly form!: FacilityForm | null;
  private loading = new AbortController();
  private ends: (() => void)[] = [];
  private unmark: (() => void) | null = null;
  private shades: PlanShades | null = null;
  private opening = new AbortController();
  private readonly view = new StateController(
    this,
    () => this.store,
    (change) => this.follow(change),
  );
  private readonly tryOut = new TryOut(tryOutApi, () => {
    this.shade();
    this.requestUpdate();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const onPlan = () => this.onPlan();
    plans.addEventListener('change', onPlan);
    this.ends = [
      () => plans.removeEventListener('change', onPlan),
      this.map.onPick((pick) => this.pick(pick)),
    ];
    this.shades = new PlanShades(this.map);
    void this.openFromAddress();
    void this.list();
    this.askAnew();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.ends) end();
    this.loading.abort();
    this.shades?.stop();
    this.opening.abort();
    this.shades = null;
    this.tryOut.ask(null);
    this.unmark?.();
    [this.unmark, this.edited] = [null, null];
    hidePlanOnMap(this.map);
  }

  override render() {
    const { language, division } = this.view.state;
    const w = scenarioWords(language);
    const { plan } = plans;
    return html`<h2>${w.title}</h2>
      <p class="soft">${w.intro}</p>
      ${division === null ? html`<notice-box .language=${language}>${w.chooseDivision}</notice-box>` : nothing}
      <div class="row bar" @keydown=${this.shortcuts}>
        <button class="primary" ?disabled=${this.isAdding || division === null} @click=${() => this.add()}>
          ${w.add}
        </button>
        <button ?disabled=${!plans.canUndo} @click=${() => plans.undo()}>${w.undo}</button>
        <button ?disabled=${!plans.canRedo} @click=${() => plans.redo()}>${w.redo}</button>
        <button class="plain" ?disabled=${plan.length === 0} @click=${() => plans.change(EMPTY_PLAN)}>
          ${w.clear}
        </button>
      </div>
      ${this.isAdding ? this.adding() : this.picking()} ${this.editing()} ${this.problems()} ${this.effect()}
      <h3>${w.changesTitle}</h3>
      <change-list
        .plan=${plan}
        .chosen=${this.edited?.id ?? ''}
        .language=${language}
        @choose=${(event: CustomEvent<string>) => this.editChange(event.detail)}
        @drop-change=${(event: CustomEvent<string>) => plans.change(withoutChange(plans.plan, event.detail))}
      ></change-list>
      <save-box .store=${this.store} .map=${this.map}></save-box>`;
  }

  private adding() {
    const { language, service } = this.view.state;
    const number = plans.plan.filter(({ kind }) => kind === 'OPEN').length + 1;
    return html`<section class="card">
      <facility-form
        .language=${language}
        .service=${service}
        .suggestedName=${scenarioWords(language).newFacility(String(number))}
        @place=${(event: CustomEvent<LonLat>) => this.put(event.detail)}
        @leave=${() => (this.isAdding = false)}
      ></facility-form>
    </section>`;
  }

  private picking() {
    if (this.edited || this.view.state.division === null) return nothing;
    const { language } = this.view.state;
    return html`<facility-picker
        .listed=${this.listed}
        .language=${language}
        @choose=${(event: CustomEvent<KnownFacility>) => this.edit(event.detail)}
      ></facility-picker>
      ${this.isUnknown ? html`<small role="alert">${scenarioWords(language).unknownFacility}</small>` : nothing}`;
  }

  private editing() {
    const { edited } = this;
    if (!edited) return nothing;
    return html`<section class="card">
      <place-editor
        .language=${this.view.state.language}
        .facility=${this.describe(edited)}
        @move=${(event: CustomEvent<LonLat>) => this.dragTo(event.detail)}
        @drop=${(event: CustomEvent<LonLat>) => this.dropAt(event.detail)}
        @shut=${() => this.shut(edited)}
        @reset=${() => plans.change(withoutChange(plans.plan, edited.id))}
        @leave=${() => this.edit(null)}
      ></place-editor>
    </section>`;
  }

  private problems() {
    const { language } = this.view.state;
    const problem = this.problem ?? this.tryOut.problem;
    const words = scenarioProblemWords(problem, language);
    const w = scenarioWords(language);
    return html`${
      words
        ? html`<notice-box kind="error" .language=${language}>${words}</notice-box>`
        : problem
          ? html`<notice-box
              .problem=${problem}
              .language=${language}
              @retry=${() => this.retry()}
            ></notice-box>`
          : nothing
    }
    ${this.tryOut.offNetwork.map(
      (name) => html`<notice-box .language=${language}>${w.offNetwork(name)}</notice-box>`,
    )}`;
  }

  private effect() {
    const { effect, standing, lastMillis } = this.tryOut;
    if (!effect) return nothing;
    const { language } = this.view.state;
    const w = scenarioWords(language);
    return html`<section class="card" aria-label=${w.effectTitle}>
      ${
        lastMillis === null
          ? nothing
          : html`<small class="millis">${w.millis(formatNumber(lastMillis, language, 0))}</small>`
      }
      <effect-view .effect=${effect} .standing=${standing} .language=${language}></effect-view>
    </section>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('edited') || changed.has('isAdding')) this.mark();
    this.tryOut.measure();
  }

  private describe(facility: KnownFacility): EditedFacility {
    const change = findChange(plans.plan, facility.id);
    const { id, name, facilityKind } = facility;
    const at = this.dragged ?? (change && placeOf(change)) ?? facility.at;
    const kind = change && change.kind !== 'KEPT' ? change.kind : null;
    return { id, name, facilityKind, at, change: kind };
  }

  private add(): void {
    this.edit(null);
    this.isAdding = true;
  }

  private put(at: LonLat): void {
    const { form } = this;
    if (!form) return;
    const { plan } = plans;
    const facility = { ...form.facility, id: freeId(plan), at: roundPoint(at), assignedTo: [] };
    this.isAdding = false;
    plans.change(openFacility(plan, facility));
    this.editChange(facility.id);
  }

  private pick({ layer, id, lonLat: [lon, lat] }: Pick): boolean {
    if (this.isAdding) {
      this.put({ lon, lat });
      return true;
    }
    if (layer === PLAN_OVERLAYS.places || layer === PLAN_OVERLAYS.gone) this.editChange(id);
    else if (layer === 'facilities') void this.editExisting(id);
    else return false;
    return true;
  }

  private async editExisting(id: string): Promise<void> {
    if (findChange(plans.plan, id)) return this.editChange(id);
    try {
      const known = this.listed.find((each) => each.id === id) ?? (await findFacility(id));
      this.isUnknown = known === null;
      if (known) this.edit(known);
    } catch (problem) {
      this.problem = problem;
    }
  }

  private editChange(key: string): void {
    const change = findChange(plans.plan, key);
    if (!change || change.kind === 'KEPT') return;
    this.edit(change.kind === 'OPEN' ? { ...change.facility, mealMode: null } : change.facility);
  }

  private edit(facility: KnownFacility | null): void {
    [this.edited, this.dragged, this.isAdding, this.isUnknown] = [facility, null, false, false];
    this.draw();
  }

  private dragTo(at: LonLat): void {
    if (!this.edited) return;
    this.dragged = roundPoint(at);
    this.tryOut.preview(moveFacility(plans.plan, this.edited, this.dragged));
  }

  private dropAt(at: LonLat): void {
    if (!this.edited) return;
    plans.change(moveFacility(plans.plan, this.edited, roundPoint(at)), this.edited.id);
  }

  private shut(facility: KnownFacility): void {
    plans.change(closeFacility(plans.plan, facility));
  }

  /** Puts the marker of what is edited where it stands now. */
  private mark(): void {
    this.unmark?.();
    this.unmark = null;
    if (!this.edited) return;
    const { at, name, change } = this.describe(this.edited);
    if (!at || change === 'CLOSE') return;
    this.unmark = this.map.dragPoint(
      'scenario-edited',
      [at.lon, at.lat],
      {
        onMove: ([lon, lat]) => this.dragTo({ lon, lat }),
        onDrop: ([lon, lat]) => this.dropAt({ lon, lat }),
      },
      { label: name, colour: '#b3261e' },
    );
  }

  private onPlan(): void {
    this.dragged = null;
    const { edited } = this;
    // What was opened and is undone cannot be edited any more.
    if (edited?.id.startsWith('new:') && !findChange(plans.plan, edited.id)) this.edited = null;
    this.problem = null;
    this.tryOut.settle(plans.plan);
    this.draw();
    this.mark();
    this.requestUpdate();
  }

  private draw(): void {
    showPlanOnMap(this.map, plans.plan, this.edited?.id ?? '', this.store.state.language);
  }

  private follow({ state, previous }: ViewChange): void {
    if (state.language !== previous.language) {
      this.draw();
      this.shade();
    }
    if (state.scenario !== previous.scenario) void this.openFromAddress();
    const asked: (keyof typeof state)[] = ['division', 'service', 'minutes', 'speed', 'asOf'];
    if (!asked.some((key) => state[key] !== previous[key])) return;
    if (state.division !== previous.division || state.service !== previous.service) void this.list();
    this.askAnew();
  }

  private askAnew(): void {
    const { division, service, minutes, speed, asOf } = this.store.state;
    this.tryOut.ask(
      division === null
        ? null
        : { divisionCode: division, service, walkMinutes: minutes, speedMetersPerSecond: speed, asOf },
    );
    this.tryOut.settle(plans.plan);
    this.draw();
    void this.askShades();
  }

  private async askShades(): Promise<void> {
    try {
      await this.shades?.ask(this.store.state);
      this.shade();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** The first answer under a rule takes the server longest: it is asked for before anybody drags. */
  private warmUp(): void {
    const [first] = this.listed;
    if (first && plans.plan.length === 0) this.tryOut.warmUp(closeFacility(EMPTY_PLAN, first));
  }

  private shade(): void {
    this.shades?.show(this.tryOut.effect, this.store.state.language);
  }

  private retry(): void {
    this.problem = null;
    void this.openFromAddress();
    this.askAnew();
  }

  /** Opens the scenario the address names, unless it is open already. */
  private async openFromAddress(): Promise<void> {
    const { scenario } = this.store.state;
    this.opening.abort();
    const { signal } = (this.opening = new AbortController());
    if (!scenario || plans.saved?.id === scenario) return;
    try {
      const saved = await openScenario(scenario, signal);
      if (this.store.state.scenario !== scenario) return;
      if (saved) plans.open(saved);
      else this.store.set({ scenario: undefined });
    } catch (problem) {
      if (signal.aborted) return;
      this.problem = problem;
      // The address goes on without it, or every page would ask for it in vain.
      if (problem instanceof ApiProblem && problem.code === 'NOT_FOUND')
        this.store.set({ scenario: undefined });
    }
  }

  private async list(): Promise<void> {
    const { division, service, asOf } = this.store.state;
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    this.listed = [];
    if (division === null) return;
    try {
      this.listed = await listFacilities(division, service, asOf, signal);
      this.warmUp();
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }

  private readonly shortcuts = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) plans.redo();
    else plans.undo();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'scenario-panel': ScenarioPanel;
  }
}
