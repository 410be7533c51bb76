import type { AreaField, AreaWork } from './area-field.js';
import type { AreaCoverage } from './area.types.js';
import type { CoverageView } from './coverage-view.js';
import { describeArea } from './describe-area.js';
import { describeHouseholds } from './describe-households.js';
import type { HouseholdView } from './household-view.js';
import type { HouseholdCoverage } from './household.types.js';

/** The readings that need a walking network, as plain data; null where there is none or where it was not asked for. */
export interface ReadingsReport {
  readonly households: Omit<HouseholdCoverage, 'households' | 'unit'> | null;
  readonly area: Omit<AreaCoverage, 'view' | 'field' | 'unit'> | null;
}

/** Household and area coverage of some divisions, by their numbers in the tree. */
export async function readingsReport(
  view: CoverageView,
  households: HouseholdView | null,
  area: AreaField | null,
  divisions: readonly number[],
  work: AreaWork,
): Promise<(division: number) => ReadingsReport> {
  await area?.measure(divisions, work);
  return (division) => ({
    households: households && plainHouseholds(households, division),
    area: area && plainArea(view, area, division),
  });
}

function plainHouseholds(households: HouseholdView, division: number) {
  const { households: _, unit: __, ...figures } = describeHouseholds(households, division);
  return figures;
}

function plainArea(view: CoverageView, area: AreaField, division: number) {
  const {
    view: _,
    field: __,
    unit: ___,
    ...figures
  } = describeArea(view, area, division, area.at(division)!);
  return figures;
}
