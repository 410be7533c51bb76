import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatNumber, formatShare } from '../language/format.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import '../trend/trend-plot.js';
import { countsText, figureText } from './figure-text.js';
import {
  indicatorName,
  type LineTrend,
  lineValueText,
  pacedLine,
  pointOf,
  recentOf,
  ruleText,
  type ScorecardLineFigures,
  targetText,
} from './line-texts.js';
import './member-list.js';
import { ownWords } from './own-words.js';
import { paceSentence, recentSentence } from './pace-sentence.js';
import type { ScorecardQuestion } from './scorecard-question.js';
import { trafficLight, trafficLightStyles } from './traffic-light.js';
import { scorecardWords, urbanRuralWords } from './words.js';

/** One target: its light, figure, pace; opened, its trend, rule, clause and lists. */
@customElement('scorecard-line')
export class ScorecardLineElement extends LitElement {
  static override styles = [
    shared,
    trafficLightStyles,
    css`
      :host {
        display: block;
      }
      article {
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        justify-content: space-between;
        align-items: baseline;
      }
      h3 {
        margin: 0;
        flex: 1 1 180px;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(88px, 1fr));
        gap: 4px 8px;
        margin: 6px 0;
        font-variant-numeric: tabular-nums;
      }
      .figures div {
        min-width: 0;
      }
      .figures dt {
        color: var(--ink-soft);
        font-size: 12px;
      }
      .figures dd {
        margin: 0;
        font-weight: 600;
      }
      .figures dd small,
      .day {
        white-space: nowrap;
      }
      .figures dd small {
        font-weight: 400;
      }
      dl.figures {
        margin-block: 6px;
      }
      p.pace {
        margin: 4px 0;
      }
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        align-items: center;
      }
      .inner {
        margin-top: 8px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
      }
      .inner h4 {
        margin: 12px 0 4px;
        font-size: 13px;
      }
    `,
  ];

  @property({ attribute: false }) line!: ScorecardLineFigures;
  /** undefined while it is awaited. */
  @property({ attribute: false }) trend: LineTrend | undefined;
  @property({ attribute: false }) question!: ScorecardQuestion;
  @property() language: Language = 'zh';
  @property() urbanRuralRule = 'BY_UNIT_CODE';
  @state() private isOpen = false;

  override render() {
    const { line, language } = this;
    const w = scorecardWords(language);
    const { target, numerator, denominator, attainment } = line;
    const recent = this.trend && recentSentence(recentOf(this.trend), pacedLine(line), language);
    return html`<article>
      <header>
        <h3>${indicatorName(target, language)}</h3>
        ${trafficLight(line.status, language)}
      </header>
      <dl class="figures">
        ${this.figure(w.target, targetText(target, language))}
        ${this.figure(
          w.now,
          html`${lineValueText(line, language)}
            <small>${countsText(numerator ?? null, denominator ?? null, language)}</small>`,
        )}
        ${this.figure(w.attainment, formatShare(attainment, language))}
        ${this.figure(w.deadline, html`<span class="day">${target.deadline}</span>`)}
      </dl>
      <p class="pace">${paceSentence(pacedLine(line), language)} ${recent ?? nothing}</p>
      <div class="tags">
        ${this.tags()}
        <button class="plain" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>
          ${w.details}${this.isOpen ? ' ▲' : ' ▼'}
        </button>
      </div>
      ${this.isOpen ? this.details() : nothing}
    </article>`;
  }

  private figure(title: string, value: unknown) {
    return html`<div>
      <dt>${title}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  private tags() {
    const { line, language } = this;
    const w = scorecardWords(language);
    const { basis, readingMonth, reporting, synthetic, projected, inherited, inConflict } = line;
    const tag = (text: string, kind = '') => html`<span class="tag ${kind}">${text}</span>`;
    return [
      tag(basis === 'COMPUTED' ? w.computed : readingMonth ? w.readingOf(readingMonth) : w.reported),
      reporting ? tag(w.reporting(reporting.divisions, reporting.of)) : nothing,
      projected ? tag(w.projected, 'synthetic') : nothing,
      inherited ? tag(w.inherited) : nothing,
      inConflict ? tag(w.conflict, 'bad') : nothing,
      synthetic ? tag(w.synthetic, 'synthetic') : nothing,
    ];
  }

  private details() {
    const { line, language, trend } = this;
    const w = scorecardWords(language);
    const { target, measure } = line;
    const { clause, indicator } = target;
    const isUnits = measure === 'UNITS_REACHING';
    return html`<div class="inner">
      <h4>${w.trend}</h4>
      ${
        trend
          ? html`<trend-plot
              .language=${language}
              .trend=${{
                name: isUnits ? w.unitsReaching : indicatorName(target, language),
                points: trend.trend.map(pointOf),
                target: isUnits ? 1 : target.value,
                unit: isUnits ? 'RATIO' : indicator.unit,
              }}
            ></trend-plot>`
          : html`<p class="soft">${w.loadingTrends}</p>`
      }
      <h4>${w.rule}</h4>
      <dl class="terms">
        <dt>${w.rule}</dt>
        <dd>${ruleText(line.rule, language)}</dd>
        ${
          // Definitions are registered in one language; numerator and denominator say the same in both.
          language === 'zh' && !/\p{Script=Han}/u.test(indicator.definition)
            ? nothing
            : html`<dt>${w.definition}</dt>
                <dd>${indicator.definition}</dd>`
        }
        <dt>${w.numerator}</dt>
        <dd>${ownWords(indicator.numerator, language)}</dd>
        ${
          indicator.denominator
            ? html`<dt>${w.denominator}</dt>
                <dd>${ownWords(indicator.denominator, language)}</dd>`
            : nothing
        }
        <dt>${w.clause}</dt>
        <dd>
          《${clause.document.title}》${clause.document.number ?? ''}
          ${clause.clause}，${w.version(target.version)}
          ${clause.document.verified ? nothing : html`<span class="tag synthetic">${w.unverified}</span>`}
          ${target.deadlineStated ? nothing : html`<br /><small>${w.deadlineAssumed}</small>`}
          ${target.rivals.map(
            (rival) =>
              html`<br /><small
                  >${w.conflictWith(
                    rival.clause.document.title,
                    rival.clause.clause,
                    figureText(rival.value, indicator.unit, language),
                  )}</small
                >`,
          )}
        </dd>
        ${
          line.otherWays.length === 0
            ? nothing
            : html`<dt>${w.otherWays}</dt>
                <dd>
                  ${line.otherWays.map(
                    (way) =>
                      html`${urbanRuralWords(language)[way.rule]} ${formatNumber(way.numerator, language)} /
                        ${formatNumber(way.denominator, language)}<br />`,
                  )}
                </dd>`
        }
      </dl>
      <h4>${w.lists}</h4>
      <member-list
        .line=${line}
        .question=${this.question}
        .language=${language}
        .urbanRuralRule=${this.urbanRuralRule}
      ></member-list>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'scorecard-line': ScorecardLineElement;
  }
}
