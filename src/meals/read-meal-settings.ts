import { COHORTS } from '../demand/index.js';
import { FACILITY_KINDS, type FacilityKind, MealMode } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { MEAL_SETTING_NAMES, MealLayer, type MealSettings, MealVehicle } from './meal-settings.js';

const WORDS: Readonly<Partial<Record<keyof MealSettings, readonly string[]>>> = {
  deliveryCohort: COHORTS,
  serveFirst: Object.keys(MealLayer),
  vehicle: Object.keys(MealVehicle),
  modeWhereUnknown: Object.keys(MealMode),
  kitchensServe: ['true', 'false'],
};

/**
 * Settings from texts such as `budgetMinutes=20` or `selfCookingKinds=INSTITUTION;MEAL_POINT`.
 * @throws PlanningError BAD_USER_INPUT that says which text, what was expected and what came.
 */
export function readMealSettings(texts: readonly string[]): Partial<MealSettings> {
  return Object.fromEntries(
    texts.map((text) => {
      const [name, ...rest] = text.split('=');
      if (!isSetting(name) || rest.length === 0)
        throw badInput(
          `"${text}": expected NAME=VALUE with one of the names ${MEAL_SETTING_NAMES.join(', ')}.`,
          {
            field: name,
          },
        );
      return [name, valueOf(name, rest.join('=').trim())];
    }),
  );
}

function isSetting(name: string): name is keyof MealSettings {
  return (MEAL_SETTING_NAMES as readonly string[]).includes(name);
}

function valueOf(name: keyof MealSettings, text: string): MealSettings[keyof MealSettings] {
  const words = WORDS[name];
  if (name === 'selfCookingKinds') {
    const kinds = text.split(';').filter(Boolean);
    for (const kind of kinds) checkWord(name, kind, FACILITY_KINDS);
    return kinds as FacilityKind[];
  }
  if (words) {
    checkWord(name, text, words);
    return name === 'kitchensServe' ? text === 'true' : (text as MealSettings[keyof MealSettings]);
  }
  const value = Number(text);
  if (text === '' || !Number.isFinite(value))
    throw badInput(`${name} must be a number, got "${text}".`, { field: name });
  return value;
}

function checkWord(name: string, word: string, words: readonly string[]): void {
  if (!words.includes(word))
    throw badInput(`${name} must be one of ${words.join(', ')}, got "${word}".`, { field: name });
}
