import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ExplainCandidateDocument, type PlanFieldsFragment, SitingAreaDocument } from '../api/generated.js';
import { request } from '../api/request.js';
import { boundsOf } from '../choose/bounds-of.js';
import { formatCount, formatNumber } from '../language/format.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { plans } from '../moving/plans.js';
import { pointOf } from '../moving/point-of.js';
import { takeSites } from '../moving/take-sites.js';
import { StateController } from '../state/state-controller.js';
import type { ViewChange, ViewStore } from '../state/view-store.js';
import './bound-plot.js';
import './candidate-answer.js';
import type { Answer } from './candidate-answer.js';
import { conflictSentence } from './conflict-sentence.js';
import { formFromMore, moreWithForm } from './form-in-address.js';
import { type Candidate, loadCandidates, widened } from './load-candidates.js';
import './plan-view.js';
import { sitingApi, type SitingOutcome } from './siting-api.js';
import './siting-form.js';
import { hidePlan, hideSiting, OVERLAYS, showCandidates, showPlan } from './siting-map.js';
import { asProblem, sitingProblemWords } from './siting-problem.js';
import {
  asRequest,
  DEFAULT_FORM,
  type FormIssue,
  readSitingForm,
  type SitingAsked,
  type SitingForm,
} from './siting-question.js';
import { SitingRun } from './siting-run.js';
import { gapText, peopleText } from './status-words.js';
import { sitingWords } from './words.js';

const JOB = 'siting.job';

/** Where to build: asks for a plan, shows how the search goes, the plan, and why a candidate is not in it. */
@customElement('siting-panel')
export class SitingPanel extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .outcome {
        scroll-margin-top: 52px;
        margin-top: 16px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }
      .working {
        margin: 12px 0;
      }
      .working .row {
        justify-content: space-between;
        align-items: center;
      }
      .figures {
        font-variant-numeric: tabular-nums;
      }
      .why {
        margin-top: 12px;
      }
      .why input {
        flex: 1 1 180px;
      }
      ul {
        padding-left: 1.2em;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private form: SitingForm = DEFAULT_FORM;
  @state() private issues: readonly FormIssue[] = [];
  @state() private candidates: readonly Candidate[] = [];
  @state() private asking: AbortController | null = null;
  @state() private answer: Answer | null = null;
  @state() private askProblem: unknown = null;
  @state() private said = '';
  private hasPlot = false;
  private clock: ReturnType<typeof setTimeout> | undefined;
  private candidateText = '';
  private loading: AbortController | null = null;
  private unpick: (() => void) | null = null;
  private readonly view = new StateController(
    this,
    () => this.store,
    (change) => this.follow(change),
  );
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
    clearTimeout(this.clock);
    this.loading?.abort();
    this.asking?.abort();
    this.unpick?.();
    hideSiting(this.map);
  }

  override render() {
    const { language, division, scenario } = this.view.state;
    const w = sitingWords(language);
    const { state } = this.run;
    return html`<h2>${w.title}</h2>
      <p class="soft">${w.intro}</p>
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
      ${this.progress()} ${this.problem()} ${this.outcome()} ${this.whyNotHere()}`;
  }

  private progress() {
    const { language } = this.view.state;
    const w = sitingWords(language);
    const { phase, gap } = this.run.state;
    const points = this.run.pointsUntil(performance.now());
    if (phase === 'cancelled') return html`<notice-box .language=${language}>${w.cancelled}</notice-box>`;
    if (!this.run.isBusy) return nothing;
    const last = points[points.length - 1];
    const figures = [
      last?.incumbent == null ? '' : w.soFar(peopleText(last.incumbent, language)),
      last?.bound == null ? '' : w.atMost(peopleText(last.bound, language)),
      gap === null ? '' : w.gapNow(gapText(gap, language)),
      last ? w.secondsNow(formatNumber(last.seconds, language, 1)) : '',
    ].filter(Boolean);
    return html`<section class="card working">
      <div class="row">
        <strong role="status">${w[phase]}</strong>
        <button @click=${() => this.run.cancel()} ?disabled=${phase === 'cancelling'}>${w.cancel}</button>
      </div>
      <bound-plot .points=${points} .language=${language}></bound-plot>
      <div class="figures soft">${figures.join(' · ')}</div>
    </section>`;
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
    if ('conflicts' in outcome)
      return html`<section class="card" role="alert">
        <h3>${w.infeasibleTitle}</h3>
        <p>${w.infeasibleHint}</p>
        <ul>
          ${outcome.conflicts.map((conflict) => html`<li>${conflictSentence(conflict, language)}</li>`)}
        </ul>
      </section>`;
    const plan = planOf(outcome);
    if (!plan) return html`<notice-box kind="error" .language=${language}>${w.timedOutEmpty}</notice-box>`;
    return html`<div class="outcome">
      ${this.isStale(plan) ? html`<notice-box .language=${language}>${w.stale}</notice-box>` : nothing}
      <plan-view
        .plan=${plan}
        .language=${language}
        .jobId=${jobId ?? ''}
        ?timedOut=${'bestPlan' in outcome}
        .said=${this.said}
        .chosen=${this.answer && 'candidateId' in this.answer ? this.answer.candidateId : ''}
        @look=${(event: CustomEvent<PlanFieldsFragment['sites'][number]>) => this.look(event.detail)}
        @take=${() => this.take(plan)}
      ></plan-view>
    </div>`;
  }

  private whyNotHere() {
    const { language, division } = this.view.state;
    const plan = planOf(this.run.state.outcome);
    if (division === null || !plan) return nothing;
    const w = sitingWords(language);
    return html`<section class="card why">
      <h3>${w.candidatesTitle}</h3>
      <p class="soft">
        ${w.candidatesHint} ${this.form.sources.includes('NETWORK_NODES') ? w.nodesHint : nothing}
      </p>
      <form class="row" @submit=${this.askTyped}>
        <input
          list="candidates"
          aria-label=${w.candidateId}
          placeholder=${w.candidateId}
          .value=${this.candidateText}
          @input=${(event: Event) => (this.candidateText = (event.target as HTMLInputElement).value)}
        />
        <datalist id="candidates">
          ${this.candidates.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </datalist>
        <button>${w.ask}</button>
      </form>
      ${
        this.asking
          ? html`<notice-box kind="progress" stoppable .language=${language} @stop=${() => this.stopAsking()}>
              ${w.asking}
            </notice-box>`
          : nothing
      }
      ${
        this.askProblem
          ? html`<notice-box .problem=${this.askProblem} .language=${language}></notice-box>`
          : nothing
      }
      <div aria-live="polite">
        ${
          this.answer
            ? html`<candidate-answer .answer=${this.answer} .language=${language}></candidate-answer>`
            : nothing
        }
      </div>
    </section>`;
  }

  private readonly edit = (event: CustomEvent<SitingForm>): void => {
    const before = this.form.sources;
    this.form = event.detail;
    this.issues = [];
    if (this.form.sources !== before) void this.showCandidates();
  };

  private readonly propose = (): void => {
    const read = readSitingForm(this.form, this.store.state);
    this.issues = 'issues' in read ? read.issues : [];
    if (!('asked' in read)) return;
    this.said = '';
    this.answer = null;
    this.askProblem = null;
    this.stopAsking();
    hidePlan(this.map);
    this.show('.working');
    void this.run.start(read.asked).then(() => this.show('.outcome', 'start'));
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
    this.tick();
    if (points.length > 0 && !this.hasPlot) this.show('.working');
    this.hasPlot = points.length > 0;
    this.requestUpdate();
  }

  /** Keeps the seconds going while a search does. */
  private tick(): void {
    clearTimeout(this.clock);
    if (!this.run.isBusy || !this.isConnected) return;
    this.clock = setTimeout(() => {
      this.requestUpdate();
      this.tick();
    }, 500);
  }

  private follow({ state, previous, cause }: ViewChange): void {
    if (state.division !== previous.division) {
      this.answer = null;
      void this.showCandidates();
    }
    if (state.language !== previous.language) {
      if (this.candidates.length > 0) showCandidates(this.map, this.candidates, state.language);
      this.showPlan();
    }
    if (cause !== 'address') return;
    this.form = formFromMore(state.more);
    const job = state.more[JOB];
    if (job && job !== this.run.state.jobId) void this.run.resume(job);
  }

  private async showCandidates(): Promise<void> {
    this.loading?.abort();
    const { signal } = (this.loading = new AbortController());
    const { division, minutes, speed, language } = this.store.state;
    if (division === null) return;
    try {
      const area = await request(SitingAreaDocument, { divisionCode: division }, { signal });
      const box = boundsOf(area.administrativeDivision?.boundary);
      if (!box) return;
      this.candidates = await loadCandidates(
        this.form.sources,
        division,
        widened(box, minutes * 60 * speed),
        signal,
      );
      showCandidates(this.map, this.candidates, language);
      this.showPlan();
    } catch {
      // Only a help to the eye; asking for a plan says what is wrong.
    }
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

  private readonly askTyped = (event: Event): void => {
    event.preventDefault();
    const text = this.candidateText.trim();
    const named = this.candidates.find(({ id, name }) => id === text || name === text);
    if (text) void this.explain(named?.id ?? text);
  };

  private async explain(candidateId: string): Promise<void> {
    this.stopAsking();
    const read = readSitingForm(this.form, this.store.state);
    this.issues = 'issues' in read ? read.issues : [];
    if (!('asked' in read)) return;
    const asking = (this.asking = new AbortController());
    [this.answer, this.askProblem, this.candidateText] = [null, null, candidateId];
    this.map.highlight(OVERLAYS.candidates, candidateId);
    try {
      const variables = { ...asRequest(read.asked), candidateId };
      const { explainCandidate } = await request(ExplainCandidateDocument, variables, asking);
      if (this.asking === asking) this.answer = explainCandidate ?? null;
    } catch (problem) {
      if (this.asking === asking) this.askProblem = problem;
    } finally {
      if (this.asking === asking) this.asking = null;
      this.show('.why');
    }
  }

  private stopAsking(): void {
    this.asking?.abort();
    this.asking = null;
  }

  /** Whether the plan answers another question than the page now asks. */
  private isStale({ rule, settings }: PlanFieldsFragment): boolean {
    const { division, service, minutes, speed, asOf } = this.store.state;
    const isSame =
      settings.divisionCode === division &&
      rule.service === service &&
      rule.walkMinutes === minutes &&
      rule.speedMetersPerSecond === speed &&
      rule.asOf === asOf;
    return !isSame;
  }
}

function planOf(outcome: SitingOutcome | null): PlanFieldsFragment | null {
  if (outcome === null || 'conflicts' in outcome) return null;
  return 'sites' in outcome ? outcome : (outcome.bestPlan ?? null);
}

declare global {
  interface HTMLElementTagNameMap {
    'siting-panel': SitingPanel;
  }
}
