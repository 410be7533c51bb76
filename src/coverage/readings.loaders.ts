import type { AccessibilityLoaders } from '../accessibility/index.js';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { AreaField } from './area-field.js';
import type { AreaService } from './area.service.js';
import type { CoverageView } from './coverage-view.js';
import type { HouseholdView } from './household-view.js';
import type { HouseholdService } from './household.service.js';

export interface ReadingLoaders {
  readonly households: LoaderDefinition<CoverageView, HouseholdView>;
  readonly areaField: LoaderDefinition<CoverageView, AreaField>;
  /** Measures the divisions of the request in one pass; read their figures off the field afterwards. */
  readonly measured: LoaderDefinition<{ readonly field: AreaField; readonly unit: number }, AreaField>;
}

export function createReadingLoaders(
  households: HouseholdService,
  areas: AreaService,
  accessibility: AccessibilityLoaders,
): ReadingLoaders {
  return {
    households: defineLoader<CoverageView, HouseholdView>(
      'household view',
      async (views, context) => {
        const version = await context.load(accessibility.version, 'now');
        return Promise.all(views.map((view) => households.view(view, version)));
      },
      viewKey,
    ),
    areaField: defineLoader<CoverageView, AreaField>(
      'area field',
      async (views, context) => {
        const version = await context.load(accessibility.version, 'now');
        return Promise.all(views.map((view) => areas.field(view, version)));
      },
      viewKey,
    ),
    measured: defineLoader<{ readonly field: AreaField; readonly unit: number }, AreaField>(
      'area of a division',
      async (keys, { signal }) => {
        for (const field of new Set(keys.map((key) => key.field))) {
          const units = keys.filter((key) => key.field === field).map(({ unit }) => unit);
          await field.measure(units, { signal });
        }
        return keys.map(({ field }) => field);
      },
      ({ field, unit }) => `${field.number} ${unit}`,
    ),
  };
}

function viewKey({ presence, limit, ground }: CoverageView): string {
  return JSON.stringify([presence.service, ground.asOf, limit, ground.scenario?.key]);
}
