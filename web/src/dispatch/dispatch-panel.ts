import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  DispatchDocument,
  DispatchGroundDocument,
  type DispatchGroundQuery,
  type DispatchQuery,
  FreezeMonthDocument,
} from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { openPrintView } from '../report/print-view.js';
import { Asked } from '../scorecard/asked.js';
import { STATUS_ORDER } from '../scorecard/light.js';
import { trafficLight, trafficLightStyles } from '../scorecard/traffic-light.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import { type DispatchAnswer, type DispatchModel, dispatchModel } from './dispatch-model.js';
import { dispatchPage } from './dispatch-page.js';
import { isMonth, lastFullMonth, monthsBefore, monthTitle } from './month.js';
import { officialStyles } from './official-styles.js';
import { dispatchWords } from './words.js';

const MONTHS_TO_CHOOSE = 36;

/** The month's progress per county, and the page of it that is printed. */
@customElement('dispatch-panel')
export class DispatchPanel extends LitElement {
  static override styles = [
    shared,
    trafficLightStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 4px;
        margin: 8px 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        justify-content: space-between;
      }
      li b {
        font-variant-numeric: tabular-nums;
      }
      details {
        margin-top: 16px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private freezing = false;
  @state() private freezeProblem: unknown = null;
  private readonly view = new StateController(this, () => this.store);
  private readonly ground = new Asked<DispatchGroundQuery>(this);
  private readonly dispatch = new Asked<DispatchQuery>(this);
  private close: (() => void) | null = null;

  override willUpdate(): void {
    const { division } = this.view.state;
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
    return chosen && isMonth(chosen) ? chosen : lastFullMonth(asOf);
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
    const { language } = this.view.state;
    const w = dispatchWords(language);
    const { frozen } = answer;
    if (answer.columns.length === 0) return this.withoutColumns(ground);
    if (answer.rows.length === 0) return html`<notice-box .language=${language}>${w.emptyRows}</notice-box>`;
    const model = dispatchModel(answer as DispatchAnswer);
    return html`<p>
        ${frozen ? w.frozen(frozen.frozenAt.slice(0, 10), frozen.sha256.slice(0, 12)) : w.notFrozen}
        ${ground.scorecard?.synthetic ? html`<span class="tag synthetic">${w.syntheticMark}</span>` : nothing}
      </p>
      ${this.counts(model)}
      <button class="primary" @click=${() => this.print(model, answer, ground)}>${w.open}</button>
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
    const deadlines = ground.targets?.edges.map(({ node }) => node.deadline as string) ?? [];
    const last = deadlines.sort().at(-1);
    if (!last) return html`<notice-box .language=${language}>${w.noTargets}</notice-box>`;
    const ends = `${last.slice(0, 4)}-12`;
    const latest = ends < lastFullMonth(asOf) ? ends : lastFullMonth(asOf);
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

  private print(
    model: DispatchModel,
    { frozen, jurisdictionCode }: NonNullable<DispatchQuery['dispatch']>,
    ground: DispatchGroundQuery,
  ): void {
    const { language } = this.view.state;
    const w = dispatchWords(language);
    const name = ground.scorecard?.division?.name ?? jurisdictionCode;
    const synthetic = ground.scorecard?.synthetic ?? false;
    const documents = new Map(ground.policyDocuments?.edges.map(({ node }) => [node.key, node]));
    const sources = ground.dataSources.map(({ title, vintage }) =>
      vintage ? `${title}（${vintage}）` : title,
    );
    this.close = openPrintView({
      title: `${w.documentTitle(name)} ${model.month}`,
      language,
      content: dispatchPage({ name, model, frozen, synthetic, documents, sources, language }),
      styles: [trafficLightStyles, officialStyles],
      margins: {
        ...(frozen ? {} : { topLeft: w.draftMark }),
        ...(synthetic ? { topRight: w.syntheticMark } : {}),
        numbers: 'dashes',
      },
    });
  }
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
