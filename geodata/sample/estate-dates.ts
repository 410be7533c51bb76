import type { SourceRecord } from '../../src/imports/source-record.js';
import { createPrng, type Prng } from './prng.js';

/** Nothing in the region's evidence is later, so that it stays true whenever the region is loaded. */
export const LATEST_EVIDENCE = '2025-12-31';

const FIRST_NEW_YEAR = '2019';
const BODIES = ['样例街道办事处', '样例住建部门', '样例自然资源部门'];

/** The day so many months before (below 0) or after a day. */
export function monthsFrom(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, 28))).toISOString().slice(0, 10);
}

/** Whether an estate counts as new: delivered since 2019. */
export function isNew({ properties }: SourceRecord): boolean {
  return (properties.deliveredOn as string) >= FIRST_NEW_YEAR;
}

/** Estates with what their register says beyond homes and gates: class, developer, and the dates of the new ones. */
export function withRegister(estates: readonly SourceRecord[], seed: number): SourceRecord[] {
  const chance = createPrng(seed, 'estate register');
  return estates.map((estate) => ({
    ...estate,
    properties: {
      ...estate.properties,
      ...(isNew(estate) ? newDates(estate, chance) : {}),
      declaredClass: isNew(estate) ? 'NEW' : 'EXISTING',
      phase: chance.pick(['一期', '一期', '二期', '三期']),
      developer: `样例置业${chance.pick(['甲', '乙', '丙', '丁', '戊', '己'])}公司`,
      responsibleBody: chance.pick(BODIES),
    },
  }));
}

function newDates({ properties }: SourceRecord, chance: Prng): Record<string, string | undefined> {
  const deliveredOn = properties.deliveredOn as string;
  const grantedOn = monthsFrom(deliveredOn, -chance.int(34, 48));
  const dates = {
    grantedOn,
    plannedOn: monthsFrom(grantedOn, chance.int(4, 9)),
    builtOn: monthsFrom(deliveredOn, -chance.int(6, 10)),
    acceptedOn: monthsFrom(deliveredOn, -chance.int(1, 3)),
  };
  const known = Object.entries(dates).filter(([, day]) => day <= LATEST_EVIDENCE);
  return Object.fromEntries(known);
}

/**
 * What registers get wrong, each in a few estates that are still to be delivered or stand out anyway: no households, no
 * class, dates that run backwards.
 */
export function ledgerFaults(estates: readonly SourceRecord[]): SourceRecord[] {
  const isAhead = ({ properties }: SourceRecord) => (properties.deliveredOn as string) > '2027-09';
  const ahead = estates.filter(isAhead);
  const standing = estates.filter((estate) => isNew(estate) && !isAhead(estate));
  const changes = new Map<SourceRecord, Record<string, unknown>>([
    ...ahead.slice(0, 2).map((estate) => [estate, { households: undefined }] as const),
    ...standing.slice(-3).map((estate) => [estate, { declaredClass: undefined }] as const),
    ...standing
      .slice(8, 9)
      .map(
        (estate) => [estate, { plannedOn: monthsFrom(estate.properties.grantedOn as string, -6) }] as const,
      ),
  ]);
  return estates.map((estate) => {
    const change = changes.get(estate);
    return change ? { ...estate, properties: { ...estate.properties, ...change } } : estate;
  });
}
