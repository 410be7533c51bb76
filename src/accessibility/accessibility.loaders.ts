import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { AccessibilityService, ServiceAreaPlace } from './accessibility.service.js';
import type { DataVersion, DataVersionRepository } from './data-version.repository.js';
import type { DrawnPolygon, GeoJsonBytes, HeldNetwork } from './held-network.js';
import type { ServiceArea, ServiceAreaGround } from './service-area.type.js';
import type { WalkLimit } from './walk-limit.js';

export interface ServiceAreaKey {
  readonly place: ServiceAreaPlace;
  readonly limit: WalkLimit;
}

/** How far a service area reaches. */
export interface AreaReach {
  readonly meters: number;
  readonly touchesDataEdge: boolean;
}

interface PolygonKey {
  readonly ground: ServiceAreaGround;
  readonly form: keyof DrawnPolygon;
}

export interface AccessibilityLoaders {
  /** The state of the data this request answers from; read once. */
  readonly version: LoaderDefinition<'now', DataVersion>;
  readonly serviceArea: LoaderDefinition<ServiceAreaKey, ServiceArea>;
  readonly reach: LoaderDefinition<ServiceAreaGround, AreaReach>;
  readonly lines: LoaderDefinition<ServiceAreaGround, GeoJsonBytes>;
  readonly polygon: LoaderDefinition<PolygonKey, Uint8Array>;
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
  // Whatever forms a circle is wanted in, it is drawn once.
  const polygon: AccessibilityLoaders['polygon'] = defineLoader(
    'polygon of a service area',
    async (keys, { signal }) => {
      const wanted = new Set(keys.map(({ form }) => form));
      const forms = { geoJson: wanted.has('geoJson'), wkb: wanted.has('wkb') };
      const grounds = [...new Map(keys.map(({ ground }) => [groundKey(ground), ground])).values()];
      const drawn = await drawEach(grounds, (held, circles) => held.polygons(circles, signal, forms));
      const byKey = new Map(grounds.map((ground, at) => [groundKey(ground), drawn[at]]));
      return keys.map(({ ground, form }) => byKey.get(groundKey(ground))![form]);
    },
    ({ ground, form }) => `${form} ${groundKey(ground)}`,
  );
  return {
    version,
    serviceArea: defineLoader<ServiceAreaKey, ServiceArea>(
      'service area',
      async (keys, context) =>
        accessibility.serviceAreas(keys, await context.load(version, 'now'), context.signal),
      JSON.stringify,
    ),
    reach: drawnLoader('reach of a service area', async (held, circles, signal) => {
      const { reachedMeters, touchesDataEdge } = await held.reach(circles, signal);
      return circles.map((_, at) => {
        return { meters: reachedMeters[at], touchesDataEdge: touchesDataEdge[at] === 1 };
      });
    }),
    lines: drawnLoader('lines of a service area', (held, circles, signal) => held.lines(circles, signal)),
    polygon,
    squareMeters: defineLoader(
      'square metres of a service area',
      async (grounds, context) => {
        const polygons = grounds.map((ground) => context.load(polygon, { ground, form: 'wkb' }));
        return accessibility.areas.squareMeters(await Promise.all(polygons), context.signal);
      },
      groundKey,
    ),
    reachedEdges: drawnLoader('reached edges of a service area', (held, circles, signal) =>
      held.reachedEdges(circles, signal),
    ),
  };
}

type DrawCircles<T> = (
  held: HeldNetwork,
  circles: readonly ServiceAreaGround['circle'][],
  signal: AbortSignal,
) => Promise<T[]>;

function drawnLoader<T>(name: string, draw: DrawCircles<T>): LoaderDefinition<ServiceAreaGround, T> {
  return defineLoader(
    name,
    (grounds, { signal }) => drawEach(grounds, (held, circles) => draw(held, circles, signal)),
    groundKey,
  );
}

/** Draws many circles with one call for each network they lie on; nearly always that is one. */
async function drawEach<T>(
  grounds: readonly ServiceAreaGround[],
  draw: (held: HeldNetwork, circles: readonly ServiceAreaGround['circle'][]) => Promise<T[]>,
): Promise<T[]> {
  const drawn = new Map<ServiceAreaGround, T>();
  for (const held of new Set(grounds.map((ground) => ground.held))) {
    const here = grounds.filter((ground) => ground.held === held);
    const answers = await draw(
      held,
      here.map(({ circle }) => circle),
    );
    here.forEach((ground, at) => drawn.set(ground, answers[at]));
  }
  return grounds.map((ground) => drawn.get(ground)!);
}

/** What makes two circles of one request the same; where a snap lies follows from its metres along its edge. */
function groundKey({ held, circle }: ServiceAreaGround): string {
  const { snap, limitCentimeters, speedMetersPerSecond } = circle;
  const place = `${snap.edge} ${snap.offsetMeters} ${snap.accessMeters}`;
  return `${held.snapshotId} ${place} ${limitCentimeters} ${speedMetersPerSecond}`;
}
