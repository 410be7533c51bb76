import { words } from '../language/words.js';

/** What a sentence about a candidate may need; counts and names ready to be read. */
export interface ReasonFigures {
  /** What the best plan with it loses, such as "120" or "100–120", in people where the model counts people. */
  readonly loss: string;
  /** How much better a plan with it is. */
  readonly win: string;
  /** Places that replace it. */
  readonly replacedBy: string;
}

/** Why a candidate is or is not in a plan, in plain words. */
export const reasonWords = words({
  zh: {
    CHOSEN: () => '方案选中了这里。',
    LOCKED_IN: () => '它被指定为必选。',
    LOCKED_OUT: () => '它被指定为不选。',
    STANDS: () => '这里已有设施，并予以保留。',
    OFF_NETWORK: () => '附近没有可步行的道路，走不到这里。',
    WITHOUT_COST: () => '按预算选址时须有费用，它没有登记费用。',
    WITHOUT_CAPACITY: () => '按容量选址时须有容量，它没有登记容量。',
    REACHES_NOBODY: () => '本区划内没有老年人住在它的步行范围内。',
    ADDS_NOTHING_TO_WHAT_STANDS: () => '它能服务的人，现有设施都已经覆盖。',
    ADDS_NOTHING_TO_PLAN: () => '它能服务的人，现有设施和方案中的其他站点都已经覆盖。',
    DOMINATED: ({ replacedBy }: ReasonFigures) =>
      `凡它能做到的，${replacedBy || '别处'}都能做到，而且覆盖不少、费用不高。`,
    COSTS_OBJECTIVE: ({ loss }: ReasonFigures) => `若必须选它，整个方案会少覆盖 ${loss} 人。`,
    AS_GOOD: () => '选它也一样好：并列的方案按固定次序取其一。',
    BETTER: ({ win }: ReasonFigures) => `选它反而更好，可多覆盖 ${win} 人：原方案尚未证明最优。`,
    NOT_DECIDED: ({ loss }: ReasonFigures) => `在时限内未能判定：选它至多会少覆盖 ${loss} 人。`,
    NO_PLACE_LEFT: () => '必选的站点已占满数量，没有它的位置。',
    OVER_BUDGET: () => '在必选站点之外，预算不够建它。',
    RULES_OUT: () => '若选它，其他要求就无法满足。',
  },
  en: {
    CHOSEN: () => 'The plan opens it.',
    LOCKED_IN: () => 'It is locked in.',
    LOCKED_OUT: () => 'It is locked out.',
    STANDS: () => 'A facility stands here and stays.',
    OFF_NETWORK: () => 'No walkway is near, so nobody can walk here.',
    WITHOUT_COST: () => 'Money counts here, and it states no cost.',
    WITHOUT_CAPACITY: () => 'Capacity counts here, and it states none.',
    REACHES_NOBODY: () => 'None of the division’s elderly people live within its walk.',
    ADDS_NOTHING_TO_WHAT_STANDS: () => 'Everybody it could serve is covered by existing facilities.',
    ADDS_NOTHING_TO_PLAN: () =>
      'Everybody it could serve is covered by facilities or the plan’s other places.',
    DOMINATED: ({ replacedBy }: ReasonFigures) =>
      `Whatever it does, ${replacedBy || 'another place'} does too, for no more money.`,
    COSTS_OBJECTIVE: ({ loss }: ReasonFigures) => `A plan that must include it covers ${loss} people fewer.`,
    AS_GOOD: () => 'A plan with it is as good: ties are broken by a fixed order.',
    BETTER: ({ win }: ReasonFigures) => `A plan with it covers ${win} people more: the plan was not proven.`,
    NOT_DECIDED: ({ loss }: ReasonFigures) => `Not decided in time: with it at most ${loss} people fewer.`,
    NO_PLACE_LEFT: () => 'Places that must open leave no room for it.',
    OVER_BUDGET: () => 'The budget does not pay for it beside what must open.',
    RULES_OUT: () => 'With it, other demands cannot be met.',
  },
});

/** What a conflict says: figures ready to be read, empty where there are none. */
export interface ConflictFigures {
  readonly asked: string;
  readonly possible: string;
  readonly name: string;
  readonly ids: string;
}

/** Why there is no plan, in plain words. */
export const conflictWords = words({
  zh: {
    NO_DEMAND: () => '本区划没有登记老年人口的需求点。',
    NO_CANDIDATES: () => '本区划及其步行范围内没有可用的备选点：请换一种备选点来源。',
    MORE_SITES_THAN_CANDIDATES: ({ asked, possible }: ConflictFigures) =>
      `要求 ${asked} 处，但只有 ${possible} 处备选点：请减少数量或增加备选点来源。`,
    BUDGET_TOO_SMALL: ({ asked, possible }: ConflictFigures) =>
      `预算 ${asked} 不足：最便宜的备选点也要 ${possible}。`,
    FLOOR_OUT_OF_REACH: ({ name, asked, possible }: ConflictFigures) =>
      `${name || '有的单元'}达不到公平下限 ${asked}：在这些条件下最多 ${possible}。`,
    TARGET_OUT_OF_REACH: ({ name, asked, possible }: ConflictFigures) =>
      `层级目标“${name}”要求 ${asked}，最多可达 ${possible}。`,
    GOAL_OUT_OF_REACH: ({ asked, possible }: ConflictFigures) =>
      `覆盖目标 ${asked} 无法达到，最多 ${possible}。`,
    DEMAND_OUT_OF_REACH: () => '有的需求点没有任何备选点可及。',
    TOO_FEW_SITES: ({ asked, possible }: ConflictFigures) =>
      `数量或预算不够（给定 ${asked}），至少需要 ${possible}。`,
    CONTRADICTORY_LOCKS: ({ ids }: ConflictFigures) => `同一备选点既必选又排除：${ids}。`,
    LOCKED_BEYOND_BUDGET: ({ asked, possible }: ConflictFigures) =>
      `必选备选点共需 ${possible}，超出预算 ${asked}。`,
    LOCKED_BEYOND_COUNT: ({ asked, possible }: ConflictFigures) => `必选 ${possible} 处，超出数量 ${asked}。`,
    LOCKED_IN_UNUSABLE: ({ ids }: ConflictFigures) => `必选备选点不可用：${ids}。`,
    UNKNOWN_CANDIDATE: ({ ids }: ConflictFigures) => `本次计算的备选点中没有 ${ids}。`,
    UNKNOWN_FACILITY: ({ ids }: ConflictFigures) => `没有提供该服务的在营设施 ${ids}。`,
    INVALID_DATA: () => '数据自相矛盾，请核对后重试。',
  },
  en: {
    NO_DEMAND: () => 'No demand point of the division states elderly people.',
    NO_CANDIDATES: () => 'No usable candidate lies in or around the division: choose another source.',
    MORE_SITES_THAN_CANDIDATES: ({ asked, possible }: ConflictFigures) =>
      `${asked} places asked for, but there are ${possible} candidates.`,
    BUDGET_TOO_SMALL: ({ asked, possible }: ConflictFigures) =>
      `The budget of ${asked} is too small: the cheapest candidate costs ${possible}.`,
    FLOOR_OUT_OF_REACH: ({ name, asked, possible }: ConflictFigures) =>
      `${name || 'A unit'} cannot reach the floor of ${asked}: at most ${possible}.`,
    TARGET_OUT_OF_REACH: ({ name, asked, possible }: ConflictFigures) =>
      `The target “${name}” asks for ${asked}; at most ${possible} is possible.`,
    GOAL_OUT_OF_REACH: ({ asked, possible }: ConflictFigures) =>
      `The goal of ${asked} is out of reach: at most ${possible}.`,
    DEMAND_OUT_OF_REACH: () => 'Some demand has no candidate within its walk.',
    TOO_FEW_SITES: ({ asked, possible }: ConflictFigures) =>
      `Number or budget (${asked}) too small; at least ${possible} is needed.`,
    CONTRADICTORY_LOCKS: ({ ids }: ConflictFigures) => `Locked in and out at once: ${ids}.`,
    LOCKED_BEYOND_BUDGET: ({ asked, possible }: ConflictFigures) =>
      `Locked-in candidates cost ${possible}, the budget is ${asked}.`,
    LOCKED_BEYOND_COUNT: ({ asked, possible }: ConflictFigures) =>
      `${possible} candidates are locked in, ${asked} may open.`,
    LOCKED_IN_UNUSABLE: ({ ids }: ConflictFigures) => `Locked in but unusable: ${ids}.`,
    UNKNOWN_CANDIDATE: ({ ids }: ConflictFigures) => `There is no candidate ${ids} among those considered.`,
    UNKNOWN_FACILITY: ({ ids }: ConflictFigures) => `No operating facility of the service is called ${ids}.`,
    INVALID_DATA: () => 'The data contradict themselves; check them and try again.',
  },
});
