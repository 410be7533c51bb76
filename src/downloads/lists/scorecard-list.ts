import { UrbanRuralRule } from '../../coverage/index.js';
import {
  type PlainLine,
  plainScorecard,
  scorecardQuestion,
  type ScorecardService,
} from '../../indicators/index.js';
import { noted } from '../download-notes.js';
import type { AskedDownload, DownloadSource, OpenedDownload } from '../download-source.js';
import { TABLE_FORMATS } from '../formats/download-format.js';
import { type ListColumn, listColumn, listTable } from '../list-table.js';
import { AS_OF, DIVISION } from './walk-question.js';

const TITLE = { zh: '目标记分卡', en: 'Scorecard of targets' };
const RULES = Object.keys(UrbanRuralRule) as UrbanRuralRule[];

const COLUMNS: readonly ListColumn<PlainLine>[] = [
  listColumn('targetId', 'text', '目标编号', 'Target', ({ targetId }) => String(targetId)),
  listColumn('jurisdictionCode', 'text', '辖区代码', 'Jurisdiction', (line) => line.jurisdictionCode),
  listColumn('indicatorKey', 'text', '指标标识', 'Indicator', ({ indicatorKey }) => indicatorKey),
  listColumn('indicatorName', 'text', '指标', 'Its name', ({ indicatorName }) => indicatorName),
  listColumn('unit', 'text', '单位', 'Unit', ({ unit }) => unit),
  listColumn('scope', 'text', '范围', 'Scope', ({ scope }) => scope),
  listColumn('direction', 'text', '方向', 'Direction', ({ direction }) => direction),
  listColumn('target', 'number', '目标值', 'Target', ({ target }) => target),
  listColumn('deadline', 'date', '期限', 'Deadline', ({ deadline }) => deadline),
  listColumn('value', 'number', '现值', 'Value', ({ value }) => value),
  listColumn('numerator', 'number', '分子', 'Numerator', ({ numerator }) => numerator),
  listColumn('denominator', 'number', '分母', 'Denominator', ({ denominator }) => denominator),
  listColumn('reason', 'text', '无数值的原因', 'Why there is no value', ({ reason }) => reason),
  listColumn('attainment', 'number', '完成率', 'Attainment', ({ attainment }) => attainment),
  listColumn('met', 'boolean', '是否完成', 'Met', ({ met }) => met),
  listColumn('expected', 'number', '按进度应达', 'Expected by now', ({ pace }) => pace.expected),
  listColumn('unitsShort', 'integer', '尚缺单元', 'Units short', ({ unitsShort }) => unitsShort),
  listColumn('status', 'text', '状态', 'Status', ({ status }) => status),
  listColumn(
    'recentStatus',
    'text',
    '近三月状态',
    'Status of three months',
    ({ recentPace }) => recentPace.status,
  ),
  listColumn('documentKey', 'text', '文件', 'Document', ({ documentKey }) => documentKey),
  listColumn('clause', 'text', '条款', 'Clause', ({ clause }) => clause),
  listColumn(
    'inConflict',
    'boolean',
    '与其他目标矛盾',
    'Contradicts another',
    ({ inConflict }) => inConflict,
  ),
  listColumn('rule', 'text', '口径', 'Rule', ({ rule }) => rule),
  listColumn('synthetic', 'boolean', '合成数据', 'Generated', ({ synthetic }) => synthetic),
];

/** Every target of a division against what is reached. */
export class ScorecardList implements DownloadSource {
  readonly name = 'scorecard';
  readonly title = TITLE;
  readonly formats = TABLE_FORMATS;
  readonly readers = null;

  constructor(private readonly scorecards: Pick<ScorecardService, 'score'>) {}

  parameters() {
    const month = { name: 'month', zh: '截至该月月末 YYYY-MM', en: 'The end of this month instead' };
    const rule = { name: 'urbanRural', zh: '城乡划分口径', en: RULES.join(', ') };
    return [DIVISION, AS_OF, month, rule];
  }

  async open({ parameters, signal }: AskedDownload): Promise<OpenedDownload> {
    const asked = scorecardQuestion({
      divisionCode: parameters.requiredDivisionCode(),
      asOf: parameters.day('asOf'),
      month: parameters.text('month'),
      urbanRuralRule: parameters.choice('urbanRural', RULES, 'BY_UNIT_CODE'),
    });
    const card = await plainScorecard(await this.scorecards.score(asked));
    signal.throwIfAborted();
    const name = card.divisionName ?? card.divisionCode;
    const notes = [
      noted('title', '名称', 'Title', `${TITLE.zh} ${TITLE.en}`),
      noted('division', '区划', 'Division', `${name} ${card.divisionCode}`),
      noted('asOf', '截至日期', 'As of', card.asOf),
      noted('rule', '城乡口径', 'Urban–rural rule', card.urbanRuralRule),
      noted('synthetic', '含合成数据', 'Holds generated data', String(card.synthetic)),
    ];
    return {
      table: listTable({ name: this.name, title: TITLE, notes, columns: COLUMNS, rows: card.lines }),
      words: [name, TITLE.zh, card.asOf],
    };
  }
}
