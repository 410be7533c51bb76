import { Option } from 'commander';
import {
  EVERY_UNIT,
  PRESENCE_RELATIONS,
  type UnitChoice,
  UrbanRuralRule,
  UrbanRuralSide,
} from '../coverage/index.js';
import { badInput } from '../platform/errors/bad-input.js';

/** Which units count for presence. */
export interface UnitOptions {
  /** RULE:SIDE; true where it was given without. */
  readonly urbanRural?: true | string;
  readonly zones: 'included' | 'excluded';
  /** Relations with commas between. */
  readonly relations?: string;
}

export function zonesOption(): Option {
  return new Option('--zones <choice>', '开发区是否计入（设施覆盖率） · whether zones count, for presence')
    .choices(['included', 'excluded'])
    .default('included');
}

export function relationsOption(): Option {
  return new Option(
    '--relations <relations>',
    '设施与单元的关系（设施覆盖率），如 LOCATED_IN,ASSIGNED · how facilities belong to units, for presence',
  );
}

function relationsOf({ relations }: UnitOptions): UnitChoice['relations'] {
  if (relations === undefined) return null;
  const named = relations.split(',').map((relation) => relation.trim());
  const known = PRESENCE_RELATIONS.filter((relation) => named.includes(relation));
  if (known.length === named.length) return known;
  throw badInput(
    `--relations must be some of ${PRESENCE_RELATIONS.join(', ')}, each once; got "${relations}".`,
    { relations },
  );
}

/** @throws PlanningError BAD_USER_INPUT */
export function unitChoice(options: UnitOptions): UnitChoice {
  return { ...unitsOf(options), relations: relationsOf(options) };
}

function unitsOf({ urbanRural, zones }: UnitOptions): UnitChoice {
  const zoneChoice = zones === 'excluded' ? ('EXCLUDED' as const) : ('INCLUDED' as const);
  if (urbanRural === undefined || urbanRural === true) return { ...EVERY_UNIT, zones: zoneChoice };
  const [rule, side, ...rest] = urbanRural.split(':');
  if (rest.length === 0 && rule in UrbanRuralRule && side in UrbanRuralSide) {
    return {
      urbanRural: { rule: rule as UrbanRuralRule, side: side as UrbanRuralSide },
      zones: zoneChoice,
    };
  }
  throw badInput(
    `--urban-rural must be RULE:SIDE, a rule of ${Object.keys(UrbanRuralRule).join(', ')} and a side of ${Object.keys(UrbanRuralSide).join(', ')}; got "${urbanRural}".`,
    { urbanRural },
  );
}
