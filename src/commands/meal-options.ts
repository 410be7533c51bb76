import type { Command } from 'commander';
import { MEAL_SETTING_NAMES, readMealSettings, resolveMealSettings } from '../meals/index.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { collectOption } from './option-values.js';
import { addPeopleOptions, type QuestionOptions, questionOfOptions } from './question-options.js';

export interface MealOptions extends Omit<QuestionOptions, 'service'> {
  readonly set?: string[];
}

/** The options every question about meals takes. */
export function addMealOptions(command: Command): Command {
  return addPeopleOptions(addDivisionArgument(command)).option(
    '--set <name=value>',
    `参数，可多次 · a setting, may be repeated: ${MEAL_SETTING_NAMES.join(', ')}`,
    collectOption,
  );
}

/** @throws PlanningError BAD_USER_INPUT */
export async function mealQuestionOfOptions(options: MealOptions, ground: CommandGround) {
  const settings = resolveMealSettings(readMealSettings(options.set ?? []));
  return { ...(await questionOfOptions({ ...options, service: 'MEAL' }, ground)), settings };
}
