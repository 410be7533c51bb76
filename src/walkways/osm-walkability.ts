import type { WalkwayKind } from '../kernel/network/way-set.js';
import { OSM_LEVEL_KEYS } from './osm-level.js';
import type { OsmTags } from './osm-tags.js';

/** Why a way that looks like a road or path is left out; the keys of the import report's `ignored` counts. */
export type OsmIgnoredReason =
  | 'motorTrafficOnly' // motorway, trunk without a sidewalk, motorroad
  | 'footForbidden' // foot=no, use_sidepath, …
  | 'privateAccess' // access=no, private, … without foot=yes
  | 'horsesOnly' // bridleway without foot=yes
  | 'waitingPlace' // platform of a bus or train without foot=yes
  | 'notBuilt' // construction, proposed, …
  | 'carArea' // area=yes on something that is not a place for walkers
  | 'ferry'
  | 'otherKind' // raceway, bus_guideway, an unknown highway=*, …
  | 'notAWay'; // carries no tag that makes it a way at all (buildings, rivers, …); not reported

export type OsmWalkability =
  | {
      readonly walkable: true;
      readonly kind: WalkwayKind;
      /** 0 both ways, 1 along the way only, 2 against it only. */
      readonly direction: 0 | 1 | 2;
      /** Walking speed here ÷ walking speed on the level. */
      readonly speedFactor: number;
    }
  | { readonly walkable: false; readonly ignored: OsmIgnoredReason };

/** The way keys the rules look at; a reader may skip every other tag. */
export const OSM_WAY_KEYS: readonly string[] = [
  'highway',
  'foot',
  'access',
  'area',
  'motorroad',
  'sidewalk',
  'sidewalk:left',
  'sidewalk:right',
  'sidewalk:both',
  'footway',
  'path',
  'conveying',
  'oneway:foot',
  'foot:forward',
  'foot:backward',
  'man_made',
  'railway',
  'public_transport',
  'route',
  ...OSM_LEVEL_KEYS,
];

/** The node keys the rules look at. */
export const OSM_NODE_KEYS: readonly string[] = ['barrier', 'entrance', 'foot', 'access'];

/**
 * Assumption: older people climb stairs at about half their level speed, measured along the drawn (horizontal) line.
 * Escalators count the same, for they may stand still.
 */
export const STEPS_SPEED_FACTOR = 0.5;

/** highway=* that walkers may use unless a tag forbids it (OSM wiki, Key:highway and OSM tags for routing). */
const OPEN_TO_WALKERS: ReadonlyMap<string, WalkwayKind> = new Map(
  Object.entries({
    footway: 'footway',
    path: 'path',
    pedestrian: 'pedestrian',
    steps: 'steps',
    corridor: 'corridor',
    crossing: 'crossing',
    // Shared or tolerated nearly everywhere, and in China the kerbside cycle track is the walkway of most older streets.
    cycleway: 'cycleway',
    living_street: 'living_street',
    residential: 'residential',
    service: 'service',
    track: 'track',
    unclassified: 'unclassified',
    road: 'road',
    tertiary: 'tertiary',
    tertiary_link: 'tertiary',
    secondary: 'secondary',
    secondary_link: 'secondary',
    primary: 'primary',
    primary_link: 'primary',
    elevator: 'other',
  } satisfies Record<string, WalkwayKind>),
);

/** Walkable only where a tag says so: explicitly by foot=*, or (trunk) by a mapped sidewalk. */
const MOTORWAYS = new Set(['motorway', 'motorway_link']);
const TRUNKS = new Set(['trunk', 'trunk_link']);

const NOT_BUILT = new Set([
  'construction',
  'proposed',
  'planned',
  'razed',
  'abandoned',
  'disused',
  'demolished',
  'dismantled',
  'no',
]);

/** Kinds whose area=yes outline one can walk along; other areas (car parks, yards) are not ways at all. */
const WALKABLE_AREAS = new Set<WalkwayKind>([
  'footway',
  'path',
  'pedestrian',
  'platform',
  'corridor',
  'living_street',
  'steps',
  'crossing',
]);

const FOOT_ALLOWED = new Set([
  'yes',
  'designated',
  'permissive',
  'official',
  'destination',
  'customers',
  'public',
]);
/** Values that keep the general public out (Key:access); `destination` and `customers` still let one walk there. */
const KEPT_OUT = new Set([
  'no',
  'private',
  'use_sidepath',
  'agricultural',
  'forestry',
  'delivery',
  'military',
  'emergency',
  'permit',
]);

const SIDEWALK_PRESENT = new Set(['both', 'left', 'right', 'yes']);

/**
 * Whether people may walk along an OSM way, by OSM's tagging practice:
 * - `foot` outranks `access`; `vehicle`, `motor_vehicle` and a car's `oneway` do not bind walkers, only `oneway:foot`,
 *   `foot:forward|backward=no` and a moving stair (`conveying=forward|backward`) do.
 * - motorways never; `motorroad=yes` and `trunk` only with foot=yes/designated, trunk also with a mapped sidewalk.
 *   (The wiki's world-wide table leaves trunk open to walkers; in China a trunk is a 国道 or urban 快速路, and for older
 *   people a missing circle is safer than one that runs along an expressway.)
 * - `sidewalk=*` adds no way beside the road: the road's own line stands for its sidewalks. `sidewalk=separate` keeps
 *   the road walkable too, for the separate lines are rarely connected at every corner; `foot=use_sidepath` excludes it.
 * - places for walkers drawn as areas (squares) are walked along their outline, as routers do; other areas are left out.
 * - piers are walkways; ferries are not, nor are platforms unless foot=yes: one waits there, and in China a train's
 *   platform lies behind ticket gates.
 * Conditional tags (`foot:conditional`), opening hours and surfaces are not considered.
 */
export function osmWalkability(tags: OsmTags): OsmWalkability {
  const highway = tags.highway;
  const kind = highway === undefined ? kindWithoutHighway(tags) : kindOfHighway(highway, tags);
  if (kind === null) return ignored(tags.route === 'ferry' ? 'ferry' : 'notAWay');
  if (typeof kind === 'object') return kind;

  if (tags.foot !== undefined && KEPT_OUT.has(tags.foot)) return ignored('footForbidden');
  const footAllowed = isFootAllowed(tags);
  if (!footAllowed && tags.access !== undefined && KEPT_OUT.has(tags.access)) return ignored('privateAccess');
  if (!footAllowed && tags.motorroad === 'yes') return ignored('motorTrafficOnly');
  if (tags.area === 'yes' && !WALKABLE_AREAS.has(kind)) return ignored('carArea');

  return {
    walkable: true,
    kind,
    direction: walkingDirection(tags),
    speedFactor: kind === 'steps' ? STEPS_SPEED_FACTOR : 1,
  };
}

/** What a node on a way means to somebody walking through it. */
export interface OsmNodePassage {
  /** Nobody gets through: the ways end on either side. */
  readonly blocked: boolean;
  /** A gate or entrance: to be kept as a node of the network. */
  readonly gate: boolean;
}

const FREE: OsmNodePassage = { blocked: false, gate: false };

/** Barriers one cannot walk through (the same set as OSRM's foot profile, and their like). */
const SOLID_BARRIERS = new Set(['wall', 'fence', 'hedge', 'city_wall', 'retaining_wall', 'yes']);
const GATES = new Set([
  'gate',
  'lift_gate',
  'swing_gate',
  'sliding_gate',
  'hampshire_gate',
  'kissing_gate',
  'wicket_gate',
  'entrance',
  'turnstile',
  'full-height_turnstile',
  'sally_port',
]);

/**
 * Whether a node lets walkers through. foot=yes (or designated, permissive, …) always does; foot=no, access=no and
 * access=private on a barrier block it, as does a wall or fence without a door. A private gate thus keeps strangers
 * from cutting through an estate, exactly as access=private on its streets does; the estate's own people start at the gate.
 */
export function osmNodePassage(tags: OsmTags): OsmNodePassage {
  const barrier = tags.barrier;
  const entrance = tags.entrance !== undefined && tags.entrance !== 'no';
  if (barrier === undefined) return entrance ? { blocked: false, gate: true } : FREE;
  const gate = entrance || GATES.has(barrier);
  if (isFootAllowed(tags)) return { blocked: false, gate };
  const keptOut =
    (tags.foot !== undefined && KEPT_OUT.has(tags.foot)) ||
    (tags.access !== undefined && KEPT_OUT.has(tags.access)) ||
    (!entrance && SOLID_BARRIERS.has(barrier));
  return { blocked: keptOut, gate };
}

function ignored(reason: OsmIgnoredReason): OsmWalkability {
  return { walkable: false, ignored: reason };
}

function isFootAllowed(tags: OsmTags): boolean {
  return tags.foot !== undefined && FOOT_ALLOWED.has(tags.foot);
}

function kindWithoutHighway(tags: OsmTags): WalkwayKind | OsmWalkability | null {
  if (tags.railway === 'platform' || tags.public_transport === 'platform') return kindOfPlatform(tags);
  if (tags.man_made === 'pier') return 'footway';
  return null;
}

function kindOfPlatform(tags: OsmTags): WalkwayKind | OsmWalkability {
  return isFootAllowed(tags) ? 'platform' : ignored('waitingPlace');
}

function kindOfHighway(highway: string, tags: OsmTags): WalkwayKind | OsmWalkability {
  const open = OPEN_TO_WALKERS.get(highway);
  if (open !== undefined) {
    const crossing = tags.footway === 'crossing' || tags.path === 'crossing';
    return crossing && (open === 'footway' || open === 'path') ? 'crossing' : open;
  }
  if (MOTORWAYS.has(highway)) return ignored('motorTrafficOnly');
  if (TRUNKS.has(highway)) {
    const open = tags.foot === 'yes' || tags.foot === 'designated' || hasSidewalk(tags);
    return open ? 'trunk' : ignored(tags.foot === 'no' ? 'footForbidden' : 'motorTrafficOnly');
  }
  if (highway === 'platform') return kindOfPlatform(tags);
  if (highway === 'bridleway') return isFootAllowed(tags) ? 'bridleway' : ignored('horsesOnly');
  if (NOT_BUILT.has(highway)) return ignored('notBuilt');
  return ignored('otherKind');
}

function hasSidewalk(tags: OsmTags): boolean {
  return (
    (tags.sidewalk !== undefined && SIDEWALK_PRESENT.has(tags.sidewalk)) ||
    tags['sidewalk:both'] === 'yes' ||
    tags['sidewalk:left'] === 'yes' ||
    tags['sidewalk:right'] === 'yes'
  );
}

function walkingDirection(tags: OsmTags): 0 | 1 | 2 {
  const oneway = tags['oneway:foot'];
  if (oneway === 'yes' || oneway === '1' || oneway === 'true') return 1;
  if (oneway === '-1' || oneway === 'reverse') return 2;
  if (oneway === 'no') return 0;
  if (tags['foot:backward'] === 'no' && tags['foot:forward'] !== 'no') return 1;
  if (tags['foot:forward'] === 'no' && tags['foot:backward'] !== 'no') return 2;
  if (tags.conveying === 'forward') return 1;
  if (tags.conveying === 'backward') return 2;
  return 0;
}
