import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { AccessibilityService, ServiceAreaPlace } from './accessibility.service.js';
import type { DataVersion, DataVersionRepository } from './data-version.repository.js';
import type { DrawnPolygon, GeoJsonBytes } from './engine/walk-work.js';
import type { HeldNetwork } from './held-network.js';
import type { ServiceArea, ServiceAreaGround } from './service-area.type.js';
import type { WalkLimit } from './walk-limit.js';

export interface ServiceAreaKey {
  readonly place: ServiceAreaPlace;
  readonly limit: WalkLimit;
}

export interface AccessibilityLoaders {
  /** The state of the data this request answers from; read once. */
  readonly version: LoaderDefinition<'now', DataVersion>;
  readonly serviceArea: LoaderDefinition<ServiceAreaKey, ServiceArea>;
  readonly lines: LoaderDefinition<ServiceAreaGround, GeoJsonBytes>;
  readonly polygon: LoaderDefinition<ServiceAreaGround, DrawnPolygon>;
  readonly reachedEdges: LoaderDefinition<ServiceAreaGround, GeoJsonBytes>;
  readonly squareMeters: LoaderDefinition<ServiceAreaGround, number>;
}

export function createAccessibilityLoaders(
  versions: DataVersionRepository,
  accessibility: AccessibilityService,
): AccessibilityLoaders {
  const version: AccessibilityLoaders['version'] = defineLoader('data version', async (keys) => {
    const now = await versions.read();
    return keys.map(() => now);
  });
  const polygon = drawnLoader('polygon of a service area', (held, circles, signal) =>
    held.polygons(circles, signal),
  );
  return {
    version,
    serviceArea: defineLoader<ServiceAreaKey, ServiceArea>(
      'service area',
      async (keys, context) =>
        accessibility.serviceAreas(keys, await context.load(version, 'now'), context.signal),
      JSON.stringify,
    ),
    lines: drawnLoader('lines of a service area', (held, circles, signal) => held.lines(circles, signal)),
    polygon,
    squareMeters: defineLoader(
      'square metres of a service area',
      async (grounds, context) => {
        const polygons = await Promise.all(grounds.map((ground) => context.load(polygon, ground)));
        return accessibility.areas.squareMeters(
          polygons.map(({ wkb }) => wkb),
          context.signal,
        );
      },
      groundKey,
    ),
    reachedEdges: drawnLoader('reached edges of a service area', (held, circles, signal) =>
      held.reachedEdges(circles, signal),
    ),
  };
}

/** Draws many circles with one call for each network they lie on; nearly always that is one. */
function drawnLoader<T>(
  name: string,
  draw: (
    held: HeldNetwork,
    circles: readonly ServiceAreaGround['circle'][],
    signal: AbortSignal,
  ) => Promise<T[]>,
): LoaderDefinition<ServiceAreaGround, T> {
  return defineLoader(
    name,
    async (grounds, { signal }) => {
      const drawn = new Map<ServiceAreaGround, T>();
      for (const held of new Set(grounds.map((ground) => ground.held))) {
        const here = grounds.filter((ground) => ground.held === held);
        const answers = await draw(
          held,
          here.map(({ circle }) => circle),
          signal,
        );
        here.forEach((ground, at) => drawn.set(ground, answers[at]));
      }
      return grounds.map((ground) => drawn.get(ground)!);
    },
    groundKey,
  );
}

function groundKey({ held, circle }: ServiceAreaGround): string {
  return JSON.stringify([held.snapshotId, circle]);
}
