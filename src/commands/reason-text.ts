import { chineseTerm } from '../platform/graphql/define-enum.js';
import { CandidateReasonCode, type CandidateReport, lossFigure } from '../siting/index.js';

type Explanation = Extract<CandidateReport, { outcome: 'CandidateExplanation' }>;
type Reason = Explanation['reasons'][number];

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
  return `${chineseTerm(CandidateReasonCode, code)}${amount()} · ${message} (${code})`;
}

function opposite(sign: '少' | '多'): string {
  return sign === '少' ? '多' : '少';
}
