import { invariant } from '../kernel/invariant.js';
import type { Layer, StoredLayerName } from './layer.js';

/** Where a layer's features are stored, as SQL. */
export interface LayerTable {
  /** Table and its alias. */
  readonly from: string;
  /** Alias and columns in whose order features come. */
  readonly order: string;
  /** Expression in whose order a tile holds features before that: where there is no room for all, the last go. */
  readonly importance: string;
  readonly sourceKey: string;
  /** Indexed columns in WGS 84, one of which is a feature's place. */
  readonly places: readonly string[];
  /** A feature's geometry at a zoom. */
  geometryAt(zoom: number): string;
  /** Dimension of its lines or areas, of which a tile may hold a part; null for points. */
  readonly parts: 'lines' | 'areas' | null;
  /** Rows there are at a zoom. */
  whereAt?(zoom: number): string;
  /** Rows everybody may see; absent for all. */
  readonly publicWhere?: string;
  /** Expression of each field. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Estates are drawn as areas from here on; further out they are smaller than a hand's breadth. */
const ESTATE_AREAS_FROM = 14;

/** Kinds of facilities from those for a whole county to those for a few houses. */
const FACILITY_KINDS = [
  ['INSTITUTION', 'SUPPORT_INSTITUTION', 'DEMONSTRATION_CENTER', 'COMPREHENSIVE_CENTER'],
  ['REGIONAL_RURAL_CENTER', 'GUIDANCE_CENTER'],
  ['COMMUNITY_STATION', 'DAY_CARE_CENTER'],
  ['MUTUAL_AID_POINT', 'MEAL_POINT'],
];

/** Levels of divisions from above; those of a row stand beside each other. */
const LEVELS = [
  ['PROVINCE'],
  ['CITY'],
  ['COUNTY'],
  ['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE'],
  ['COMMUNITY', 'VILLAGE'],
];

/** The row a value stands in. */
function rank(column: string, rows: readonly (readonly string[])[]): string {
  const cases = rows.flatMap((row, at) => row.map((value) => `WHEN '${value}' THEN ${at}`));
  return `CASE ${column} ${cases.join(' ')} END`;
}

/** Levels of divisions that a map of the zoom has room for. */
function levelsAt(zoom: number): string {
  const levels = ['PROVINCE', 'CITY'];
  if (zoom >= 5) levels.push('COUNTY');
  if (zoom >= 8) levels.push('SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE');
  if (zoom >= 11) levels.push('COMMUNITY', 'VILLAGE');
  return levels.map((level) => `'${level}'`).join(', ');
}

export const LAYER_TABLES: Readonly<Record<StoredLayerName, LayerTable>> = {
  divisions: {
    from: 'administrative_division d',
    order: 'd.code',
    importance: rank('d.level', LEVELS),
    sourceKey: 'd.source_key',
    places: ['d.boundary'],
    geometryAt: () => 'd.boundary',
    parts: 'areas',
    whereAt: (zoom) => `d.level IN (${levelsAt(zoom)})`,
    fields: {
      code: 'd.code::text',
      name: 'd.name',
      level: 'd.level',
      parentCode: 'd.parent_code::text',
      urbanRuralClass: 'd.urban_rural_class::text',
      validFrom: 'd.valid_from::text',
      validTo: 'd.valid_to::text',
      vintage: 'd.vintage',
    },
  },
  facilities: {
    from: 'facility f',
    order: 'f.id',
    importance: rank('f.kind', FACILITY_KINDS),
    sourceKey: 'f.source_key',
    places: ['f.entrance'],
    geometryAt: () => 'f.entrance',
    parts: null,
    publicWhere: 'f.published',
    fields: {
      id: 'f.id',
      name: 'f.name',
      kind: 'f.kind',
      capabilities: "array_to_string(f.capabilities, ',')",
      mealMode: 'f.meal_mode',
      divisionCode: 'f.division_code::text',
      published: 'f.published',
      beds: 'f.beds',
      nursingBeds: 'f.nursing_beds',
      mealsPerDay: 'f.meals_per_day',
      address: 'f.address',
      contact: 'f.contact',
      floorAreaSquareMeters: 'f.floor_area_square_meters',
      rating: 'f.rating',
      operator: 'f.operator',
    },
  },
  estates: {
    from: 'housing_estate e',
    order: 'e.id',
    importance: 'e.households DESC',
    sourceKey: 'e.source_key',
    places: ['e.location', 'e.boundary'],
    geometryAt: (zoom) => (zoom < ESTATE_AREAS_FROM ? 'e.location' : 'COALESCE(e.boundary, e.location)'),
    parts: 'areas',
    fields: {
      id: 'e.id',
      name: 'e.name',
      households: 'e.households',
      gated: 'e.gated',
      divisionCode: 'e.division_code::text',
      plannedPopulation: 'e.planned_population',
      deliveredOn: 'e.delivered_on::text',
      declaredClass: 'e.declared_class',
      phase: 'e.phase',
      developer: 'e.developer',
    },
  },
  walkways: {
    from: 'walkway w',
    order: 'w.source_key, w.way_id, w.segment',
    importance: 'w.length_meters DESC',
    sourceKey: 'w.source_key',
    places: ['w.geometry'],
    geometryAt: () => 'w.geometry',
    parts: 'lines',
    fields: {
      id: "w.source_key || '/' || w.way_id || '/' || w.segment",
      kind: 'w.kind',
      direction: 'w.direction',
      level: 'w.level::float8',
      speedFactor: 'w.speed_factor::float8',
      lengthMeters: 'w.length_meters',
    },
  },
  demand: {
    from: 'demand_point p',
    order: 'p.id',
    importance: 'p.weight_all DESC NULLS LAST',
    sourceKey: 'p.source_key',
    places: ['p.location'],
    geometryAt: () => 'p.location',
    parts: null,
    fields: {
      id: 'p.id',
      kind: 'p.kind',
      population: 'p.weight_all',
      elderly60: 'p.weight_60',
      elderly65: 'p.weight_65',
      elderly80: 'p.weight_80',
      divisionCode: 'p.division_code::text',
      estateId: 'p.estate_id',
    },
  },
};

/** Where a layer is stored. */
export function tableOf({ name }: Layer): LayerTable {
  invariant(Object.hasOwn(LAYER_TABLES, name), 'only a stored layer has a table');
  return LAYER_TABLES[name as StoredLayerName];
}
