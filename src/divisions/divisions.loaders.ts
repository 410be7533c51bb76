import type { MultiPolygon } from 'geojson';
import { emptyPage, type PageRequest } from '../platform/database/key-page.js';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import { type LoadedPage, loadPages } from '../platform/graphql/load-all.js';
import { loadByRoot } from '../platform/graphql/load-by-root.js';
import type { AdministrativeDivision } from './administrative-division.record.js';
import type { DivisionLevel } from './division-level.js';
import type { DivisionPopulation } from './division-population.record.js';
import { DIVISION_ORDER, type DivisionsRepository } from './divisions.repository.js';

export interface ChildrenKey {
  readonly root: string;
  readonly level: DivisionLevel | null;
  readonly page: PageRequest;
}

export interface BoundaryKey {
  readonly code: string;
  readonly simplifyMeters: number;
}

export interface DivisionLoaders {
  /** null for an unknown code. */
  readonly byCode: LoaderDefinition<string, AdministrativeDivision | null>;
  readonly ancestorCodes: LoaderDefinition<string, readonly string[]>;
  readonly childrenPage: LoaderDefinition<ChildrenKey, LoadedPage<AdministrativeDivision>>;
  readonly childrenCount: LoaderDefinition<Omit<ChildrenKey, 'page'>, number>;
  /** All years, newest first. */
  readonly populations: LoaderDefinition<string, readonly DivisionPopulation[]>;
  readonly boundary: LoaderDefinition<BoundaryKey, MultiPolygon | null>;
}

export function createDivisionLoaders(divisions: DivisionsRepository): DivisionLoaders {
  const byCode: DivisionLoaders['byCode'] = defineLoader('division by code', (codes) =>
    divisions.findByCodes(codes),
  );
  return {
    byCode,
    ancestorCodes: defineLoader('codes above a division', async (codes) => {
      const above = await divisions.findAncestorCodes(codes);
      return codes.map((code) => above.get(code) ?? []);
    }),
    childrenPage: defineLoader(
      'children of a division',
      async (keys, context) => {
        const pages = await loadByRoot(
          keys,
          ({ level, page }) => [level, page],
          (roots, { level, page }) => divisions.childrenPages(roots, level && [level], page),
          ({ page }) => emptyPage(DIVISION_ORDER, page),
        );
        return loadPages(context, byCode, pages);
      },
      JSON.stringify,
    ),
    childrenCount: defineLoader(
      'number of children of a division',
      (keys) =>
        loadByRoot(
          keys,
          ({ level }) => level,
          (roots, { level }) => divisions.countChildren(roots, level && [level]),
          () => 0,
        ),
      JSON.stringify,
    ),
    populations: defineLoader('populations of a division', (codes) => divisions.findPopulations(codes)),
    boundary: defineLoader(
      'boundary of a division',
      (keys) => divisions.findBoundaries(keys),
      JSON.stringify,
    ),
  };
}
