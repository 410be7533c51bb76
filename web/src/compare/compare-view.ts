import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { boundsOf } from '../choose/bounds-of.js';
import { shareLegend } from '../coverage/shading.js';
import { formatShare, labelled } from '../language/format.js';
import '../look/data-table.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { LonLat, MapView } from '../map/map-view.js';
import { changeClass, deltaText, pointsText } from '../moving/delta-text.js';
import { pointOf } from '../moving/point-of.js';
import { openScenario } from '../scenario/saving.js';
import { hidePlanOnMap, showPlanOnMap } from '../scenario/scenario-map.js';
import type { ViewState } from '../state/view-state.js';
import './care-map-pair.js';
import type { CareMapPair } from './care-map-pair.js';
import { divisionColumns, levelColumns } from './compare-columns.js';
import { divisionRows, levelRows } from './compare-rows.js';
import { markServing } from './mark-serving.js';
import { readSide, type SideDivision } from './read-side.js';
import { shareShades } from './share-shades.js';
import { compareWords } from './words.js';

/** Two scenarios, or today and one, side by side: maps with a swipe, and what differs. Fires `leave`. */
@customElement('compare-view')
export class CompareView extends LitElement {
  static override styles = [
    shared,
    css`
      dialog {
        width: min(1240px, 96vw);
        height: min(860px, 94vh);
        max-width: none;
        max-height: none;
        padding: 0;
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        color: var(--ink);
        background: var(--paper);
      }
      dialog::backdrop {
        background: rgb(20 30 36 / 45%);
      }
      .frame {
        display: grid;
        grid-template: auto 1fr / 1fr 380px;
        height: 100%;
      }
      header {
        grid-column: 1 / -1;
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        padding: 8px 14px;
        border-bottom: 1px solid var(--line);
      }
      h2 {
        margin: 0;
      }
      .figures {
        overflow: auto;
        padding: 12px 14px;
        border-left: 1px solid var(--line);
      }
      .up {
        color: var(--good);
      }
      .down {
        color: var(--bad);
      }
      @media (max-width: 820px) {
        dialog {
          width: 100vw;
          height: 100dvh;
          border-radius: 0;
        }
        .frame {
          grid-template: auto 46vh 1fr / 1fr;
        }
        .figures {
          border-left: 0;
          border-top: 1px solid var(--line);
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: ViewState;
  /** Scenario of each side, null for today; and what they are called. */
  @property() left: string | null = null;
  @property() right: string | null = null;
  @property() leftName = '';
  @property() rightName = '';
  @state() private sides: readonly [SideDivision, SideDivision] | null = null;
  @state() private problem: unknown = null;
  @state() private isGone = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('care-map-pair') private readonly pair!: CareMapPair | null;
  private asking = new AbortController();
  private question = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
  }

  override render() {
    const { language } = this.view;
    const w = compareWords(language);
    const [left, right] = [this.leftName || w.today, this.rightName || w.today];
    return html`<dialog
      aria-label=${w.title(left, right)}
      @close=${() => this.dispatchEvent(new Event('leave'))}
    >
      <div class="frame">
        <header>
          <h2>${w.title(left, right)}</h2>
          <button autofocus @click=${() => this.dialog.close()}>${w.close}</button>
        </header>
        <care-map-pair .language=${language} .leftName=${left} .rightName=${right}></care-map-pair>
        <div class="figures">
          ${this.isGone ? html`<notice-box kind="error" .language=${language}>${w.gone}</notice-box>` : nothing}
          ${
            this.problem
              ? html`<notice-box
                  .problem=${this.problem}
                  .language=${language}
                  @retry=${() => this.ask()}
                ></notice-box>`
              : nothing
          }
          ${
            this.sides
              ? this.figures(...this.sides)
              : this.problem || this.isGone
                ? nothing
                : html`<notice-box kind="progress" .language=${language}></notice-box>`
          }
        </div>
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override updated(): void {
    const { division, service, minutes, speed, asOf, language } = this.view;
    const question = [division, service, minutes, speed, asOf, language, this.left, this.right].join(' ');
    if (question === this.question) return;
    this.question = question;
    void this.ask();
  }

  private figures(left: SideDivision, right: SideDivision) {
    const { language } = this.view;
    const w = compareWords(language);
    const [before, after] = [left, right].map(({ coverage }) => coverage.population?.ratio ?? null);
    const points = (after ?? 0) - (before ?? 0);
    const people =
      (right.coverage.population?.coveredPeople ?? 0) - (left.coverage.population?.coveredPeople ?? 0);
    const rows = divisionRows(left, right);
    const isSame = people === 0 && rows.every((row) => row.people === 0);
    return html`<strong>${left.name}</strong> · ${w.covered}
      <div>
        ${formatShare(before, language)} → <span class="figure">${formatShare(after, language)}</span>
        <span class=${changeClass(points)}>${pointsText(points, language)}</span>
      </div>
      <div class=${changeClass(people)}>${labelled(w.people, deltaText(people, language), language)}</div>
      ${right.coverage.rule.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
      ${isSame ? html`<p>${w.same}</p>` : nothing}
      <data-table
        .caption=${w.levelsTitle}
        .language=${language}
        .columns=${levelColumns(language)}
        .rows=${levelRows(left, right)}
      ></data-table>
      <data-table
        .caption=${w.divisionsTitle}
        .language=${language}
        .columns=${divisionColumns(language)}
        .rows=${rows}
      ></data-table>`;
  }

  private async ask(): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    [this.problem, this.isGone] = [null, false];
    try {
      const [left, right] = await Promise.all([
        readSide(this.view, this.left, signal),
        readSide(this.view, this.right, signal),
      ]);
      this.isGone = !left || !right;
      if (left && right) this.show((this.sides = [left, right]));
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }

  private show(sides: readonly [SideDivision, SideDivision]): void {
    const { pair } = this;
    if (!pair) return;
    const { language } = this.view;
    const changes = new Map(divisionRows(...sides).map(({ code, people }) => [code, people]));
    pair.bounds = boundsOf(sides[0].boundary);
    if (pair.bounds) void markServing([pair.left, pair.right], pair.bounds, this.view, this.asking.signal);
    [pair.left, pair.right].forEach((map, at) => {
      const nodes = sides[at].children.edges.map(({ node }) => node);
      const shares = new Map(nodes.map(({ code, coverage }) => [code, coverage.population?.ratio ?? null]));
      map.shadeDivisions(shareShades(shares, language), shareLegend({ reading: 'population', language }));
      map.nameDivisions(
        nodes.flatMap(({ code, name, representativePoint }) => {
          if (!representativePoint) return [];
          const { lon, lat } = pointOf(representativePoint);
          const people = at === 1 ? (changes.get(code) ?? 0) : 0;
          const text = people === 0 ? name : `${name} ${deltaText(people, language)}`;
          return [{ text, at: [lon, lat] as LonLat }];
        }),
      );
      map.showLayer('facilities', true);
      void this.showPlan(map, at === 0 ? this.left : this.right);
    });
  }

  /** Marks what a scenario opens, moves and closes. */
  private async showPlan(map: MapView, scenario: string | null): Promise<void> {
    if (scenario === null) return hidePlanOnMap(map);
    try {
      const saved = await openScenario(scenario, this.asking.signal);
      if (saved) showPlanOnMap(map, saved.plan, '', this.view.language);
    } catch {
      // The figures stand without the marks.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compare-view': CompareView;
  }
}
