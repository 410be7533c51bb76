import type { ChineseSentence } from './chinese-sentence.js';
import { DOWNLOAD_SENTENCES } from './download-sentences.js';
import { ESTATE_SENTENCES } from './estate-sentences.js';
import type { PlanningError, PlanningErrorCode } from './planning-error.js';
import { REMEDY_SENTENCES } from './remedy-sentences.js';
import { SITING_SENTENCES } from './siting-sentences.js';

/** What each code means; said where no sentence below fits. */
const CODES: Readonly<Record<PlanningErrorCode, string>> = {
  NOT_FOUND: '没有找到',
  BAD_USER_INPUT: '输入有误',
  CONFLICT: '与已有内容冲突',
  FAILED_PRECONDITION: '条件尚不具备',
  LIMIT_EXCEEDED: '超出上限',
  DEADLINE_EXCEEDED: '用时过长，已停止',
  UNAVAILABLE: '暂时不可用',
  UNAUTHENTICATED: '需要登录',
  FORBIDDEN: '没有权限',
};

/** Messages by their pattern, `field` being the word before the first colon; the first that fits counts. */
const SENTENCES: readonly ChineseSentence[] = [
  [/^Which division\?/, () => '请给出 12 位区划代码，写在命令之后，或用 --division'],
  [/expected a division code of 12 digits/, () => '应为 12 位区划代码'],
  [/expected a date as YYYY-MM-DD|must be a date such as/, () => '应为日期，写作 YYYY-MM-DD'],
  [/expected a month as YYYY-MM/, () => '应为月份，写作 YYYY-MM'],
  [/expected a month that has begun, at most (?<latest>[\d-]+)/, ({ latest }) => `月份不能晚于 ${latest}`],
  [/expected a month that is over; (?<month>[\d-]+) ends/, ({ month }) => `${month} 尚未结束，不能冻结`],
  [/identity number; nothing about a person/, () => '含有公民身份号码；不得登记个人信息'],
  [/expected 1 to (?<most>\d+) characters of text/, ({ most }) => `应为 1 至 ${most} 个字的文字`],
  [/expected a number from 0 below/, () => '应为不小于 0 的数，最多 6 位小数'],
  [/expected a share of at most 1|expected a share such as/i, () => '比例不能超过 100%（0.7 或 70%）'],
  [/expected 1 \(done\)/, () => '完成类指标只能填 1（完成）或 0（未完成）'],
  [/expected a whole number/, () => '应为整数'],
  [/expected at most the denominator (?<most>[\d.]+)/, ({ most }) => `分子不能大于分母 ${most}`],
  [/expected none, as (?<key>\S+) counts/, ({ key }) => `指标 ${key} 没有分母`],
  [/expected one figure, as/, () => '应填一个数值'],
  [/give numerator and denominator of .* or its value, not both/, () => '分子分母与数值只能填一种'],
  [/expected both, or the value of/, () => '分子、分母应同时填写，或只填数值'],
  [/is computed from the platform's own data/, () => '该指标由平台数据计算，不需填报；请更正基础数据'],
  [/There is no indicator (?<key>.+?)\.$/, ({ key }) => `没有这个指标：${key}`],
  [/There is no policy document (?<key>.+?)\.$/, ({ key }) => `没有登记这份文件：${key}`],
  [
    /There is no clause of (?<document>\S+) (?<clause>.+?)\.$/,
    ({ document, clause }) => `文件 ${document} 中没有登记这一条款：${clause}`,
  ],
  [/There is no division with the code (?<code>\d+)/, ({ code }) => `没有代码为 ${code} 的区划`],
  [/expected a day not after the deadline (?<day>[\d-]+)/, ({ day }) => `生效日期不能晚于期限 ${day}`],
  [
    /expected a day not before the document (?<key>\S+) of (?<day>[\d-]+)/,
    ({ key, day }) => `期限早于文件 ${key} 的日期 ${day}`,
  ],
  [/the document (?<key>\S+) is for (?<code>\d+) and below/, ({ key }) => `区划不在文件 ${key} 的适用范围内`],
  [
    /Version (?<version>\d+) of this target is already recorded.*the next is (?<next>\d+)/,
    ({ version, next }) => `该目标的第 ${version} 版已经登记，下一版是第 ${next} 版`,
  ],
  [/expected (?<next>\d+), the next of this target/, ({ next }) => `下一版应为第 ${next} 版`],
  [/name the document that does, such as the task list/, () => '新版本必须写明调整依据（如当年任务分解）'],
  [
    /The month (?<month>[\d-]+) of (?<code>\d+) is frozen already/,
    ({ month, code }) => `${code} 的 ${month} 已经冻结`,
  ],
  [
    /The month (?<month>[\d-]+) of (?<code>\d+) is frozen/,
    ({ month, code }) => `${code} 的 ${month} 已冻结；更正须注明原因并作为重述登记`,
  ],
  [/(?<month>[\d-]+) of (?<code>\d+) is not frozen/, ({ month, code }) => `${code} 的 ${month} 没有冻结`],
  [/A reading is recorded already \((?<what>.+?)\)/, ({ what }) => `已有登记（${what}）；更正须填写原因`],
  [/A restatement needs its reason/, () => '重述须填写原因'],
  [/(?<number>\d+) stands twice in the list/, ({ number }) => `序号 ${number} 重复`],
  [/expected the name of item (?<number>\d+)/, ({ number }) => `第 ${number} 项缺少服务项目名称`],
  [/expected the kind of item (?<number>\d+)/, ({ number }) => `第 ${number} 项缺少类别`],
  [
    /expected (?<next>\d+), the next of the list of (?<key>\S+);/,
    ({ next, key }) => `${key} 的清单下一版应为第 ${next} 版`,
  ],
  [
    /Version (?<version>\d+) of the list of (?<key>\S+) is stored with other rows; the next is (?<next>\d+)/,
    ({ version, key, next }) => `${key} 的清单第 ${version} 版已存入且内容不同，请存为第 ${next} 版`,
  ],
  [/The list says this figure twice/, () => '同一数据在表中出现两次'],
  [
    /(?<p>\d+) sites are asked for, but there are (?<count>\d+) candidates/,
    ({ p, count }) => `要选 ${p} 处，但只有 ${count} 个候选点可选`,
  ],
  [
    /budget: (?<budget>\S+) is below the cheapest site, which costs (?<cost>[\d.e+-]+)\.$/,
    ({ budget, cost }) => `预算 ${budget} 低于最便宜的候选点（${cost}）`,
  ],
  [
    /candidates are locked in, but only|candidates locked in cost|, once \w+ and once/,
    () => '锁定条件互相矛盾',
  ],
  [/demand: expected at least one/, () => '没有需求点'],
  [/expected (a cost of )?0 or more, got -/, () => '不能为负数'],
  [/expected an index of one of/, () => '序号超出范围'],
  [/NaN and Infinity are no JSON numbers/, () => 'NaN 与 Infinity 不是有效数字'],
  [/there is no such file/i, () => '没有这个文件'],
  [/needs the role (?<role>\w+)/, ({ role }) => `需要 ${role} 权限`],
];

/**
 * The error in Chinese: its sentence where it is a known one, else what its code means. Null for a message that is
 * Chinese already.
 */
export function chineseText({ code, message }: PlanningError): string | null {
  if (/^[^a-z]*[\u4e00-\u9fff]/i.test(message)) return null;
  for (const [pattern, text] of [
    ...SENTENCES,
    ...SITING_SENTENCES,
    ...REMEDY_SENTENCES,
    ...ESTATE_SENTENCES,
    ...DOWNLOAD_SENTENCES,
  ]) {
    const found = pattern.exec(message);
    if (!found) continue;
    const field = /^(--)?([a-zA-Z][\w-]*(, [a-zA-Z]\w*)*)(: | must )/.exec(message)?.[2];
    return field === undefined ? text(found.groups ?? {}) : `${field}：${text(found.groups ?? {})}`;
  }
  return CODES[code];
}
