import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ExplainReadingDocument, type ExplainReadingQuery, type RatioPart } from '../api/generated.js';
import { request } from '../api/request.js';
import { bracketed, formatCount, formatNumber, formatWalk, listed } from '../language/format.js';
import { capabilities } from '../language/terms.js';
import type { Column } from '../look/data-table.js';
import { shared } from '../look/shared-styles.js';
import { StateController } from '../state/state-controller.js';
import type { ReadingName } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { questionOf } from './coverage-feed.js';
import { coverageWords } from './words.js';

type Member = NonNullable<ExplainReadingQuery['explainCoverage']>['edges'][number]['node'];

const READING = {
  population: 'POPULATION',
  presence: 'PRESENCE',
  households: 'HOUSEHOLDS',
  area: 'AREA',
} as const satisfies Readonly<Record<ReadingName, string>>;
const PARTS = ['NUMERATOR', 'DENOMINATOR', 'EXCLUDED'] as const;
const PAGE = 200;
const NO_MEMBERS = { members: [] as readonly Member[], total: 0, after: null as string | null };

/** What a division's ratio is made of: who counts, who does not and why, and what is left out. */
@customElement('ratio-members')
export class RatioMembers extends LitElement {
  static override styles = [
    shared,
    css`
      .parts {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .parts button {
        min-height: 30px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property() code = '';
  @state() private chosenPart: RatioPart = 'NUMERATOR';
  @state() private found = NO_MEMBERS;
  @state() private isAsking = false;
  @state() private problem: unknown = null;
  private asked = new AbortController();
  private readonly view = new StateController(
    this,
    () => this.store,
    ({ state: now, previous }) => {
      const keys = ['service', 'minutes', 'speed', 'asOf', 'scenario', 'reading', 'level'] as const;
      if (keys.some((key) => now[key] !== previous[key])) void this.ask(false);
    },
  );

  /** Nobody counts: it begins with why. */
  @property({ type: Boolean }) none = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('none')) this.chosenPart = this.none ? 'DENOMINATOR' : 'NUMERATOR';
    if (changed.has('code') || changed.has('none')) void this.ask(false);
  }

  override render() {
    const { language } = this.view.state;
    const w = coverageWords(language);
    const names = { NUMERATOR: w.numerator, DENOMINATOR: w.uncounted, EXCLUDED: w.excluded };
    const rows =
      this.chosenPart === 'DENOMINATOR'
        ? this.found.members.filter(({ counts }) => !counts)
        : this.found.members;
    return html`<h3>${w.members}</h3>
      <div class="parts" role="group" aria-label=${w.members}>
        ${PARTS.map(
          (part) =>
            html`<button aria-pressed=${part === this.chosenPart} @click=${() => this.open(part)}>
              ${names[part]}
            </button>`,
        )}
      </div>
      ${
        this.problem
          ? html`<notice-box
              .language=${language}
              .problem=${this.problem}
              @retry=${() => this.ask(false)}
            ></notice-box>`
          : this.isAsking && rows.length === 0
            ? html`<notice-box kind="progress" .language=${language}></notice-box>`
            : rows.length === 0 && !this.found.after
              ? html`<notice-box .language=${language}>${w.noMembers}</notice-box>`
              : html`<data-table .language=${language} .columns=${this.columns()} .rows=${rows}></data-table>`
      }
      ${
        this.found.after
          ? html`<p class="soft">
              ${w.shownOf(formatCount(this.found.members.length, language), formatCount(this.found.total, language))}
              <button ?disabled=${this.isAsking} @click=${() => this.ask(true)}>${w.more}</button>
            </p>`
          : nothing
      }`;
  }

  private columns(): Column<Member>[] {
    const { language, reading } = this.view.state;
    const w = coverageWords(language);
    const name = (row: Member) => row.name ?? `${row.division.name} ${row.id}`;
    const size = (value: number) =>
      reading === 'area' ? formatNumber(value / 1e6, language, 2) : formatCount(value, language);
    const weighted: Column<Member>[] =
      reading === 'presence'
        ? []
        : [
            {
              title: w.weight,
              value: ({ weight }) => weight,
              cell: ({ weight }) => size(weight),
              align: 'end',
            },
            {
              title: w.walk,
              value: ({ walkSeconds }) => walkSeconds,
              cell: ({ walkSeconds }) => (walkSeconds === null ? '—' : formatWalk(walkSeconds, language)),
              align: 'end',
            },
          ];
    return [
      { title: w.member, value: name, cell: (row) => html`<span class="keep">${name(row)}</span>` },
      ...weighted,
      { title: w.why, value: (row) => this.why(row) },
      {
        title: w.facility,
        value: ({ facility }) => facility?.name,
        cell: ({ facility }) =>
          facility
            ? html`<button class="plain" @click=${() => this.openFacility(facility.id)}>
                ${facility.name}
              </button>`
            : '—',
      },
    ];
  }

  /** The reason in the reader's language; the API gives it as `中文 · English`. */
  private why({ words: text, missingCapabilities }: Member): string {
    const { language } = this.view.state;
    const [zh, en] = text.split(' · ');
    const reason = language === 'en' ? (en ?? zh) : zh;
    if (missingCapabilities.length === 0) return reason;
    const names = missingCapabilities.map((each) => capabilities(language)[each]);
    return reason + bracketed(coverageWords(language).missing(listed(names, language)), language);
  }

  private openFacility(id: string): void {
    this.store.set({ selected: { layer: 'facilities', id } });
  }

  private open(part: RatioPart): void {
    this.chosenPart = part;
    void this.ask(false);
  }

  private async ask(more: boolean): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { state: view } = this.store;
    if (!more) this.found = NO_MEMBERS;
    this.isAsking = true;
    this.problem = null;
    try {
      const { levels, ...question } = questionOf(view);
      const { explainCoverage: answer } = await request(
        ExplainReadingDocument,
        {
          ...question,
          levels: view.reading === 'presence' ? levels : null,
          code: this.code,
          reading: READING[view.reading],
          part: this.chosenPart,
          first: PAGE,
          after: this.found.after,
        },
        { signal },
      );
      const members = [...this.found.members, ...(answer?.edges.map(({ node }) => node) ?? [])];
      const after = answer?.pageInfo.hasNextPage ? (answer.pageInfo.endCursor ?? null) : null;
      this.found = { members, total: answer?.totalCount ?? 0, after };
    } catch (problem) {
      if (signal.aborted) return;
      this.problem = problem;
    }
    this.isAsking = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ratio-members': RatioMembers;
  }
}
