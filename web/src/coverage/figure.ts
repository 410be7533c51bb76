import type {
  AreaFigureFragment,
  HouseholdFigureFragment,
  NoRatioReason,
  PopulationFigureFragment,
  PresenceFigureFragment,
} from '../api/generated.js';
import type { ReadingName, UnitLevel } from '../state/view-state.js';

/** A ratio with what it is made of: people, units, households, or square kilometres. */
export interface Figure {
  readonly ratio: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly noRatioReason: NoRatioReason | null;
}

/** What an answer may have of a division's coverage. */
export type CoverageAnswer = Partial<
  PopulationFigureFragment & PresenceFigureFragment & HouseholdFigureFragment & AreaFigureFragment
>;

const SQUARE_METERS = 1e6;

/** One reading of an answer, or null where it was not asked for or there is nothing to count. */
export function figureOf(coverage: CoverageAnswer, reading: ReadingName): Figure | null {
  const { population, presence, households, area } = coverage;
  const made = (
    from: { readonly ratio: number | null; readonly noRatioReason: NoRatioReason | null } | null | undefined,
    numerator: number | undefined,
    denominator: number | undefined,
  ): Figure | null =>
    from
      ? {
          ratio: from.ratio,
          noRatioReason: from.noRatioReason,
          numerator: numerator ?? 0,
          denominator: denominator ?? 0,
        }
      : null;
  if (reading === 'population') return made(population, population?.coveredPeople, population?.totalPeople);
  if (reading === 'households')
    return made(households, households?.coveredHouseholds, households?.totalHouseholds);
  if (reading === 'area')
    return made(
      area,
      area ? area.coveredSquareMeters / SQUARE_METERS : undefined,
      area ? area.totalSquareMeters / SQUARE_METERS : undefined,
    );
  const [units] = presence ?? [];
  return made(units, units?.numerator, units?.denominator);
}

/** The levels of the units presence counts. */
export const LEVELS_OF = {
  community: ['COMMUNITY', 'VILLAGE'],
  town: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'],
} as const satisfies Readonly<Record<UnitLevel, readonly string[]>>;
