import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ScorecardIndicatorsDocument, type ScorecardIndicatorsQuery } from '../api/generated.js';
import { request } from '../api/request.js';
import type { Language } from '../language/words.js';
import '../look/data-table.js';
import type { Column } from '../look/data-table.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { Asked } from './asked.js';
import { countsText, figureText } from './figure-text.js';
import type { ScorecardQuestion } from './scorecard-question.js';
import { reasonWords, scorecardWords } from './words.js';

type Figure = NonNullable<ScorecardIndicatorsQuery['indicatorFigures']>[number];

/** What indicators are that nobody has set a target for. */
@customElement('indicator-table')
export class IndicatorTable extends LitElement {
  static override styles = shared;

  @property({ attribute: false }) question!: ScorecardQuestion;
  /** Keys of the indicators shown elsewhere. */
  @property({ attribute: false }) without: readonly string[] = [];
  @property() language: Language = 'zh';
  private readonly figures = new Asked<readonly Figure[]>(this);

  override willUpdate(): void {
    const { division, asOf } = this.question;
    this.figures.ask(`${division} ${asOf}`, async (signal) => {
      const answer = await request(ScorecardIndicatorsDocument, { division, asOf }, { signal });
      return answer.indicatorFigures ?? [];
    });
  }

  override render() {
    const { data, problem } = this.figures;
    const { language } = this;
    if (problem)
      return html`<notice-box
        .problem=${problem}
        .language=${language}
        @retry=${this.figures.again}
      ></notice-box>`;
    if (!data) return html`<notice-box kind="progress" .language=${language}></notice-box>`;
    const rows = data.filter(({ indicator }) => !this.without.includes(indicator.key));
    return html`<data-table .language=${language} .columns=${this.columns} .rows=${rows}></data-table>`;
  }

  private get columns(): readonly Column<Figure>[] {
    const { language } = this;
    const w = scorecardWords(language);
    return [
      {
        title: w.indicator,
        value: ({ indicator }) => (language === 'zh' ? indicator.nameZh : indicator.nameEn),
      },
      {
        title: w.now,
        value: ({ value }) => value,
        cell: ({ value, reason, indicator }) =>
          typeof value === 'number'
            ? figureText(value, indicator.unit, language)
            : reasonWords(language)[reason ?? 'NO_READING'],
        align: 'end',
      },
      {
        title: `${w.numerator} / ${w.denominator}`,
        value: ({ numerator, denominator }) => countsText(numerator ?? null, denominator ?? null, language),
        align: 'end',
      },
      {
        title: w.basis,
        value: ({ basis, readingMonth }) =>
          basis === 'COMPUTED' ? w.computed : readingMonth ? w.readingOf(readingMonth) : w.reported,
      },
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'indicator-table': IndicatorTable;
  }
}
