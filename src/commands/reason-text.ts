import { type CandidateReport, lossFigure } from '../siting/index.js';

type Explanation = Extract<CandidateReport, { outcome: 'CandidateExplanation' }>;
type Reason = Explanation['reasons'][number];

const WORDS: Readonly<Record<Reason['code'], string>> = {
  STANDS: '现有设施，予以保留',
  LOCKED_IN: '必选',
  CHOSEN: '方案选中',
  LOCKED_OUT: '已排除',
  OFF_NETWORK: '附近无可步行道路',
  WITHOUT_COST: '计费用，但未登记费用',
  WITHOUT_CAPACITY: '计容量，但未登记容量',
  REACHES_NOBODY: '服务范围内没有需求',
  NO_PLACE_LEFT: '数量已被必选点占满',
  OVER_BUDGET: '超出预算',
  RULES_OUT: '选它则要求无法满足',
  DOMINATED: '可被其他备选点完全替代',
  ADDS_NOTHING_TO_WHAT_STANDS: '对现状没有新增',
  ADDS_NOTHING_TO_PLAN: '对方案没有新增',
  COSTS_OBJECTIVE: '选它的最优方案更差',
  AS_GOOD: '选它也一样好',
  BETTER: '选它更好（原方案未证明最优）',
  NOT_DECIDED: '未能及时判定',
};

/** What a loss of so much, in the unit of the objective, is to a planner. */
const LOSSES: Readonly<Record<Explanation['objectiveUnit'], (sign: '少' | '多', count: string) => string>> = {
  NEW_PEOPLE: (sign, count) => `${sign}新覆盖 ${count} 人`,
  PEOPLE: (sign, count) => `${sign}服务 ${count} 人`,
  WEIGHTED_PEOPLE: (sign, count) => `${sign}覆盖 ${count} 人（按程度折算）`,
  PERSON_YEARS: (sign, count) => `${sign}覆盖 ${count} 人·年`,
  PERSON_MINUTES: (sign, count) => `总步行${opposite(sign)} ${count} 分钟`,
  MINUTES: (sign, count) => `最长步行${opposite(sign)} ${count} 分钟`,
  SITES: (sign, count) => `${opposite(sign)}建 ${count} 处`,
  COST: (sign, count) => `${opposite(sign)}花费用 ${count}`,
};

/** A reason for people to read, Chinese first, with what the candidate costs or gains. */
export function reasonText({ code, message }: Reason, explanation: Explanation): string {
  const { lossAtLeast, lossAtMost, objectiveUnit, plan } = explanation;
  const amount = () => {
    if (lossAtLeast === null || lossAtMost === null || plan.model === 'LSCP_B') return '';
    const words = LOSSES[objectiveUnit];
    const [low, high] = [lossFigure(lossAtLeast), lossFigure(lossAtMost)];
    if (code === 'BETTER') return `：${words('多', lossFigure(-lossAtMost))}`;
    if (code === 'COSTS_OBJECTIVE') return `：${words('少', low === high ? high : `${low}–${high}`)}`;
    return code === 'NOT_DECIDED' ? `：${words('少', `至多 ${high}`)}` : '';
  };
  return `${WORDS[code]}${amount()} · ${message} (${code})`;
}

function opposite(sign: '少' | '多'): string {
  return sign === '少' ? '多' : '少';
}
