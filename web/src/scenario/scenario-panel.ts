import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
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
import { AddressScenario } from './address-scenario.js';
import './change-list.js';
import { EditedMarker } from './edited-marker.js';
import './effect-view.js';
import './facility-form.js';
import './facility-picker.js';
import type { FacilityForm } from './facility-form.js';
import { ListedFacilities } from './listed-facilities.js';
import './place-editor.js';
import type { EditedFacility } from './place-editor.js';
import { planBar } from './plan-bar.js';
import './save-box.js';
import { hidePlanOnMap, PLAN_OVERLAYS, showPlanOnMap } from './scenario-map.js';
import { scenarioProblems } from './scenario-problems.js';
import { TryOut } from './try-out.js';
import { tryOutApi, tryOutQuestion } from './try-out-api.js';
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
  @state() private problem: unknown = null;
  @state() private isUnknown = false;
  @query('facility-form') private readonly form!: FacilityForm | null;
  private ends: (() => void)[] = [];
  private shades: PlanShades | null = null;
  private readonly view = new StateController(
    this,
    () => this.store,
    (change) => this.follow(change),
  );
  private readonly fail = (problem: unknown): void => {
    this.problem = problem;
  };
  private readonly known = new ListedFacilities(this, () => this.warmUp(), this.fail);
  private readonly named = new AddressScenario(() => this.store, this.fail);
  private readonly marker = new EditedMarker(() => this.map, {
    onMove: (at) => this.dragTo(at),
    onDrop: (at) => this.dropAt(at),
  });
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
    void this.named.open();
    void this.known.load(this.store.state);
    this.askAnew();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.ends) end();
    this.known.stop();
    this.shades?.stop();
    this.named.stop();
    this.shades = null;
    this.tryOut.ask(null);
    this.marker.put(null);
    this.edited = null;
    hidePlanOnMap(this.map);
  }

  override render() {
    const { language, division } = this.view.state;
    const w = scenarioWords(language);
    const { plan } = plans;
    return html`<h2>${w.title}</h2>
      <p class="soft">${w.intro}</p>
      ${division === null ? html`<notice-box .language=${language}>${w.chooseDivision}</notice-box>` : nothing}
      ${planBar({ language, canAdd: !this.isAdding && division !== null, onAdd: () => this.add() })}
      ${this.isAdding ? this.adding() : this.picking()} ${this.editing()}
      ${scenarioProblems({
        problem: this.problem ?? this.tryOut.problem,
        offNetwork: this.tryOut.offNetwork,
        language,
        onRetry: () => this.retry(),
      })}
      ${this.effect()}
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
        .listed=${this.known.listed}
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
      const known = await this.known.find(id);
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
    this.marker.put(this.edited && this.describe(this.edited));
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
    if (state.scenario !== previous.scenario) void this.named.open();
    const asked: (keyof typeof state)[] = ['division', 'service', 'minutes', 'speed', 'asOf'];
    if (!asked.some((key) => state[key] !== previous[key])) return;
    if (state.division !== previous.division || state.service !== previous.service)
      void this.known.load(this.store.state);
    this.askAnew();
  }

  private askAnew(): void {
    this.tryOut.ask(tryOutQuestion(this.store.state));
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
    const [first] = this.known.listed;
    if (first && plans.plan.length === 0) this.tryOut.warmUp(closeFacility(EMPTY_PLAN, first));
  }

  private shade(): void {
    this.shades?.show(this.tryOut.effect, this.store.state.language);
  }

  private retry(): void {
    this.problem = null;
    void this.named.open();
    this.askAnew();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'scenario-panel': ScenarioPanel;
  }
}
