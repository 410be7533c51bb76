import { containsJurisdiction, jurisdictionDigits } from '../../divisions/index.js';
import type { Indicator } from '../indicator.record.js';
import type { Month } from '../month.js';
import type { LatestReading } from '../readings/readings.repository.js';
import { type Figure, inBoth, noFigure } from './figure.js';

/** Both months belong to it. */
export interface MonthSpan {
  readonly first: Month;
  readonly last: Month;
}

/** Reported figures: the latest reading, or the sum of those of the divisions directly below. */
export class ReportedFigures {
  /** Indicator → division → readings by rising month. */
  private readonly byIndicator = new Map<string, Map<string, LatestReading[]>>();

  /**
   * @param readings of a division and everything below it, by rising month
   * @param unitsBelow how many divisions stand directly below one; null when that is not known
   */
  constructor(
    readings: readonly LatestReading[],
    private readonly unitsBelow: (code: string) => number | null,
  ) {
    for (const reading of readings) {
      const { indicatorKey, jurisdictionCode } = reading;
      let divisions = this.byIndicator.get(indicatorKey);
      if (!divisions) this.byIndicator.set(indicatorKey, (divisions = new Map()));
      const list = divisions.get(jurisdictionCode);
      if (list) list.push(reading);
      else divisions.set(jurisdictionCode, [reading]);
    }
  }

  /** Codes of the county-level divisions that have reported anything, zones that report beside counties too. */
  get counties(): string[] {
    const codes = [...this.byIndicator.values()].flatMap((divisions) => [...divisions.keys()]);
    return [...new Set(codes)].filter((code) => jurisdictionDigits(code).length === COUNTY_DIGITS).sort();
  }

  /** Readings from the first to the last month are looked at. */
  figure(indicator: Indicator, code: string, { first, last }: MonthSpan): Figure {
    const divisions = this.byIndicator.get(indicator.key);
    if (first > last)
      return noFigure('NOT_DUE', {
        basis: 'REPORTED',
        rule: inBoth(`自 ${first} 起统计`, `Counted from ${first} on`),
      });
    const own = latestOf(divisions?.get(code), first, last);
    if (own)
      return figureOf(own, {
        rule: inBoth(`${own.month.slice(0, 7)} 的填报数`, `Reading of ${own.month.slice(0, 7)}`),
      });
    const below = directlyBelow(divisions, code)
      .map((one) => latestOf(divisions!.get(one), first, last))
      .filter((reading) => reading !== null);
    return below.length === 0
      ? noFigure('NO_READING', {
          basis: 'REPORTED',
          rule: inBoth('截至本月没有填报', 'No reading up to this month'),
        })
      : this.sum(indicator, code, below);
  }

  private sum({ unit }: Indicator, code: string, readings: readonly LatestReading[]): Figure {
    const month = readings
      .map((reading) => reading.month)
      .sort()
      .at(-1)!;
    const reporting = {
      divisions: readings.length,
      of: Math.max(this.unitsBelow(code) ?? 0, readings.length),
    };
    const rule = inBoth(
      `下级 ${reporting.of} 个区划中 ${readings.length} 个的最近填报数之和`,
      `Sum of the latest readings of ${readings.length} of ${reporting.of} divisions below`,
    );
    const told = { basis: 'REPORTED' as const, rule, month, reporting };
    const add = (field: 'numerator' | 'denominator' | 'value') =>
      readings.reduce<number | null>(
        (sum, { [field]: figure }) => (sum === null || figure === null ? null : sum + figure),
        0,
      );
    const [numerator, denominator] = [add('numerator'), add('denominator')];
    if (numerator !== null && denominator !== null)
      return figureOf(
        { numerator, denominator, value: denominator === 0 ? null : numerator / denominator, month },
        told,
      );
    return ADDITIVE.has(unit)
      ? figureOf({ numerator: null, denominator: null, value: add('value'), month }, told)
      : noFigure('NOT_ADDITIVE', told);
  }
}

const COUNTY_DIGITS = 6;

/** Amounts of several divisions together are their sum. */
const ADDITIVE: ReadonlySet<Indicator['unit']> = new Set<Indicator['unit']>([
  'COUNT',
  'PEOPLE',
  'PERSON_TIMES',
  'HOUSEHOLDS',
  'BEDS',
]);

function figureOf(
  reading: Pick<LatestReading, 'numerator' | 'denominator' | 'value' | 'month'>,
  told: Partial<Figure> & Pick<Figure, 'rule'>,
): Figure {
  const { numerator, denominator, value, month } = reading;
  const figure = { numerator, denominator, value, month, ...told };
  return {
    ...noFigure('NO_DENOMINATOR', { basis: 'REPORTED', ...figure }),
    ...(value === null ? {} : { reason: null }),
  };
}

function latestOf(
  readings: readonly LatestReading[] | undefined,
  first: Month,
  last: Month,
): LatestReading | null {
  return readings?.findLast(({ month }) => first <= month && month <= last) ?? null;
}

/** Of the divisions below one that report, those of the highest level. */
function directlyBelow(divisions: ReadonlyMap<string, unknown> | undefined, code: string): string[] {
  const below = [...(divisions?.keys() ?? [])].filter(
    (one) => one !== code && containsJurisdiction(code, one),
  );
  const highest = Math.min(...below.map((one) => jurisdictionDigits(one).length));
  return below.filter((one) => jurisdictionDigits(one).length === highest);
}
