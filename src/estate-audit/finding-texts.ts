import type { NotCounted } from '../kernel/estates/room-provision.js';
import type { EstateFinding, FindingCode } from '../kernel/estates/estate-finding.js';
import type { SyncStep } from '../kernel/estates/estate-ledger.js';

/** One sentence in Chinese and in English. */
export interface BothTexts {
  readonly zh: string;
  readonly en: string;
}

export const STEP_WORDS: Readonly<Record<SyncStep, BothTexts>> = {
  PLANNED: { zh: '规划', en: 'planned' },
  BUILT: { zh: '建设', en: 'built' },
  ACCEPTED: { zh: '验收', en: 'accepted' },
  DELIVERED: { zh: '交付', en: 'delivered' },
};

const NOT_COUNTED_WORDS: Readonly<Record<NotCounted, BothTexts>> = {
  NOT_ACCEPTED: { zh: '未验收', en: 'not accepted' },
  NOT_HANDED_OVER: { zh: '未移交', en: 'not handed over' },
  NOT_USED_FOR_CARE: { zh: '未用于养老服务', en: 'not used for care' },
  BELOW_MINIMUM_SITE: { zh: '小于每处最小面积', en: 'below the least area of a site' },
};

const CONDITION_WORDS: Readonly<Record<string, BothTexts>> = {
  OWN_ENTRANCE: { zh: '独立出入口', en: 'an entrance of its own' },
  LOWEST_FLOOR: { zh: '最低楼层', en: 'the lowest floor' },
  HIGHEST_FLOOR: { zh: '最高楼层', en: 'the highest floor' },
  LIFT_OR_RAMP: { zh: '电梯或坡道', en: 'a lift or ramp' },
};

/** What a finding is about, or a condition of form, in the words of a printed sheet; names and numbers stay. */
export function aboutText(about: string): string {
  const word = (part: string) => (STEP_WORDS[part as SyncStep] ?? CONDITION_WORDS[part])?.zh ?? part;
  return about.split(' ').map(word).join(' ');
}

type Facts = EstateFinding['facts'];
const unknown: BothTexts = { zh: '不明', en: 'unknown' };
const zh = (value: Facts[string]) => value ?? unknown.zh;
const en = (value: Facts[string]) => value ?? unknown.en;

function stepWord(facts: Facts, field: string): BothTexts {
  if (facts[field] === 'GRANTED') return { zh: '土地出让', en: 'land granted' };
  return STEP_WORDS[facts[field] as SyncStep] ?? unknown;
}

function reasons(facts: Facts): BothTexts {
  const words = String(facts.reasons)
    .split(' ')
    .map((reason) => NOT_COUNTED_WORDS[reason as NotCounted] ?? unknown);
  return { zh: words.map((word) => word.zh).join('、'), en: words.map((word) => word.en).join(', ') };
}

const TEXTS: Readonly<Record<FindingCode, (facts: Facts) => BothTexts>> = {
  DELIVERED_BEFORE_ROOM: (facts) => ({
    zh: `住宅 ${zh(facts.housingOn)} 交付，养老用房${facts.roomOn === null ? '尚未交付' : ` ${facts.roomOn} 交付`}`,
    en: `housing delivered on ${en(facts.housingOn)}, its care room ${facts.roomOn === null ? 'not yet' : `on ${facts.roomOn}`}`,
  }),
  STEP_BEHIND_HOUSING: (facts) => {
    const step = stepWord(facts, 'step');
    return {
      zh: `住宅 ${zh(facts.housingOn)} 完成${step.zh}，养老用房${facts.roomOn === null ? '尚未完成' : ` ${facts.roomOn} 完成`}`,
      en: `housing ${step.en} on ${en(facts.housingOn)}, its care room ${facts.roomOn === null ? 'not yet' : `on ${facts.roomOn}`}`,
    };
  },
  AREA_DEFICIT: (facts) => ({
    zh: `应配 ${zh(facts.requiredSquareMeters)} ㎡，已有 ${zh(facts.providedSquareMeters)} ㎡，缺 ${zh(facts.deficitSquareMeters)} ㎡`,
    en: `owes ${en(facts.requiredSquareMeters)} m², has ${en(facts.providedSquareMeters)} m², lacks ${en(facts.deficitSquareMeters)} m²`,
  }),
  ROOM_NOT_COUNTED: (facts) => ({
    zh: `用房不计入：${reasons(facts).zh}`,
    en: `the room does not count: ${reasons(facts).en}`,
  }),
  FORM_NOT_MET: (facts) => {
    const condition = CONDITION_WORDS[String(facts.condition)] ?? unknown;
    return {
      zh: `不符合设置条件：${condition.zh}要求 ${zh(facts.asks)}，现为 ${zh(facts.has)}`,
      en: `breaks a condition of form: ${condition.en} must be ${en(facts.asks)}, is ${en(facts.has)}`,
    };
  },
  FORM_UNKNOWN: (facts) => {
    const condition = CONDITION_WORDS[String(facts.condition)] ?? unknown;
    return {
      zh: `设置条件不明：${condition.zh}（要求 ${zh(facts.asks)}）没有登记`,
      en: `nobody knows a condition of form: ${condition.en} (must be ${en(facts.asks)}) is not on record`,
    };
  },
  ROOM_NOT_REGISTERED: () => ({ zh: '未办理产权登记', en: 'property is not registered' }),
  POOL_TOO_SMALL: (facts) => ({
    zh: `合建各小区共应配 ${zh(facts.requiredSquareMeters)} ㎡，共有 ${zh(facts.providedSquareMeters)} ㎡`,
    en: `the pool owes ${en(facts.requiredSquareMeters)} m² together and has ${en(facts.providedSquareMeters)} m²`,
  }),
  POOL_TOO_FAR: (facts) => ({
    zh:
      facts.walkMeters === null
        ? `步行到不了合建用房，或远超上限 ${zh(facts.limitMeters)} 米`
        : `步行到合建用房 ${facts.walkMeters} 米，上限 ${zh(facts.limitMeters)} 米`,
    en:
      facts.walkMeters === null
        ? `nobody can walk to the pool, or far more than the ${en(facts.limitMeters)} m allowed`
        : `walks ${facts.walkMeters} m to the pool; ${en(facts.limitMeters)} m are allowed`,
  }),
  POOL_NOT_ALLOWED: () => ({ zh: '适用规则不允许合建', en: 'the rule of a member allows no pool' }),
  POOL_NOT_SETTLED: ({ keptApart, tooFar }) => ({
    zh: keptApart === null ? `合建未成立：${zh(tooFar)} 步行距离超限` : `合建未成立：${keptApart} 不计入汇总`,
    en:
      keptApart === null
        ? `the pool does not hold: ${en(tooFar)} must walk too far`
        : `the pool does not hold: ${keptApart} is kept apart`,
  }),
  NOT_GRANTED_YET: (facts) => ({
    zh: `土地 ${zh(facts.grantedOn)} 才出让，核查日尚无应配义务`,
    en: `its land is granted on ${en(facts.grantedOn)} only; on this date it owes nothing`,
  }),
  HOUSEHOLDS_MISSING: () => ({ zh: '没有户数，或户数为 0', en: 'no number of households, or 0' }),
  RULE_MISSING: (facts) => ({
    zh: `${zh(facts.date)} 没有适用于${facts.estateClass === 'NEW' ? '新建' : '既有'}小区的规则`,
    en: `no rule for ${facts.estateClass === 'NEW' ? 'new' : 'existing'} estates on ${en(facts.date)}`,
  }),
  RULES_OVERLAP: (facts) => ({
    zh: `${zh(facts.date)} 同时有多条规则`,
    en: `several rules hold on ${en(facts.date)}`,
  }),
  CLASS_UNKNOWN: ({ grantedOn, rulesWithoutStart }) => ({
    zh:
      grantedOn === null
        ? '没有土地出让日期，不能判断新建或既有'
        : `规则 ${zh(rulesWithoutStart)} 没有生效日期，不能判断新建或既有`,
    en:
      grantedOn === null
        ? 'no date of the grant to tell whether the estate is new'
        : `the rule ${en(rulesWithoutStart)} does not say since when it holds, to tell whether the estate is new`,
  }),
  CLASS_CONTRADICTS_DATES: (facts) => ({
    zh: `登记为${facts.declaredClass === 'NEW' ? '新建' : '既有'}，与出让日期 ${zh(facts.grantedOn)} 矛盾`,
    en: `on record as ${facts.declaredClass === 'NEW' ? 'new' : 'existing'}, against its grant on ${en(facts.grantedOn)}`,
  }),
  DATES_OUT_OF_ORDER: (facts) => {
    const [earlier, later] = [stepWord(facts, 'earlierStep'), stepWord(facts, 'laterStep')];
    return {
      zh: `${later.zh} ${zh(facts.laterStepOn)} 早于${earlier.zh} ${zh(facts.earlierStepOn)}`,
      en: `${later.en} on ${en(facts.laterStepOn)}, before ${earlier.en} on ${en(facts.earlierStepOn)}`,
    };
  },
  ROOM_AREA_MISSING: () => ({ zh: '用房没有面积', en: 'the room has no area on record' }),
  ROOM_AREA_EXCEEDS_BUILDING: (facts) => ({
    zh: `用房 ${zh(facts.floorAreaSquareMeters)} ㎡，大于所在楼栋 ${zh(facts.buildingAreaSquareMeters)} ㎡`,
    en: `the room has ${en(facts.floorAreaSquareMeters)} m², its building ${en(facts.buildingAreaSquareMeters)} m²`,
  }),
  ROOM_CLAIMED_TWICE: (facts) => ({
    zh: `用房被多个小区登记：${zh(facts.estates)}`,
    en: `the room is claimed by several estates: ${en(facts.estates)}`,
  }),
  ENTRANCE_FAR: (facts) => ({
    zh: `出入口距小区 ${zh(facts.meters)} 米，超过 ${zh(facts.limitMeters)} 米`,
    en: `an entrance ${en(facts.meters)} m from the estate; ${en(facts.limitMeters)} m are believed`,
  }),
  POOLED_TWICE: (facts) => ({
    zh: `同时在多个合建组：${zh(facts.pools)}`,
    en: `in several pools: ${en(facts.pools)}`,
  }),
};

/** What a finding says, with its figures. */
export function findingText({ code, facts }: Pick<EstateFinding, 'code' | 'facts'>): BothTexts {
  return TEXTS[code](facts);
}

/** What is said of a finding the data no longer show. */
export const NO_LONGER_FOUND: BothTexts = {
  zh: '数据中已不再出现',
  en: 'the data no longer show it',
};
