import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  DispatchDocument,
  DispatchGroundDocument,
  type DispatchGroundQuery,
  type DispatchQuery,
  FreezeMonthDocument,
} from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { Asked } from '../scorecard/asked.js';
import { STATUS_ORDER } from '../scorecard/light.js';
import { trafficLight, trafficLightStyles } from '../scorecard/traffic-light.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import { type DispatchAnswer, type DispatchModel, dispatchModel } from './dispatch-model.js';
import { dispatchPanelStyles } from './dispatch-panel-styles.js';
import { isMonth, lastFullMonth, lastMonthWithTargets, monthsBefore, monthTitle } from './month.js';
import { printDispatch } from './print-dispatch.js';
import { dispatchWords } from './words.js';

const MONTHS_TO_CHOOSE = 36;

/** The month's progress per county, and the page of it that is printed. */
@customElement('dispatch-panel')
export class DispatchPanel extends LitElement {
  static override styles = [shared, trafficLightStyles, dispatchPanelStyles];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private freezing = false;
  @state() private freezeProblem: unknown = null;
  private readonly view = new StateController(this, () => this.store);
  private readonly ground = new Asked<DispatchGroundQuery>(this);
  private readonly dispatch = new Asked<DispatchQuery>(this);
  private close: (() => void) | null = null;
  /** The month shown where nobody chose one and the last full month has nothing, by what is asked. */
  private readonly instead = new Map<string, string>();

  override willUpdate(): void {
    const { division } = this.view.state;
    this.lookBack();
    const { month } = this;
    const key = division === null ? null : `${division} ${month}`;
    const variables = { division: division!, month };
    this.ground.ask(key, (signal) => request(DispatchGroundDocument, variables, { signal }));
    this.dispatch.ask(key, (signal) => request(DispatchDocument, variables, { signal }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close?.();
  }

  private get month(): string {
    const { more, asOf } = this.view.state;
    const chosen = more['dispatch.month'];
    if (chosen && isMonth(chosen)) return chosen;
    return this.instead.get(this.unchosen) ?? lastFullMonth(asOf);
  }

  /** Names the question where nobody chose a month. */
  private get unchosen(): string {
    const { division, asOf } = this.view.state;
    return `${division} ${lastFullMonth(asOf)}`;
  }

  /** An empty month nobody asked for is no answer: the last one that has targets is. */
  private lookBack(): void {
    const { more, division, asOf } = this.view.state;
    const answer = this.dispatch.data?.dispatch;
    if (more['dispatch.month'] || !answer || answer.columns.length > 0) return;
    if (answer.jurisdictionCode !== division || answer.month !== lastFullMonth(asOf)) return;
    const latest = this.ground.data && lastMonthWithTargets(deadlinesOf(this.ground.data), asOf);
    if (latest) this.instead.set(this.unchosen, latest);
  }

  override render() {
    const { language, division } = this.view.state;
    const w = dispatchWords(language);
    const problem = this.dispatch.problem ?? this.ground.problem;
    const [answer, ground] = [this.dispatch.data?.dispatch, this.ground.data];
    return html`<section aria-labelledby="title">
      <h2 id="title">${w.title}</h2>
      ${
        division === null
          ? html`<notice-box .language=${language}>${w.chooseFirst}</notice-box>`
          : [
              this.chooser(),
              problem
                ? html`<notice-box .problem=${problem} .language=${language} @retry=${this.again}>
                    ${isRefused(problem) ? html`<br />${w.unpublished}` : nothing}
                  </notice-box>`
                : answer && ground
                  ? this.shown(answer, ground)
                  : html`<notice-box kind="progress" .language=${language}>${w.loading}</notice-box>`,
            ]
      }
    </section>`;
  }

  private readonly again = (): void => {
    this.ground.again();
    this.dispatch.again();
  };

  private chooser() {
    const { language, asOf } = this.view.state;
    const { month } = this;
    const latest = asOf.slice(0, 7);
    const months = Array.from({ length: MONTHS_TO_CHOOSE }, (_, back) => monthsBefore(latest, back));
    const frozen = (this.ground.data?.frozenMonths ?? []).map((one) => one.month);
    const all = [...new Set([month, ...frozen, ...months])].sort().reverse();
    return html`<label class="field">
      <span>${dispatchWords(language).month}</span>
      <select .value=${month} @change=${this.choose}>
        ${all.map(
          (one) =>
            html`<option value=${one} ?selected=${one === month}>
              ${monthTitle(one, language)}${frozen.includes(one) ? ' ●' : ''}
            </option>`,
        )}
      </select>
    </label>`;
  }

  private readonly choose = (event: Event): void => {
    this.store.keep('dispatch.month', (event.target as HTMLSelectElement).value);
  };

  private shown(answer: NonNullable<DispatchQuery['dispatch']>, ground: DispatchGroundQuery) {
    const { language, asOf, more } = this.view.state;
    const w = dispatchWords(language);
    const { frozen } = answer;
    if (answer.columns.length === 0) return this.withoutColumns(ground);
    if (answer.rows.length === 0) return html`<notice-box .language=${language}>${w.emptyRows}</notice-box>`;
    const model = dispatchModel(named(answer as DispatchAnswer, ground, language));
    const asked = lastFullMonth(asOf);
    const isInstead = !more['dispatch.month'] && this.month !== asked;
    return html`${
        isInstead
          ? html`<notice-box .language=${language}
              >${w.showsInstead(monthTitle(asked, language), monthTitle(this.month, language))}</notice-box
            >`
          : nothing
      }
      <p>
        ${frozen ? w.frozen(frozen.frozenAt.slice(0, 10), frozen.sha256.slice(0, 12)) : w.notFrozen}
        ${ground.scorecard?.synthetic ? html`<span class="tag synthetic">${w.syntheticMark}</span>` : nothing}
      </p>
      ${this.counts(model)}
      <button class="primary" @click=${() => (this.close = printDispatch(model, answer, ground, language))}>
        ${w.open}
      </button>
      ${frozen ? nothing : this.freeze(ground)}`;
  }

  private counts(model: DispatchModel) {
    const { language } = this.view.state;
    return html`<ul>
      ${STATUS_ORDER.filter((status) => model.counts[status] > 0).map(
        (status) => html`<li>${trafficLight(status, language)} <b>${model.counts[status]}</b></li>`,
      )}
    </ul>`;
  }

  /** Nothing to dispatch in this month: the latest that has something is one click away. */
  private withoutColumns(ground: DispatchGroundQuery) {
    const { language, asOf } = this.view.state;
    const w = dispatchWords(language);
    const latest = lastMonthWithTargets(deadlinesOf(ground), asOf);
    if (!latest) return html`<notice-box .language=${language}>${w.noTargets}</notice-box>`;
    return html`<notice-box .language=${language}
        >${w.emptyColumns(monthTitle(this.month, language))}</notice-box
      >
      ${
        latest === this.month
          ? nothing
          : html`<button @click=${() => this.store.keep('dispatch.month', latest)}>
              ${w.latest(monthTitle(latest, language))}
            </button>`
      }`;
  }

  private freeze(ground: DispatchGroundQuery) {
    const { language, asOf } = this.view.state;
    const w = dispatchWords(language);
    const mayFreeze = ground.viewer.role === 'planner' || ground.viewer.role === 'admin';
    if (!mayFreeze || this.month > lastFullMonth(asOf)) return nothing;
    return html`<details>
      <summary>${w.freezeTitle}</summary>
      <p>${w.freezeHint}</p>
      <button ?disabled=${this.freezing} @click=${this.freezeNow}>
        ${this.freezing ? w.freezing : w.freezeSure}
      </button>
      ${
        this.freezeProblem
          ? html`<notice-box .problem=${this.freezeProblem} .language=${language}></notice-box>`
          : nothing
      }
    </details>`;
  }

  private readonly freezeNow = async (): Promise<void> => {
    const { division } = this.view.state;
    this.freezing = true;
    this.freezeProblem = null;
    try {
      await request(FreezeMonthDocument, { division: division!, month: this.month });
      this.again();
    } catch (problem) {
      this.freezeProblem = problem;
    } finally {
      this.freezing = false;
    }
  };
}

/** Indicators by the names of the page's language; the dispatch itself has the Chinese ones. */
function named(answer: DispatchAnswer, { targets }: DispatchGroundQuery, language: Language): DispatchAnswer {
  if (language === 'zh') return answer;
  const names = new Map(targets?.edges.map(({ node: { indicator } }) => [indicator.key, indicator.nameEn]));
  const columns = answer.columns.map((column) => ({
    ...column,
    indicatorName: names.get(column.indicatorKey) ?? column.indicatorName,
  }));
  return { ...answer, columns };
}

function deadlinesOf({ targets }: DispatchGroundQuery): string[] {
  return targets?.edges.map(({ node }) => node.deadline as string) ?? [];
}

/** Whether a dispatch is kept from the viewer, as one that is not published is. */
function isRefused(problem: unknown): boolean {
  return (
    problem instanceof ApiProblem && (problem.code === 'UNAUTHENTICATED' || problem.code === 'FORBIDDEN')
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'dispatch-panel': DispatchPanel;
  }
}
