import { badInput } from '../platform/errors/bad-input.js';

/** @throws PlanningError BAD_USER_INPUT */
export function numberOption(name: string) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value))
      throw badInput(`--${name} must be a number; got "${text}".`, { [name]: text });
    return value;
  };
}

/** @throws PlanningError BAD_USER_INPUT unless the text is a whole number from 1. */
export function countOption(name: string) {
  const read = numberOption(name);
  return (text: string): number => {
    const value = read(text);
    if (Number.isSafeInteger(value) && value >= 1) return value;
    throw badInput(`--${name} must be a whole number from 1; got "${text}".`, { [name]: text });
  };
}

/** A value of an option that may be given several times. */
export function collectOption(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** @throws PlanningError BAD_USER_INPUT */
export function positionOption(text: string): readonly [number, number] {
  const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [lon, lat] = parts;
  if (parts.length !== 2 || !(Math.abs(lon!) <= 180) || !(Math.abs(lat!) <= 90)) {
    throw badInput(`--at must be LON,LAT in WGS 84 degrees, such as 118.24,33.96; got "${text}".`, {
      at: text,
    });
  }
  return [lon!, lat!];
}

/** Box WEST,SOUTH,EAST,NORTH; whoever uses it checks its sides. @throws PlanningError BAD_USER_INPUT */
export function boxOption(text: string): number[] {
  const sides = text.split(',').map((side) => (side.trim() === '' ? NaN : Number(side)));
  if (sides.length === 4 && sides.every(Number.isFinite)) return sides;
  throw badInput(
    `--bbox must be WEST,SOUTH,EAST,NORTH in degrees, such as 118.2,33.8,118.5,34.1; got "${text}".`,
    { bbox: text },
  );
}
