import { WALK_RANGES } from '../accessibility/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isStorableText } from '../platform/errors/check-text.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import type { CareQuestion, Layer } from './layer.js';

const NUMBER = /^\d{1,6}(\.\d{1,6})?$/;
const LONGEST = 50;

/**
 * What a layer is asked, from texts by name; names it has no use for are passed over.
 * @throws PlanningError BAD_USER_INPUT that names the parameter
 */
export function readCareQuestion(
  { asks }: Layer,
  texts: Readonly<Record<string, string | undefined>>,
): CareQuestion {
  const question: Record<string, string | number> = {};
  for (const name of asks) {
    const text = texts[name];
    if (text !== undefined) question[name] = READ[name](name, text);
  }
  return question;
}

const READ: Readonly<Record<keyof CareQuestion, (name: string, text: string) => string | number>> = {
  service: word,
  minutes: (name, text) => numberWithin(WALK_RANGES.minutes, name, text),
  speed: (name, text) => numberWithin(WALK_RANGES.speed, name, text),
  cohort: word,
  asOf(name, text) {
    if (isCalendarDate(text)) return text;
    throw refuse(name, 'a day as YYYY-MM-DD', text);
  },
  scenario: word,
};

function word(name: string, text: string): string {
  if (text !== '' && text.length <= LONGEST && isStorableText(text)) return text;
  throw refuse(name, `1 to ${LONGEST} characters`, text);
}

function numberWithin([least, most]: readonly [number, number], name: string, text: string): number {
  const asked = NUMBER.test(text) ? Number(text) : NaN;
  if (asked >= least && asked <= most) return asked;
  throw refuse(name, `a number from ${least} to ${most}`, text);
}

function refuse(name: string, expected: string, text: string) {
  return badInput(`${name}: expected ${expected}, got ${JSON.stringify(text.slice(0, 100))}.`, {
    parameter: name,
  });
}
