import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlanFieldsFragment } from '../api/generated.js';
import { formatCount, formatNumber } from '../language/format.js';
import { services } from '../language/terms.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { plans } from '../moving/plans.js';
import { pointOf } from '../moving/point-of.js';
import { takeSites } from '../moving/take-sites.js';
import { StateController } from '../state/state-controller.js';
import type { ViewChange, ViewStore } from '../state/view-store.js';
import { CandidateQuestion } from './candidate-question.js';
import { CandidatesShown } from './candidates-shown.js';
import { formFromMore, moreWithForm } from './form-in-address.js';
import { infeasibleCard } from './infeasible-card.js';
import { isStale, planOf } from './plan-of-outcome.js';
import './plan-view.js';
import { searchProgress } from './search-progress.js';
import { sitingApi, type SitingOutcome } from './siting-api.js';
import './siting-form.js';
import { sitingPanelStyles } from './siting-panel-styles.js';
import { hidePlan, hideSiting, OVERLAYS, showPlan } from './siting-map.js';
import { asProblem, sitingProblemWords } from './siting-problem.js';
import {
  DEFAULT_FORM,
  type FormIssue,
  readSitingForm,
  type SitingAsked,
  type SitingForm,
} from './siting-question.js';
import { SitingRun } from './siting-run.js';
import { Ticking } from './ticking.js';
import { whyNotHere } from './why-not-here.js';
import { sitingWords } from './words.js';

const JOB = 'siting.job';

/** Where to build: asks for a plan, shows how the search goes, the plan, and why a candidate is not in it. */
@customElement('siting-panel')
export class SitingPanel extends LitElement {
  static override styles = [shared, sitingPanelStyles];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private form: SitingForm = DEFAULT_FORM;
  @state() private issues: readonly FormIssue[] = [];
  @state() private said = '';
  private hasPlot = false;
  private unpick: (() => void) | null = null;
  private readonly view = new StateController(
    this,
    () => this.store,
    (change) => this.follow(change),
  );
  private readonly candidates = new CandidatesShown(this, () => this.map);
  private readonly question = new CandidateQuestion(this);
  private readonly clock = new Ticking(this, () => this.run.isBusy);
  private readonly run = new SitingRun<SitingAsked, SitingOutcome>(sitingApi, () => this.onRun());

  override connectedCallback(): void {
    super.connectedCallback();
    this.form = formFromMore(this.store.state.more);
    const job = this.store.state.more[JOB];
    if (job && this.run.state.jobId !== job) void this.run.resume(job);
    this.unpick = this.map.onPick(({ layer, id }) => {
      if (layer !== OVERLAYS.candidates && layer !== OVERLAYS.sites) return false;
      void this.explain(id);
      return true;
    });
    void this.showCandidates();
    this.showPlan();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.run.stop();
    this.candidates.stop();
    this.question.stop();
    this.unpick?.();
    hideSiting(this.map);
  }

  override render() {
    const { language, division, scenario, service, minutes } = this.view.state;
    const w = sitingWords(language);
    const { state } = this.run;
    return html`<h2>${w.title}</h2>
      <p class="soft">${w.intro(services(language)[service], formatNumber(minutes, language))}</p>
      ${division === null ? html`<notice-box .language=${language}>${w.chooseDivision}</notice-box>` : nothing}
      <siting-form
        .form=${this.form}
        .issues=${this.issues}
        .language=${language}
        ?busy=${this.run.isBusy || division === null}
        ?again=${state.outcome !== null}
        ?inScenario=${scenario !== undefined}
        @edit=${this.edit}
        @propose=${this.propose}
      ></siting-form>
      ${searchProgress(this.run, language)} ${this.problem()} ${this.outcome()} ${this.whyNotHere()}`;
  }

  private problem() {
    const { language } = this.view.state;
    const problem = asProblem(this.run.state.problem);
    if (problem === null) return nothing;
    const words = sitingProblemWords(problem, language);
    if (words) return html`<notice-box kind="error" .language=${language}>${words}</notice-box>`;
    return html`<notice-box .problem=${problem} .language=${language} @retry=${this.propose}></notice-box>`;
  }

  private outcome() {
    const { outcome, jobId } = this.run.state;
    if (outcome === null) return nothing;
    const { language } = this.view.state;
    const w = sitingWords(language);
    if ('conflicts' in outcome) return infeasibleCard(outcome, language);
    const plan = planOf(outcome);
    if (!plan) return html`<notice-box kind="error" .language=${language}>${w.timedOutEmpty}</notice-box>`;
    return html`<div class="outcome">
      ${isStale(plan, this.view.state) ? html`<notice-box .language=${language}>${w.stale}</notice-box>` : nothing}
      <plan-view
        .plan=${plan}
        .language=${language}
        .jobId=${jobId ?? ''}
        ?timedOut=${'bestPlan' in outcome}
        .said=${this.said}
        .chosen=${this.question.answeredId}
        @look=${(event: CustomEvent<PlanFieldsFragment['sites'][number]>) => this.look(event.detail)}
        @take=${() => this.take(plan)}
      ></plan-view>
    </div>`;
  }

  private whyNotHere() {
    const { language, division } = this.view.state;
    const plan = planOf(this.run.state.outcome);
    if (division === null || !plan) return nothing;
    return whyNotHere({
      question: this.question,
      candidates: this.candidates.listed,
      withNodes: this.form.sources.includes('NETWORK_NODES'),
      language,
      onAsk: (id) => void this.explain(id),
    });
  }

  private readonly edit = (event: CustomEvent<SitingForm>): void => {
    const before = this.form.sources;
    this.form = event.detail;
    this.issues = [];
    if (this.form.sources !== before) void this.showCandidates();
  };

  private readonly propose = (): void => {
    const asked = this.readForm();
    if (!asked) return;
    this.said = '';
    this.question.forget();
    hidePlan(this.map);
    this.show('.working');
    void this.run.start(asked).then(() => this.show('.outcome', 'start'));
  };

  /** Brings a part of the panel into sight. */
  private show(part: string, block: ScrollLogicalPosition = 'nearest'): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector(part)?.scrollIntoView({ block }));
  }

  private onRun(): void {
    const { jobId, outcome, points } = this.run.state;
    const { more } = this.store.state;
    if (jobId && more[JOB] !== jobId && this.isConnected)
      this.store.set({ more: { ...moreWithForm(more, this.form), [JOB]: jobId } });
    if (outcome) this.showPlan();
    this.clock.update();
    if (points.length > 0 && !this.hasPlot) this.show('.working');
    this.hasPlot = points.length > 0;
    this.requestUpdate();
  }

  private follow({ state, previous, cause }: ViewChange): void {
    if (state.division !== previous.division) {
      this.question.forgetAnswer();
      void this.showCandidates();
    }
    if (state.language !== previous.language) {
      this.candidates.draw(state.language);
      this.showPlan();
    }
    if (cause !== 'address') return;
    this.form = formFromMore(state.more);
    const job = state.more[JOB];
    if (job && job !== this.run.state.jobId) void this.run.resume(job);
  }

  private async showCandidates(): Promise<void> {
    if (await this.candidates.load(this.form.sources, this.store.state)) this.showPlan();
  }

  private showPlan(): void {
    const plan = planOf(this.run.state.outcome);
    if (plan && this.isConnected) showPlan(this.map, plan, this.store.state.language);
  }

  private look(site: PlanFieldsFragment['sites'][number]): void {
    const { lon, lat } = pointOf(site.location);
    this.map.fit([lon, lat, lon, lat], { animate: true, maxZoom: 15 });
    this.map.highlight(OVERLAYS.sites, site.candidateId);
    void this.explain(site.candidateId);
  }

  private take(plan: PlanFieldsFragment): void {
    const { language, service } = this.store.state;
    plans.change(takeSites(plans.plan, plan.sites, service));
    this.said = sitingWords(language).added(formatCount(plan.sites.length, language));
  }

  private async explain(candidateId: string): Promise<void> {
    this.question.stop();
    const asked = this.readForm();
    if (!asked) return;
    this.map.highlight(OVERLAYS.candidates, candidateId);
    await this.question.ask(asked, candidateId);
    this.show('.why');
  }

  /** What the form asks for; null, with what is wrong with it shown, where it asks for nothing. */
  private readForm(): SitingAsked | null {
    const read = readSitingForm(this.form, this.store.state);
    this.issues = 'issues' in read ? read.issues : [];
    return 'asked' in read ? read.asked : null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'siting-panel': SitingPanel;
  }
}
