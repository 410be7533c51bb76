import { ArgsType, Field, InputType } from 'type-graphql';
import { DivisionLevel } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import type { PresenceRelation as Relation } from './unit-presence.js';
import type { UnitChoice } from './unit-set.js';

export const UrbanRuralRule = defineEnum(
  'UrbanRuralRule',
  'How urban units are told from rural ones; the three ways differ much. 城乡划分口径',
  {
    BY_UNIT_CODE:
      'By the last three digits of the unit’s code: 001–199 urban, 200 and above rural. 按本级代码（居委会/村委会）',
    BY_PARENT:
      'By the unit above: a street urban, a town or township rural, else unclassified. 按上级（街道/乡镇）',
    BY_NBS_CLASS:
      'By the urban–rural class of the statistics office: 1xx urban, 2xx rural, missing unclassified. 按统计用城乡分类代码',
  },
);
export type UrbanRuralRule = keyof typeof UrbanRuralRule;

export const UrbanRuralSide = defineEnum('UrbanRuralSide', 'Urban or rural by some rule. 城乡属性', {
  URBAN: 'Urban. 城镇',
  RURAL: 'Rural. 农村',
  UNCLASSIFIED: 'The rule says nothing about the unit. 未分类',
});
export type UrbanRuralSide = keyof typeof UrbanRuralSide;

export const ZoneChoice = defineEnum('ZoneChoice', 'Whether functional zones count. 开发区是否计入', {
  INCLUDED: 'Zones and what stands under them count. 计入',
  EXCLUDED: 'They are left out. 不计',
});
export type ZoneChoice = keyof typeof ZoneChoice;

export const PresenceRelation = defineEnum(
  'PresenceRelation',
  'How a facility belongs to a unit for presence coverage. 设施与单元的关系',
  {
    LOCATED_IN: 'It stands in the unit or below it. 位于辖区内',
    ASSIGNED: 'It is formally assigned to the unit. 指定服务',
    SHARED: 'It is shared with the unit by agreement. 协议共享',
  } satisfies Record<Relation, string>,
);

@InputType({ description: 'Only the units of one side by one rule. 城乡筛选' })
export class UrbanRuralInput {
  @Field(() => UrbanRuralRule, { description: 'The rule. 口径' })
  rule!: UrbanRuralRule;

  @Field(() => UrbanRuralSide, { description: 'The side. 城乡属性' })
  side!: UrbanRuralSide;
}

/** Which units a presence figure is about. */
@ArgsType()
export class PresenceArguments {
  @Field(() => DivisionLevel, { nullable: true, description: 'Only this level. 层级' })
  level?: DivisionLevel | null;

  @Field(() => [DivisionLevel], {
    nullable: true,
    description:
      'These levels together in one figure, such as TOWN and TOWNSHIP for 乡镇; not with `level`. 合并统计的层级',
  })
  levels?: DivisionLevel[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Promised share such as "0.7" or "70%", at most 6 decimals. 目标覆盖率',
  })
  targetRatio?: string | null;

  @Field(() => UrbanRuralInput, { nullable: true, description: 'Only urban or rural units. 城乡筛选' })
  urbanRural?: UrbanRuralInput | null;

  @Field(() => ZoneChoice, {
    defaultValue: ZoneChoice.INCLUDED,
    description: 'Whether zones and what stands under them count. 开发区是否计入',
  })
  zones!: ZoneChoice;

  @Field(() => [PresenceRelation], {
    nullable: true,
    description: 'Facilities count for a unit by these relations only; by any if absent. 设施与单元的关系',
  })
  relations?: Relation[] | null;
}

type Nullable<T> = { [K in keyof T]: T[K] | null };

/** @throws PlanningError BAD_USER_INPUT for an empty list of relations and for one that names one twice */
export function unitChoiceOf({
  urbanRural = null,
  zones,
  relations = null,
}: Partial<Nullable<UnitChoice>>): UnitChoice {
  if (relations !== null && (relations.length === 0 || new Set(relations).size < relations.length))
    throw badInput('relations: expected one or more relations, each once.', { field: 'relations' });
  return { urbanRural, zones: zones ?? 'INCLUDED', relations };
}

/** True when every unit of a level counts, by any relation. */
export function isEveryUnit({ urbanRural, zones, relations = null }: UnitChoice): boolean {
  return urbanRural === null && zones === 'INCLUDED' && relations === null;
}

/**
 * The levels of each figure asked for: one figure for `levels` together or for `level`, else null for one a level.
 * @throws PlanningError BAD_USER_INPUT for both, for an empty list and for one that names a level twice
 */
export function levelsAsked({
  level,
  levels,
}: Pick<PresenceArguments, 'level' | 'levels'>): readonly DivisionLevel[] | null {
  if (levels == null) return level == null ? null : [level];
  if (level != null) throw badInput('level, levels: give one of them, not both.', { field: 'levels' });
  if (levels.length > 0 && new Set(levels).size === levels.length) return levels;
  throw badInput('levels: expected one or more levels, each once.', { field: 'levels' });
}
