import {
  CoverageReading,
  type CoverageRoom,
  EVERY_UNIT,
  type ExplainReport,
  levelsAsked,
  RatioPart,
} from '../../coverage/index.js';
import { DIVISION_LEVELS } from '../../divisions/index.js';
import { type Credits, licenceNote, noted } from '../download-notes.js';
import type { AskedDownload, DownloadParameter, DownloadSource, OpenedDownload } from '../download-source.js';
import { TABLE_FORMATS } from '../formats/download-format.js';
import { type ListColumn, listColumn, listTable } from '../list-table.js';
import { ruleNotes, WALK_PARAMETERS, walkQuestion } from './walk-question.js';

const TITLE = { zh: '覆盖率成员', en: 'Members of a coverage ratio' };
const READINGS = Object.keys(CoverageReading) as CoverageReading[];
const PARTS = Object.keys(RatioPart) as RatioPart[];

type Member = ExplainReport['members'][number];

const COLUMNS: readonly ListColumn<Member>[] = [
  listColumn('kind', 'text', '类型', 'What it is', ({ kind }) => kind),
  listColumn('id', 'text', '编号', 'Code or identifier', ({ id }) => id),
  listColumn('name', 'text', '名称', 'Name', ({ name }) => name),
  listColumn('divisionCode', 'text', '所在区划', 'Division', ({ divisionCode }) => divisionCode),
  listColumn(
    'inDenominator',
    'boolean',
    '计入分母',
    'In the denominator',
    ({ inDenominator }) => inDenominator,
  ),
  listColumn('counts', 'boolean', '计入分子', 'Counts', ({ counts }) => counts),
  listColumn('weight', 'number', '分母数', 'Of', ({ weight }) => weight),
  listColumn('countedWeight', 'number', '分子数', 'Counted', ({ countedWeight }) => countedWeight),
  listColumn('reason', 'text', '原因', 'Reason', ({ reason }) => reason),
  listColumn('words', 'text', '说明', 'In words', ({ words }) => words),
  listColumn('walkSeconds', 'number', '步行秒数', 'Walk in seconds', ({ walkSeconds }) => walkSeconds),
  listColumn('facilityId', 'text', '相关设施', 'Facility that decides', ({ facilityId }) => facilityId),
  listColumn(
    'facilityWithheld',
    'boolean',
    '相关设施未公开',
    'That facility is not published',
    ({ facilityWithheld }) => facilityWithheld,
  ),
];

const PARAMETERS: readonly DownloadParameter[] = [
  ...WALK_PARAMETERS,
  { name: 'reading', zh: '口径，默认 PRESENCE', en: `Which coverage: ${READINGS.join(', ')}` },
  { name: 'part', zh: '分子、分母或未计入，默认分母', en: `Which part: ${PARTS.join(', ')}` },
  { name: 'level', zh: '单元级别，如 COMMUNITY', en: 'For PRESENCE: level of the units, required' },
];

/** Numerator, denominator or what does not count, member by member with its reason. */
export class MembersList implements DownloadSource {
  readonly name = 'coverage-members';
  readonly title = TITLE;
  readonly formats = TABLE_FORMATS;
  readonly readers = null;

  constructor(
    private readonly reports: CoverageRoom['explainReports'],
    private readonly credits: Credits,
  ) {}

  parameters() {
    return PARAMETERS;
  }

  async open({ parameters, viewer, signal }: AskedDownload): Promise<OpenedDownload> {
    const level = parameters.choice('level', DIVISION_LEVELS);
    const question = {
      ...walkQuestion(parameters),
      reading: parameters.choice('reading', READINGS, 'PRESENCE'),
      part: parameters.choice('part', PARTS, 'DENOMINATOR'),
      levels: levelsAsked({ levels: level === undefined ? null : [level] }),
      choice: EVERY_UNIT,
    };
    const { rule, division, members, reading, part } = await this.reports.report(
      question,
      viewer,
      Infinity,
      null,
      { signal },
    );
    const notes = [
      noted('title', '名称', 'Title', `${TITLE.zh} ${TITLE.en}`),
      noted('division', '区划', 'Division', `${division.name} ${division.code}`),
      noted('reading', '口径', 'Reading', `${reading} ${part}`),
      ...ruleNotes(rule),
      ...licenceNote(await this.credits()),
    ];
    return {
      table: listTable({ name: 'coverage_members', title: TITLE, notes, columns: COLUMNS, rows: members }),
      words: [division.name, TITLE.zh, question.service, part, rule.asOf],
    };
  }
}
