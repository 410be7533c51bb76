import { checkDivisionCode } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { checkDay } from '../platform/graphql/check-entry.js';

export type Bbox = readonly [west: number, south: number, east: number, north: number];

const MOST_SHOWN = 40;

/** The parameters of an address, read by name. Every one must be known: a misspelt filter would give everything. */
export class AskedParameters {
  private readonly texts: ReadonlyMap<string, string>;

  /** @throws PlanningError BAD_USER_INPUT for a parameter that is unknown or given twice */
  constructor(query: Readonly<Record<string, unknown>>, known: readonly string[]) {
    const texts = new Map<string, string>();
    for (const [name, value] of Object.entries(query)) {
      if (!known.includes(name))
        throw badInput(
          `${short(name)}: expected no such parameter; those of this download are ${known.join(', ')}.`,
          { field: name, known },
        );
      if (typeof value !== 'string') throw badInput(`${name}: expected it once.`, { field: name });
      if (value !== '') texts.set(name, value);
    }
    this.texts = texts;
  }

  /** As they came, but for empty ones. */
  entries(): [name: string, text: string][] {
    return [...this.texts];
  }

  text(name: string): string | undefined {
    return this.texts.get(name);
  }

  /**
   * @param expected what it should have been, in words
   * @throws PlanningError BAD_USER_INPUT where it is missing
   */
  required(name: string, expected: string): string {
    const text = this.texts.get(name);
    if (text === undefined) throw badInput(`${name}: expected ${expected}, got none.`, { field: name });
    return text;
  }

  /** One of some, which must be named. @throws PlanningError BAD_USER_INPUT */
  requiredChoice<T extends string>(name: string, choices: readonly T[]): T {
    const chosen = this.choice(name, choices);
    if (chosen !== undefined) return chosen;
    throw badInput(`${name}: expected one of ${choices.join(', ')}, got none.`, { field: name, choices });
  }

  /** @throws PlanningError BAD_USER_INPUT */
  choice<T extends string>(name: string, choices: readonly T[], usual: T): T;
  choice<T extends string>(name: string, choices: readonly T[], usual?: T): T | undefined;
  choice<T extends string>(name: string, choices: readonly T[], usual?: T): T | undefined {
    const text = this.texts.get(name);
    if (text === undefined) return usual;
    const chosen = choices.find((each) => each === text);
    if (chosen !== undefined) return chosen;
    throw badInput(`${name}: expected one of ${choices.join(', ')}, got ${short(text)}.`, {
      field: name,
      choices,
    });
  }

  /** A number of a range, both ends included. @throws PlanningError BAD_USER_INPUT */
  number(name: string, usual: number, [least, most]: readonly [number, number]): number {
    const text = this.texts.get(name);
    if (text === undefined) return usual;
    const number = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw badInput(`${name}: expected a number from ${least} to ${most}, got ${short(text)}.`, {
      field: name,
    });
  }

  /** A day. @throws PlanningError BAD_USER_INPUT */
  day(name: string): string | undefined {
    const text = this.texts.get(name);
    return text === undefined ? undefined : checkDay(text, name);
  }

  /** A division's code, which must be named. @throws PlanningError BAD_USER_INPUT */
  requiredDivisionCode(name = 'divisionCode'): string {
    return checkDivisionCode(this.required(name, 'a division code of 12 digits'), name);
  }

  /** A division's code. @throws PlanningError BAD_USER_INPUT */
  divisionCode(name = 'divisionCode'): string | undefined {
    const text = this.texts.get(name);
    return text === undefined ? undefined : checkDivisionCode(text, name);
  }

  /** @throws PlanningError BAD_USER_INPUT */
  bbox(): Bbox | undefined {
    const text = this.texts.get('bbox');
    if (text === undefined) return undefined;
    const sides = text
      .split(',')
      .map((side) => (/^-?\d{1,3}(\.\d{1,15})?$/.test(side.trim()) ? Number(side) : NaN));
    const [west, south, east, north] = sides;
    const isBox = sides.length === 4 && [west, east].every((lon) => Math.abs(lon) <= 180);
    if (isBox && Math.abs(south) <= 90 && Math.abs(north) <= 90 && south <= north)
      return [west, south, east, north];
    throw badInput(
      `bbox: expected west,south,east,north in degrees such as 118.2,33.8,118.5,34.1, got ${short(text)}.`,
      { field: 'bbox' },
    );
  }
}

function short(text: string): string {
  return JSON.stringify(text.slice(0, MOST_SHOWN));
}
