import type { ChineseSentence } from './chinese-sentence.js';

/** What is said of plans, scenarios and jobs, by the pattern of the English sentence; the first that fits counts. */
export const SITING_SENTENCES: readonly ChineseSentence[] = [
  [/^Give count \(how many sites\)/, () => '请给出建设数量（--count）、预算（--budget）或两者'],
  [/means nothing to the model (?<model>\w+)/, ({ model }) => `模型 ${model} 不使用该参数，请去掉或换模型`],
  [/^COVERAGE_GOAL needs goal/, () => 'COVERAGE_GOAL 需要覆盖目标（--goal）'],
  [/^GRADUAL needs farWalkMinutes/, () => 'GRADUAL 需要最远步行时间（--far-minutes）'],
  [/^CMCLP needs capacityField/, () => 'CMCLP 需要容量依据（--capacity）'],
  [/^POLICY needs targets/, () => 'POLICY 需要层级目标（--target）、登记目标或公平下限（--floor）'],
  [/^PHASED needs phases/, () => 'PHASED 需要建设年度（--phase）'],
  [/^Only imported candidates have costs/, () => '只有导入的备选点有费用：请改用数量，或加入 IMPORTED 来源'],
  [/must be LEVELS:SHARE/, () => '应写作 层级+层级:比例，如 TOWN+TOWNSHIP:80%'],
  [/--phase must be/, () => '应写作 年:数量 或 年:数量:预算'],
  [/--phase-kind/, () => '应写作 年:类型+类型:数量'],
  [/--fixed must be/, () => '应写作 年:编号,编号'],
  [
    /are (?<pairs>\d+) walks of any length, at most (?<most>\d+)/,
    ({ pairs, most }) =>
      `不限步行距离时要算 ${pairs} 对，超过上限 ${most}：请给出最远步行时间（--far-minutes）、减少备选点或缩小区划`,
  ],
  [/There is no candidate (?<id>\S+) among/, ({ id }) => `没有备选点 ${id}`],
  [/This is no siting plan/, () => '这不是 sites --json 输出的方案'],
  [/The plan was made (under|of)/, () => '情景与方案当时的不同'],
  [
    /facility (?<id>\S+) would have (?<nursing>\d+) nursing beds among (?<beds>\d+) beds/,
    ({ id, nursing, beds }) =>
      `设施 ${id} 的护理型床位（${nursing}）不能多于全部床位（${beds}），请同时填写两者`,
  ],
  [/there is no facility (?<id>\S+)\./, ({ id }) => `没有设施 ${id}`],
  [/facility (?<id>\S+) exists already/, ({ id }) => `设施编号 ${id} 已被使用`],
  [/facility (?<id>\S+) is already closed/, ({ id }) => `设施 ${id} 已在前面关闭`],
  [
    /facility (?<id>\S+) does not operate on (?<day>[\d-]+)/,
    ({ id, day }) => `设施 ${id} 在 ${day} 不在运营`,
  ],
  [/facility (?<id>\S+) opens only on (?<day>[\d-]+)/, ({ id, day }) => `设施 ${id} 到 ${day} 才开放`],
  [/There is no scenario (?<id>\S+)\./, ({ id }) => `没有规划情景 ${id}`],
  [/There is a scenario called/, () => '已有同名的规划情景'],
  [
    /Scenario (?<id>\S+) is at version (?<actual>\d+), not (?<expected>\d+)/,
    ({ id, actual }) => `情景 ${id} 已被修改，现为第 ${actual} 版，请重新查看后再改`,
  ],
  [/has no plan to show: it is (?<state>\w+)/, ({ state }) => `该任务没有可显示的方案（${state}）`],
  [/There is no job/, () => '没有这个任务'],
  [/jobs( of yours)? wait or run already/, () => '等待和进行中的任务过多'],
  [/must be a number; got/, () => '应为数字'],
  [/must be a whole number from 1 to (?<most>\d+)/, ({ most }) => `应为 1 至 ${most} 的整数`],
  [/must be a whole number from 1;/, () => '应为 1 以上的整数'],
  [/must be a share from 0 to 1/, () => '应为 0 至 1 的比例'],
  [/must be 0 or more[,;] got/, () => '不能为负数'],
  [/must be more than 0 and at most (?<most>\d+)/, ({ most }) => `应大于 0、不超过 ${most}`],
];
