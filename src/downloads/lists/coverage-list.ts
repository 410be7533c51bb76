import type { CoverageReport, CoverageReports, DivisionReport } from '../../coverage/index.js';
import { DIVISION_LEVELS, type DivisionLevel } from '../../divisions/index.js';
import { LEVEL_WORDS } from '../../estate-audit/index.js';
import { type Credits, licenceNote, noted } from '../download-notes.js';
import type { AskedDownload, DownloadSource, OpenedDownload } from '../download-source.js';
import { TABLE_FORMATS } from '../formats/download-format.js';
import { type ListColumn, listColumn, listTable } from '../list-table.js';
import { ruleNotes, WALK_PARAMETERS, walkQuestion } from './walk-question.js';

const TITLE = { zh: '覆盖率', en: 'Coverage of divisions' };
const LEVELS = ['ALL', ...DIVISION_LEVELS] as const;

type Presence = DivisionReport['presence'][number];
interface Row {
  readonly division: DivisionReport;
  readonly presence: Presence | null;
}

const COLUMNS: readonly ListColumn<Row>[] = [
  listColumn('code', 'text', '区划代码', 'Division', ({ division }) => division.code),
  listColumn('name', 'text', '区划', 'Name', ({ division }) => division.name),
  listColumn('level', 'text', '级别', 'Level', ({ division }) => LEVEL_WORDS[division.level]),
  listColumn('unitLevel', 'text', '单元级别', 'Level of the units', ({ presence }) => {
    return presence && presence.levels.map((level) => LEVEL_WORDS[level]).join('、');
  }),
  listColumn(
    'numerator',
    'integer',
    '已覆盖单元（分子）',
    'Units that count',
    ({ presence }) => presence?.numerator,
  ),
  listColumn('denominator', 'integer', '单元总数（分母）', 'Units', ({ presence }) => presence?.denominator),
  listColumn('ratio', 'number', '设施覆盖率', 'Ratio of units', ({ presence }) => presence?.ratio),
  listColumn(
    'noRatioReason',
    'text',
    '无覆盖率的原因',
    'Why there is none',
    ({ presence }) => presence?.noRatioReason,
  ),
  listColumn('coveredPeople', 'number', '步行可达人数（分子）', 'People within the walk', ({ division }) => {
    return division.population?.coveredPeople;
  }),
  listColumn(
    'totalPeople',
    'number',
    '总人数（分母）',
    'People',
    ({ division }) => division.population?.totalPeople,
  ),
  listColumn('populationRatio', 'number', '人口覆盖率', 'Ratio of people', ({ division }) => {
    return division.population?.ratio;
  }),
];

/** Coverage of a division and those below it: numerator and denominator of each, per level of units. */
export class CoverageList implements DownloadSource {
  readonly name = 'coverage';
  readonly title = TITLE;
  readonly formats = TABLE_FORMATS;
  readonly readers = null;

  constructor(
    private readonly reports: Pick<CoverageReports, 'reportCoverage'>,
    private readonly credits: Credits,
  ) {}

  parameters() {
    const level = {
      name: 'level',
      zh: '列出哪一级，ALL 为各级，默认下一级',
      en: `Divisions of which level: ${LEVELS.join(', ')}; those directly below by default`,
    };
    return [...WALK_PARAMETERS, level];
  }

  async open({ parameters, signal }: AskedDownload): Promise<OpenedDownload> {
    const question = walkQuestion(parameters);
    const level = parameters.choice('level', LEVELS);
    const read = (partsLevel: DivisionLevel | null) =>
      this.reports.reportCoverage(question, { partsLevel, area: false, signal });
    const reports: CoverageReport[] = [];
    for (const partsLevel of level === 'ALL' ? DIVISION_LEVELS : [level ?? null]) {
      reports.push(await read(partsLevel));
      signal.throwIfAborted();
    }
    const [{ rule, division }] = reports;
    const divisions = [division, ...reports.flatMap(({ parts }) => parts)];
    const rows = divisions.flatMap<Row>((each) =>
      each.presence.length === 0
        ? [{ division: each, presence: null }]
        : each.presence.map((presence) => ({ division: each, presence })),
    );
    const notes = [
      noted('title', '名称', 'Title', `${TITLE.zh} ${TITLE.en}`),
      noted('division', '区划', 'Division', `${division.name} ${division.code}`),
      noted('cohort', '年龄组', 'Age group', question.cohort),
      ...ruleNotes(rule),
      ...licenceNote(await this.credits()),
    ];
    return {
      table: listTable({ name: this.name, title: TITLE, notes, columns: COLUMNS, rows }),
      words: [division.name, TITLE.zh, question.service, rule.asOf],
    };
  }
}
