import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  ScorecardMembersDocument,
  type ScorecardMembersQuery,
  ScorecardReadingsDocument,
  type ScorecardReadingsQuery,
  ScorecardShortUnitsDocument,
  type ScorecardShortUnitsQuery,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { formatCount, formatNumber } from '../language/format.js';
import { levels } from '../language/terms.js';
import type { Language } from '../language/words.js';
import '../look/data-table.js';
import type { Column } from '../look/data-table.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { Asked } from './asked.js';
import { countsText, figureText } from './figure-text.js';
import { memberList, type MemberList } from './member-lists.js';
import { ownWords } from './own-words.js';
import type { ScorecardLineFigures } from './line-texts.js';
import type { ScorecardQuestion } from './scorecard-question.js';
import { reasonWords, scorecardWords } from './words.js';

type Member = NonNullable<ScorecardMembersQuery['explainCoverage']>['edges'][number]['node'];
type Reading = NonNullable<ScorecardReadingsQuery['readings']>['edges'][number]['node'];
type ShortUnit = NonNullable<
  ScorecardShortUnitsQuery['scorecard']
>['lines'][number]['shortUnits']['edges'][number]['node'];

type Shown =
  | {
      readonly kind: 'members';
      readonly rows: readonly Member[];
      readonly total: number;
      readonly next: string | null;
    }
  | { readonly kind: 'short'; readonly rows: readonly ShortUnit[]; readonly total: number }
  | { readonly kind: 'readings'; readonly rows: readonly Reading[]; readonly total: number };

const PAGE = 200;

/** The lists behind a figure, asked for when somebody wants them: numerator and denominator, units short, readings. */
@customElement('member-list')
export class MemberListElement extends LitElement {
  static override styles = shared;

  @property({ attribute: false }) line!: ScorecardLineFigures;
  @property({ attribute: false }) question!: ScorecardQuestion;
  @property() language: Language = 'zh';
  @property() urbanRuralRule = 'BY_UNIT_CODE';
  @state() private open: 'NUMERATOR' | 'DENOMINATOR' | 'short' | 'readings' | null = null;
  private readonly list = new Asked<Shown>(this);

  override willUpdate(): void {
    const { open, line, question } = this;
    const key = open && JSON.stringify([open, line.target.id, question]);
    this.list.ask(key, (signal) => this.read(null, signal));
  }

  override render() {
    const w = scorecardWords(this.language);
    const list = this.source;
    const choices: readonly (readonly [NonNullable<typeof this.open>, string])[] =
      list.kind === 'coverage'
        ? [
            ['NUMERATOR', w.showNumerator],
            ['DENOMINATOR', w.showDenominator],
          ]
        : list.kind === 'short'
          ? [['short', w.showShort]]
          : [['readings', w.showReadings]];
    return html`<div class="row" role="group" aria-label=${w.lists}>
        ${choices.map(
          ([key, title]) =>
            html`<button
              aria-pressed=${this.open === key}
              @click=${() => (this.open = this.open === key ? null : key)}
            >
              ${title}
            </button>`,
        )}
      </div>
      ${this.open === null ? nothing : this.shown()}`;
  }

  private get source(): MemberList {
    return memberList(this.line.target.indicator, this.line.measure === 'UNITS_REACHING');
  }

  private shown() {
    const w = scorecardWords(this.language);
    const { data, problem, isLoading } = this.list;
    if (problem)
      return html`<notice-box
        .problem=${problem}
        .language=${this.language}
        @retry=${this.list.again}
      ></notice-box>`;
    if (!data || isLoading)
      return html`<notice-box kind="progress" .language=${this.language}>${w.listLoading}</notice-box>`;
    const caption = w.listCount(formatCount(data.total, this.language));
    if (data.kind === 'members') {
      return html`<data-table
          .language=${this.language}
          .caption=${caption}
          .columns=${this.memberColumns}
          .rows=${data.rows}
        ></data-table>
        ${
          data.next === null
            ? nothing
            : html`<button @click=${() => this.readMore(data.next!)}>${w.more}</button>`
        }`;
    }
    if (data.rows.length === 0)
      return html`<notice-box .language=${this.language}
        >${data.kind === 'short' ? w.noShort : w.noReadings}</notice-box
      >`;
    return html`<data-table
      .language=${this.language}
      .caption=${caption}
      .columns=${data.kind === 'short' ? this.shortColumns : this.readingColumns}
      .rows=${data.rows}
    ></data-table>`;
  }

  private get memberColumns(): readonly Column<Member>[] {
    const w = scorecardWords(this.language);
    const isPopulation = this.source.kind === 'coverage' && this.source.reading === 'POPULATION';
    return [
      { title: w.name, value: ({ name, division, id }) => name ?? division.name ?? id },
      { title: w.level, value: ({ division }) => levels(this.language)[division.level] },
      {
        title: isPopulation ? w.people : w.counts,
        value: ({ countedWeight, counts }) => (isPopulation ? countedWeight : counts ? w.yes : w.no),
        align: isPopulation ? 'end' : 'start',
      },
      { title: w.why, value: ({ words }) => ownWords(words, this.language) },
      { title: w.facility, value: ({ facility }) => facility?.name },
    ];
  }

  private get shortColumns(): readonly Column<ShortUnit>[] {
    const { language, line } = this;
    const w = scorecardWords(language);
    return [
      { title: w.name, value: ({ name }) => name },
      { title: w.code, value: ({ divisionCode }) => divisionCode },
      ...(line.measure === 'VALUE'
        ? []
        : [
            {
              title: w.now,
              value: ({ value }: ShortUnit) => value,
              cell: ({ value, reason, numerator, denominator }: ShortUnit) =>
                value === null
                  ? reasonWords(language)[reason ?? 'NO_READING']
                  : `${figureText(value, line.target.indicator.unit, language)} ${countsText(numerator ?? null, denominator ?? null, language)}`,
            },
          ]),
    ];
  }

  private get readingColumns(): readonly Column<Reading>[] {
    const { language } = this;
    const w = scorecardWords(language);
    return [
      { title: w.month, value: ({ month }) => month },
      { title: w.code, value: ({ jurisdictionCode }) => jurisdictionCode },
      { title: w.numerator, value: ({ numerator }) => numerator, align: 'end' },
      { title: w.denominator, value: ({ denominator }) => denominator, align: 'end' },
      {
        title: w.now,
        value: ({ value }) => value,
        cell: ({ value, noValueReason }) =>
          typeof value === 'number' ? formatNumber(value, language, 3) : (noValueReason ?? '—'),
        align: 'end',
      },
      { title: w.document, value: ({ document }) => document },
      { title: w.remark, value: ({ corrected, reason }) => (corrected ? w.corrected : reason) },
    ];
  }

  private async read(after: string | null, signal: AbortSignal): Promise<Shown> {
    const { question, line, source } = this;
    if (source.kind === 'readings') {
      const { division } = question;
      const asked = { division, indicator: line.target.indicator.key };
      const { readings } = await request(ScorecardReadingsDocument, asked, { signal });
      return { kind: 'readings', rows: nodesOf(readings), total: readings?.totalCount ?? 0 };
    }
    if (source.kind === 'short') {
      const { scorecard } = await request(ScorecardShortUnitsDocument, question, { signal });
      const units = scorecard?.lines.find(({ target }) => target.id === line.target.id)?.shortUnits;
      return { kind: 'short', rows: nodesOf(units), total: units?.totalCount ?? 0 };
    }
    const { service, reading, levels: asked, side } = source;
    const variables = {
      ...question,
      ...{ service, reading, levels: asked, part: this.open, first: PAGE, after },
      urbanRural: side && { side, rule: this.urbanRuralRule },
    } as Parameters<typeof request<ScorecardMembersQuery, never>>[1];
    const { explainCoverage } = await request(ScorecardMembersDocument, variables, { signal });
    return {
      kind: 'members',
      rows: nodesOf(explainCoverage),
      total: explainCoverage?.totalCount ?? 0,
      next: explainCoverage?.pageInfo.hasNextPage ? (explainCoverage.pageInfo.endCursor ?? null) : null,
    };
  }

  private async readMore(after: string): Promise<void> {
    const before = this.list.data;
    const next = await this.read(after, new AbortController().signal).catch(() => null);
    if (next?.kind === 'members' && before?.kind === 'members')
      this.list.put({ ...next, rows: [...before.rows, ...next.rows] });
  }
}

function nodesOf<T>(connection: { readonly edges: readonly { readonly node: T }[] } | null | undefined): T[] {
  return connection?.edges.map(({ node }) => node) ?? [];
}

declare global {
  interface HTMLElementTagNameMap {
    'member-list': MemberListElement;
  }
}
