import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { formatNumber } from '../language/format.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { closeFacility, EMPTY_PLAN, type KnownFacility, withoutChange } from '../moving/plan.js';
import { plans } from '../moving/plans.js';
import type { LonLat } from '../moving/step-point.js';
import { StateController } from '../state/state-controller.js';
import type { ViewChange, ViewStore } from '../state/view-store.js';
import { AddressScenario } from './address-scenario.js';
import './change-list.js';
import { EditedMarker } from './edited-marker.js';
import './effect-view.js';
import { FacilityEditing } from './facility-editing.js';
import './facility-form.js';
import './facility-picker.js';
import type { FacilityForm } from './facility-form.js';
import { ListedFacilities } from './listed-facilities.js';
import './place-editor.js';
import { planBar } from './plan-bar.js';
import './save-box.js';
import { hidePlanOnMap, showPlanOnMap } from './scenario-map.js';
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
  @state() private problem: unknown = null;
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
  private readonly editing = new FacilityEditing({
    find: (id) => this.known.find(id),
    preview: (plan) => {
      this.tryOut.preview(plan);
      this.requestUpdate();
    },
    form: () => this.form?.facility ?? null,
    onChange: () => this.onEditing(),
    onProblem: this.fail,
  });
  private readonly marker = new EditedMarker(() => this.map, this.editing);
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
      this.map.onPick((pick) => this.editing.pick(pick)),
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
    this.editing.leave();
    this.marker.put(null);
    hidePlanOnMap(this.map);
  }

  override render() {
    const { language, division } = this.view.state;
    const w = scenarioWords(language);
    const { editing } = this;
    return html`<h2>${w.title}</h2>
      <p class="soft">${w.intro}</p>
      ${division === null ? html`<notice-box .language=${language}>${w.chooseDivision}</notice-box>` : nothing}
      ${planBar({ language, canAdd: !editing.isAdding && division !== null, onAdd: () => editing.add() })}
      ${editing.isAdding ? this.adding() : this.picking()} ${this.editor()}
      ${scenarioProblems({
        problem: this.problem ?? this.tryOut.problem,
        offNetwork: this.tryOut.offNetwork,
        language,
        onRetry: () => this.retry(),
      })}
      ${this.effect()}
      <h3>${w.changesTitle}</h3>
      <change-list
        .plan=${plans.plan}
        .chosen=${editing.edited?.id ?? ''}
        .language=${language}
        @choose=${(event: CustomEvent<string>) => editing.choose(event.detail)}
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
        @place=${(event: CustomEvent<LonLat>) => this.editing.place(event.detail)}
        @leave=${() => this.editing.leave()}
      ></facility-form>
    </section>`;
  }

  private picking() {
    if (this.editing.edited || this.view.state.division === null) return nothing;
    const { language } = this.view.state;
    return html`<facility-picker
        .listed=${this.known.listed}
        .language=${language}
        @choose=${(event: CustomEvent<KnownFacility>) => this.editing.edit(event.detail)}
      ></facility-picker>
      ${this.editing.isUnknown ? html`<small role="alert">${scenarioWords(language).unknownFacility}</small>` : nothing}`;
  }

  private editor() {
    const { editing } = this;
    const { described } = editing;
    if (!described) return nothing;
    return html`<section class="card">
      <place-editor
        .language=${this.view.state.language}
        .facility=${described}
        @move=${(event: CustomEvent<LonLat>) => editing.onMove(event.detail)}
        @drop=${(event: CustomEvent<LonLat>) => editing.onDrop(event.detail)}
        @shut=${() => editing.shut()}
        @reset=${() => plans.change(withoutChange(plans.plan, described.id))}
        @leave=${() => editing.edit(null)}
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

  protected override updated(): void {
    this.tryOut.measure();
  }

  /** Draws what is edited, and its marker where it stands now. */
  private onEditing(): void {
    this.requestUpdate();
    if (!this.isConnected) return;
    this.draw();
    this.marker.put(this.editing.described);
  }

  private onPlan(): void {
    this.problem = null;
    this.tryOut.settle(plans.plan);
    this.editing.afterPlan();
  }

  private draw(): void {
    showPlanOnMap(this.map, plans.plan, this.editing.edited?.id ?? '', this.store.state.language);
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
