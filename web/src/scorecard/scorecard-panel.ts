import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  ScorecardDocument,
  type ScorecardQuery,
  ScorecardTrendsDocument,
  type ScorecardTrendsQuery,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { bracketed, listed } from '../language/format.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import { Asked } from './asked.js';
import './indicator-table.js';
import { byNeed, countByStatus, type PaceStatus, STATUS_ORDER } from './light.js';
import './scorecard-line.js';
import { scorecardQuestion } from './scorecard-question.js';
import { trafficLight, trafficLightStyles } from './traffic-light.js';
import { scorecardWords } from './words.js';

type Card = NonNullable<ScorecardQuery['scorecard']>;
const TREND_MONTHS = 12;

/** Every target that holds for the division against what is reached, the most pressing first. */
@customElement('scorecard-panel')
export class ScorecardPanel extends LitElement {
  static override styles = [
    shared,
    trafficLightStyles,
    css`
      :host {
        display: block;
      }
      .lights {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 8px 0;
      }
      .lights button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .lights b {
        font-variant-numeric: tabular-nums;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      details {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private status: PaceStatus | null = null;
  @state() private showsIndicators = false;
  private readonly view = new StateController(this, () => this.store);
  private readonly card = new Asked<ScorecardQuery>(this);
  private readonly trends = new Asked<ScorecardTrendsQuery>(this);

  override willUpdate(): void {
    const question = scorecardQuestion(this.view.state);
    const key = question && JSON.stringify(question);
    this.card.ask(key, (signal) => request(ScorecardDocument, question!, { signal }));
    // What stood earlier takes longer: it is asked for once the figures are there.
    const hasLines = (this.card.data?.scorecard?.lines.length ?? 0) > 0;
    this.trends.ask(hasLines ? key : null, (signal) =>
      request(ScorecardTrendsDocument, { ...question!, months: TREND_MONTHS }, { signal }),
    );
  }

  override render() {
    const { language, division } = this.view.state;
    const w = scorecardWords(language);
    const { data, problem } = this.card;
    return html`<section aria-labelledby="title">
      <h2 id="title">${w.title}</h2>
      ${
        division === null
          ? html`<notice-box .language=${language}>${w.chooseFirst}</notice-box>`
          : problem
            ? html`<notice-box
                .problem=${problem}
                .language=${language}
                @retry=${this.card.again}
              ></notice-box>`
            : !data
              ? html`<notice-box kind="progress" .language=${language}>${w.loading}</notice-box>`
              : this.shown(data)
      }
    </section>`;
  }

  private shown({ scorecard: card, frozenMonths, networkInfo }: ScorecardQuery) {
    const { language } = this.view.state;
    const w = scorecardWords(language);
    if (!card) return nothing;
    return html`<p>
        ${w.intro(card.division?.name ?? card.divisionCode, card.asOf)}
        ${card.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
        ${card.scenarioKey ? html`<span class="tag synthetic">${w.projected}</span>` : nothing}
      </p>
      ${card.frozen ? html`<notice-box .language=${language}>${w.frozen(card.frozen.month)}</notice-box>` : nothing}
      ${
        card.lines.length === 0
          ? html`<notice-box .language=${language}>${w.empty}<br />${w.emptyHint}</notice-box>`
          : [this.lights(card), this.lines(card)]
      }
      ${
        this.trends.problem
          ? html`<notice-box
              .problem=${this.trends.problem}
              .language=${language}
              @retry=${this.trends.again}
            ></notice-box>`
          : nothing
      }
      <details ?open=${card.lines.length === 0} @toggle=${this.toggleIndicators}>
        <summary>${w.otherIndicators}</summary>
        ${
          this.showsIndicators
            ? html`<indicator-table
                .language=${language}
                .question=${scorecardQuestion(this.view.state)}
                .without=${card.lines.map(({ target }) => target.indicator.key)}
              ></indicator-table>`
            : nothing
        }
      </details>
      <h3>${w.vintage}</h3>
      <p class="soft">
        ${
          card.division
            ? html`${card.division.source.title}${
                  card.division.source.vintage ? bracketed(card.division.source.vintage, language) : nothing
                }<br />`
            : nothing
        }
        ${networkInfo ? html`${w.network(networkInfo.id, networkInfo.publishedAt.slice(0, 10))}<br />` : nothing}
        ${
          frozenMonths && frozenMonths.length > 0
            ? html`${w.frozenMonths}:
              ${listed(
                frozenMonths.map(({ month }) => month),
                language,
              )}`
            : w.noFrozen
        }
      </p>`;
  }

  private lights({ lines }: Card) {
    const { language } = this.view.state;
    const w = scorecardWords(language);
    const counts = countByStatus(lines);
    return html`<div class="lights" role="group" aria-label=${w.filter}>
      <button aria-pressed=${this.status === null} @click=${() => (this.status = null)}>
        ${w.all} <b>${lines.length}</b>
      </button>
      ${STATUS_ORDER.filter((status) => counts[status] > 0).map(
        (status) =>
          html`<button aria-pressed=${this.status === status} @click=${() => (this.status = status)}>
            ${trafficLight(status, language)} <b>${counts[status]}</b>
          </button>`,
      )}
    </div>`;
  }

  private lines({ lines, urbanRuralRule }: Card) {
    const trends = new Map(this.trends.data?.scorecard?.lines.map((line) => [line.target.id, line]));
    const shown = byNeed(lines).filter(({ status }) => this.status === null || status === this.status);
    return html`<ul>
      ${shown.map(
        (line) =>
          html`<li>
            <scorecard-line
              .line=${line}
              .trend=${trends.get(line.target.id)}
              .question=${scorecardQuestion(this.view.state)}
              .language=${this.view.state.language}
              .urbanRuralRule=${urbanRuralRule}
            ></scorecard-line>
          </li>`,
      )}
    </ul>`;
  }

  private readonly toggleIndicators = (event: Event): void => {
    this.showsIndicators ||= (event.target as HTMLDetailsElement).open;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'scorecard-panel': ScorecardPanel;
  }
}
