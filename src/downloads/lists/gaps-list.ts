import type { CoverageReports, GapReport } from '../../coverage/index.js';
import { type Credits, licenceNote, noted } from '../download-notes.js';
import type { AskedDownload, DownloadSource, OpenedDownload } from '../download-source.js';
import { DOWNLOAD_FORMATS } from '../formats/download-format.js';
import { type ListColumn, listColumn, listTable } from '../list-table.js';
import { ruleNotes, WALK_PARAMETERS, walkQuestion } from './walk-question.js';

const TITLE = { zh: '服务空白', en: 'Gaps in coverage' };

type Gap = GapReport['gaps'][number];

const COLUMNS: readonly ListColumn<Gap>[] = [
  listColumn('rank', 'integer', '序号', 'Rank, most people first', ({ rank }) => rank),
  listColumn('divisionCode', 'text', '区划代码', 'Division', ({ divisionCode }) => divisionCode),
  listColumn('divisionName', 'text', '区划', 'Name of the division', ({ divisionName }) => divisionName),
  listColumn('people', 'number', '未覆盖人数', 'People not covered', ({ people }) => people),
  listColumn('points', 'integer', '需求点数', 'Demand points', ({ points }) => points),
  listColumn('nearestFacilityId', 'text', '最近设施编号', 'Nearest facility', (gap) => gap.nearestFacilityId),
  listColumn('nearestFacilityName', 'text', '最近设施', 'Its name', (gap) => gap.nearestFacilityName),
  listColumn('nearestWalkSeconds', 'number', '到最近设施步行秒数', 'Walk to it in seconds', (gap) => {
    return gap.nearestWalkSeconds;
  }),
  listColumn('tooFar', 'integer', '超出时限的需求点', 'Points too far', ({ reasons }) => reasons.tooFar),
  listColumn(
    'unreachable',
    'integer',
    '步行不可达的需求点',
    'Points nothing can be walked to from',
    (gap) => {
      return gap.reasons.unreachable;
    },
  ),
  listColumn('notSnapped', 'integer', '附近无道路的需求点', 'Points without a walkway near', (gap) => {
    return gap.reasons.notSnapped;
  }),
];

/** Where people are not covered, most people first. */
export class GapsList implements DownloadSource {
  readonly name = 'gaps';
  readonly title = TITLE;
  readonly formats = DOWNLOAD_FORMATS;
  readonly readers = ['planner'] as const;

  constructor(
    private readonly reports: Pick<CoverageReports, 'reportGaps'>,
    private readonly credits: Credits,
  ) {}

  parameters() {
    return WALK_PARAMETERS;
  }

  async open({ parameters, viewer }: AskedDownload): Promise<OpenedDownload> {
    const question = walkQuestion(parameters);
    const { rule, division, gaps, uncoveredPeople } = await this.reports.reportGaps(
      question,
      viewer,
      Infinity,
    );
    const notes = [
      noted('title', '名称', 'Title', `${TITLE.zh} ${TITLE.en}`),
      noted('division', '区划', 'Division', `${division.name} ${division.code}`),
      noted('cohort', '年龄组', 'Age group', question.cohort),
      noted('uncoveredPeople', '未覆盖人数', 'People not covered', String(uncoveredPeople)),
      ...ruleNotes(rule),
      ...licenceNote(await this.credits()),
    ];
    const placeOf = ({ lon, lat }: Gap) => [lon, lat];
    return {
      table: listTable({ name: this.name, title: TITLE, notes, columns: COLUMNS, rows: gaps, placeOf }),
      words: [division.name, TITLE.zh, question.service, rule.asOf],
    };
  }
}
