import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount, formatNumber, formatShare } from '../language/format.js';
import { levels } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import {
  byLevelAndChange,
  type ChangedDivision,
  directionOf,
  type Effect,
  type PresenceChange,
} from '../moving/effect.js';
import { changeClass, deltaText, pointsText } from '../moving/delta-text.js';
import type { Standing } from './try-out.js';
import { scenarioWords } from './words.js';

/** What a plan does, level by level, and who gains or loses. Light enough to be drawn anew many times a second. */
@customElement('effect-view')
export class EffectView extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        font-variant-numeric: tabular-nums;
      }
      .headline {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 10px;
      }
      .up {
        color: var(--good);
      }
      .down {
        color: var(--bad);
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 13px;
        margin: 6px 0;
      }
      caption {
        text-align: left;
        font-weight: 600;
        padding: 4px 0;
      }
      th,
      td {
        padding: 3px 6px;
        border-bottom: 1px solid var(--line);
        text-align: right;
        white-space: nowrap;
      }
      th {
        background: var(--paper-soft);
        font-weight: 600;
      }
      th:first-child,
      td:first-child {
        text-align: left;
        white-space: normal;
      }
    `,
  ];

  @property({ attribute: false }) effect!: Effect;
  @property() standing: Standing = 'moving';
  @property() language: Language = 'zh';

  override render() {
    const { effect, language, standing } = this;
    const w = scenarioWords(language);
    const { before, after } = effect;
    const points = (after.ratio ?? 0) - (before.ratio ?? 0);
    const people = (count: number) => formatNumber(count, language, 1);
    return html`<div class="headline" aria-live="polite" aria-atomic="true">
        <span>${w.covered}</span>
        <span>${formatShare(before.ratio, language)} →</span>
        <span class="figure">${formatShare(after.ratio, language)}</span>
        <span class=${changeClass(points)}>${pointsText(points, language)}</span>
      </div>
      <div>
        <small>${w.coveredPeople(people(after.coveredPeople), people(after.totalPeople))}</small>
        ${this.movements()}
      </div>
      <small role="status">${w[standing]}</small>
      ${this.presence()} ${this.divisions()}`;
  }

  private movements() {
    const { effect, language } = this;
    const w = scenarioWords(language);
    const { peopleNewlyCovered: gained, peopleNoLongerCovered: lost } = effect;
    if (Number.isNaN(gained)) return nothing;
    const people = (count: number) => formatNumber(count, language, 1);
    return html`${gained > 0 ? html`<span class="tag good">${w.gains(people(gained))}</span>` : nothing}
    ${lost > 0 ? html`<span class="tag bad">${w.losses(people(lost))}</span>` : nothing}
    ${gained === 0 && lost === 0 ? html`<span class="tag">${w.noEffect}</span>` : nothing}`;
  }

  private presence() {
    const { effect, language } = this;
    const w = scenarioWords(language);
    const names = levels(language) as Readonly<Record<string, string>>;
    const count = (units: number, { denominator }: PresenceChange) =>
      `${formatCount(units, language)}/${formatCount(denominator, language)}`;
    return html`<div class="scroll">
      <table>
        <caption>
          ${w.units}
        </caption>
        <thead>
          <tr>
            <th scope="col">${w.level}</th>
            <th scope="col">${w.before}</th>
            <th scope="col">${w.after}</th>
            <th scope="col">${w.difference}</th>
          </tr>
        </thead>
        <tbody>
          ${effect.presence
            .filter(({ denominator }) => denominator > 0)
            .map((row) => {
              const change = row.numeratorAfter - row.numeratorBefore;
              return html`<tr>
                <td>${names[row.level] ?? row.level}</td>
                <td>${count(row.numeratorBefore, row)}</td>
                <td>${count(row.numeratorAfter, row)}</td>
                <td class=${changeClass(change)}>${deltaText(change, language)}</td>
              </tr>`;
            })}
        </tbody>
      </table>
    </div>`;
  }

  private divisions() {
    const { effect, language } = this;
    const { divisions, divisionCount } = effect;
    if (divisions.length === 0) return nothing;
    const w = scenarioWords(language);
    const names = levels(language) as Readonly<Record<string, string>>;
    return html`<div class="scroll">
        <table>
          <caption>
            ${w.whoChanges}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.division}</th>
              <th scope="col">${w.before}</th>
              <th scope="col">${w.after}</th>
              <th scope="col">${w.peopleDifference}</th>
            </tr>
          </thead>
          <tbody>
            ${byLevelAndChange(divisions).map((division) => this.division(division, names))}
          </tbody>
        </table>
      </div>
      ${
        divisionCount > divisions.length
          ? html`<small>
              ${w.firstOf(formatCount(divisions.length, language), formatCount(divisionCount, language))}
            </small>`
          : nothing
      }`;
  }

  private division(division: ChangedDivision, names: Readonly<Record<string, string>>) {
    const { language } = this;
    const w = scenarioWords(language);
    const { before, after, presentBefore, presentAfter } = division;
    const people = after.coveredPeople - before.coveredPeople;
    const mark = { gains: 'up', loses: 'down', same: '' }[directionOf(division)];
    return html`<tr>
      <td>
        ${division.name} <small>${names[division.level] ?? ''}</small>
        ${
          presentBefore === presentAfter
            ? nothing
            : html`<span class="tag ${presentAfter ? 'good' : 'bad'}"
                >${presentAfter ? w.gainsPresence : w.losesPresence}</span
              >`
        }
      </td>
      <td>${formatShare(before.ratio, language)}</td>
      <td>${formatShare(after.ratio, language)}</td>
      <td class=${mark}>${deltaText(people, language)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'effect-view': EffectView;
  }
}
