import type { ChineseSentence } from './chinese-sentence.js';

/** What is said of evidence and allocation rules, by the pattern of the English sentence. */
export const ESTATE_SENTENCES: readonly ChineseSentence[] = [
  [/^There is no housing estate (?<id>\S+)\.$/, ({ id }) => `没有编号为 ${id} 的小区`],
  [/^There is no care room (?<id>\S+)\.$/, ({ id }) => `没有编号为 ${id} 的养老服务用房`],
  [/^Expected --estate or --room/, () => '请用 --estate 指明小区，或用 --room 指明养老服务用房'],
  [/^Expected either estateId or careRoomId/, () => '小区编号、用房编号应填且只填一个'],
  [/^--document: expected the document that says so/, () => '请写明依据文件'],
  [
    /^(?<id>\S+) has changed: expected version (?<expected>\d+), it is version (?<found>\d+) now/,
    ({ id, expected, found }) =>
      `${id} 已被他人改动：读取时为第 ${expected} 版，现为第 ${found} 版，请重新读取后再登记`,
  ],
  [
    /expected evidence of the step (?<step>\S+) of (?<id>\S+), which (?<replaces>\S+) is not/,
    ({ id, replaces }) => `凭证 ${replaces} 不是 ${id} 同一环节的凭证，不能更正`,
  ],
  [
    /^Evidence (?<replaces>\d+) has been corrected already by evidence (?<by>\d+)/,
    ({ replaces, by }) => `凭证 ${replaces} 已由凭证 ${by} 更正，请更正后一条`,
  ],
  [
    /^The same evidence is recorded already, as number (?<id>\d+)/,
    ({ id }) => `同样的凭证已登记，编号 ${id}`,
  ],
  [
    /^The same state is recorded already, as number (?<id>\d+)/,
    ({ id }) => `同样的用房状态已登记，编号 ${id}`,
  ],
  [
    /expected the code of a street, town or township, got (?<got>\S+)\.$/,
    ({ got }) => `应为街道、镇、乡的代码，现在是 ${got}`,
  ],
  [/^handedOverTo: expected none with the aspect USE/, () => '登记用途时不填接收单位'],
  [/^use: expected none with the aspect HANDOVER/, () => '登记移交时不填用途'],
  [/^--use, --handed-over-to: expected one of them/, () => '用途、移交一次只登记一项，且不与环节同时登记'],
  [/^--on: expected the day from which it holds/, () => '请用 --on 写明起始日期'],
  [/expected a date; only a correction may withdraw one/, () => '请填写日期；只有更正可以不填，即撤销'],
  [
    /expected a date from (?<earliest>[\d-]+) to today, got (?<got>[\d-]+)/,
    ({ earliest, got }) => `日期应在 ${earliest} 至今天之间，现在是 ${got}`,
  ],
  [
    /^id: expected 1 to (?<most>\d+) small letters, digits and single dashes, got (?<got>.+)\.$/,
    ({ most, got }) => `应为 1 至 ${most} 个小写字母、数字和单个短横线，现在是 ${got}`,
  ],
  [/^id: (?<id>\S+) stands twice in the list/, ({ id }) => `规则 ${id} 在表中出现两次`],
  [
    /expected a day not before (?<day>[\d-]+), got (?<got>[\d-]+)/,
    ({ day, got }) => `不能早于生效日期 ${day}，现在是 ${got}`,
  ],
  [
    /expected square metres from (?<least>\S+) below 100,000 with at most 4 decimals; got (?<got>.+)\.$/,
    ({ least, got }) => `应为 ${least} 至 100000 以下的平方米数，最多 4 位小数，现在是 ${got}`,
  ],
  [/expected metres or minutes, not both/, () => '合建步行距离与步行时间只能填一种'],
  [/expected no walk where pooling is not allowed/, () => '不允许合建时不应填写步行距离或时间'],
  [/expected (?<least>-?\d+) or higher, got (?<got>-?\d+)/, ({ least }) => `不能低于最低楼层 ${least}`],
  [
    /^\w+: expected (?<least>-?\d+) to (?<most>\d+), got (?<got>\S+)\.$/,
    ({ least, most, got }) => `应在 ${least} 至 ${most} 之间，现在是 ${got}`,
  ],
  [/^--code: expected the finding that --state/, () => '请用 --code 指明问题代码'],
  [/^--code: the estate has no finding (?<what>.+) on this date/, ({ what }) => `该小区当日没有问题 ${what}`],
  [
    /^--about: several findings have this code; expected one of (?<choices>.+)\.$/,
    ({ choices }) => `有多个同代码的问题，请用 --about 指明其一：${choices}`,
  ],
  [/^--note: expected an explanation/, () => '请用 --note 写明处理说明'],
  [
    /^Somebody has recorded something about this finding since; .* last event is (?<id>\S+)\.$/,
    ({ id }) => `此问题已有他人登记的处理（最近一条 ${id === 'none' ? '尚无' : id}），请重新查看后再登记`,
  ],
  [
    /^The estate (?<id>\S+) has no finding (?<what>.+) on (?<day>[\d-]+)\.$/,
    ({ id, what, day }) => `小区 ${id} 在 ${day} 没有问题 ${what}`,
  ],
  [/^rows: expected at least one rule/, () => '至少应有一条规则'],
  [
    /^id: (?<id>\S+) holds together with (?<others>.+) from (?<from>\S+) to (?<to>\S+);/,
    ({ id, others, from, to }) =>
      `规则 ${id} 与 ${others} 同时有效（${from} 至 ${to}；同一区划、同一类小区），其间的小区不计入核查，单列为“规则重叠”`,
  ],
];
