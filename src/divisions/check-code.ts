import { badInput } from '../platform/errors/bad-input.js';

/** @throws PlanningError BAD_USER_INPUT unless the text is a 12-digit division code. */
export function checkDivisionCode(code: string, field = 'code'): string {
  if (/^[0-9]{12}$/.test(code)) return code;
  throw badInput(
    `${field}: expected a division code of 12 digits, got ${JSON.stringify(code.slice(0, 40))}.`,
    {
      field,
    },
  );
}
