import type { SiteLoad, UnmetReason as Unmet } from '../kernel/meals/assign-meals.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const UnmetReason = defineEnum(
  'MealUnmetReason',
  'Why meals that are wanted are not had. 未获供餐原因',
  {
    OUT_OF_REACH: 'No place within the time. 时限内无助餐点',
    NO_SUPPLY: 'Places in time, but none that cooks or gets meals from a central kitchen in time. 无餐源',
    NO_CAPACITY: 'Everything in reach is full. 供餐能力不足',
  } satisfies Record<Unmet, string>,
);
export type UnmetReason = Unmet;

export const MealBottleneck = defineEnum(
  'MealBottleneck',
  'What of a place holds back people who are not served. 瓶颈',
  {
    CAPACITY: 'The meals it can hand out. 供餐能力',
    COURIERS: 'What its couriers can carry. 送餐运力',
    SUPPLY: 'What it can cook, no kitchen helping. 餐源',
  } satisfies Record<SiteLoad['bottlenecks'][number], string>,
);
export type MealBottleneck = SiteLoad['bottlenecks'][number];
