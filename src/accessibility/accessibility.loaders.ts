import { Turns } from '../platform/compute/in-turns.js';
import { JsonText } from '../platform/graphql/json-text.js';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition, RequestContext } from '../platform/graphql/request-context.js';
import type { AccessibilityService, ServiceAreaPlace } from './accessibility.service.js';
import type { DataVersion, DataVersionRepository } from './data-version.repository.js';
import type { PolygonForms } from './engine/draw-polygons.js';
import type { GeoJsonBytes, HeldNetwork } from './held-network.js';
import type { PolygonText } from './service-area-polygons.js';
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

const NOTHING = new Uint8Array(0);
/** More of them are drawn in a turn of their own. */
const FEW_CIRCLES = 100;

interface PolygonKey {
  readonly ground: ServiceAreaGround;
  readonly form: keyof PolygonForms;
}

/** A display polygon in the forms it was asked for. */
interface LoadedPolygon {
  readonly geoJson: PolygonText;
  readonly wkb: Uint8Array;
}

export interface AccessibilityLoaders {
  /** The state of the data this request answers from; read once. */
  readonly version: LoaderDefinition<'now', DataVersion>;
  readonly serviceArea: LoaderDefinition<ServiceAreaKey, ServiceArea>;
  readonly reach: LoaderDefinition<ServiceAreaGround, AreaReach>;
  readonly lines: LoaderDefinition<ServiceAreaGround, GeoJsonBytes>;
  readonly polygon: LoaderDefinition<PolygonKey, LoadedPolygon>;
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
  const polygon: AccessibilityLoaders['polygon'] = defineLoader(
    'polygon of a service area',
    async (keys, context) => {
      const wanted = new Set(keys.map(({ form }) => form));
      const forms = { geoJson: wanted.has('geoJson'), wkb: wanted.has('wkb') };
      // Whatever forms a circle is wanted in, it is drawn once.
      const grounds = [...new Map(keys.map(({ ground }) => [groundKey(ground), ground])).values()];
      // Naming many places filled a turn already.
      if (grounds.length > FEW_CIRCLES) await new Turns().next();
      const drawn = await drawEach(grounds, (held, circles) => drawPolygons(held, circles, forms, context));
      const byKey = new Map(grounds.map((ground, at) => [groundKey(ground), drawn[at]]));
      return keys.map(({ ground }) => byKey.get(groundKey(ground))!);
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
        const polygons = await Promise.all(
          grounds.map((ground) => context.load(polygon, { ground, form: 'wkb' })),
        );
        const binaries = polygons.map(({ wkb }) => wkb);
        return accessibility.areas.squareMeters(binaries, context.signal);
      },
      groundKey,
    ),
    reachedEdges: drawnLoader('reached edges of a service area', (held, circles, signal) =>
      held.reachedEdges(circles, signal),
    ),
  };
}

/** Texts alone are written while the answer is sent, if it may be; measuring has to wait for every polygon. */
async function drawPolygons(
  held: HeldNetwork,
  circles: readonly ServiceAreaGround['circle'][],
  forms: PolygonForms,
  { signal, sending }: RequestContext,
): Promise<LoadedPolygon[]> {
  const late = sending && !forms.wkb ? held.polygonTexts(circles, signal, sending) : null;
  if (late) return late.map((geoJson) => ({ geoJson, wkb: NOTHING }));
  const drawn = await held.polygons(circles, signal, forms, sending);
  return drawn.map(({ geoJson, wkb }) => ({ geoJson: new JsonText(geoJson), wkb }));
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
