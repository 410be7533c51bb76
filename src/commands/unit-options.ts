import { Option } from 'commander';
import { EVERY_UNIT, type UnitChoice, UrbanRuralRule, UrbanRuralSide } from '../coverage/index.js';
import { badInput } from '../platform/errors/bad-input.js';

/** Which units count for presence. */
export interface UnitOptions {
  /** RULE:SIDE; true where it was given without. */
  readonly urbanRural?: true | string;
  readonly zones: 'included' | 'excluded';
}

export function zonesOption(): Option {
  return new Option('--zones <choice>', '开发区是否计入（设施覆盖率） · whether zones count, for presence')
    .choices(['included', 'excluded'])
    .default('included');
}

/** @throws PlanningError BAD_USER_INPUT */
export function unitChoice({ urbanRural, zones }: UnitOptions): UnitChoice {
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
