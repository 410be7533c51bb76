import type { Role } from '../platform/access/viewer.js';
import type { Dataset } from '../platform/sources/index.js';

/** A name in both languages of the program. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'date';

/** A property of the features of a layer. */
export interface LayerField extends Bilingual {
  /** As GraphQL names it. */
  readonly name: string;
  readonly type: FieldType;
  /** Read for `staff` of the layer only. */
  readonly staffOnly: boolean;
  /** Carried by tiles; the others come with a feature's own record. */
  readonly inTiles: boolean;
}

const STORED = ['divisions', 'facilities', 'estates', 'walkways', 'demand'] as const;
const COMPUTED = ['gaps', 'scenario'] as const;
export const LAYER_NAMES = [...STORED, ...COMPUTED] as const;
/** Read from tables. */
export type StoredLayerName = (typeof STORED)[number];
/** Computed by the rooms above. */
export type ComputedLayerName = (typeof COMPUTED)[number];
export type LayerName = (typeof LAYER_NAMES)[number];

export type LayerGeometry = 'POINT' | 'LINE' | 'POLYGON' | 'POINT_OR_POLYGON';

/** What the state of features is asked for; each layer says what it heeds. */
export interface CareQuestion {
  /** A service of care. */
  readonly service?: string;
  /** Of walking. */
  readonly minutes?: number;
  /** Of walking, metres a second. */
  readonly speed?: number;
  /** Age group that is counted. */
  readonly cohort?: string;
  /** Day, YYYY-MM-DD; absent: today in China. */
  readonly asOf?: string;
  /** Id of a saved scenario; absent: the register as it is. */
  readonly scenario?: string;
}

/** One kind of thing that maps, other programs and downloads show. */
export interface Layer {
  readonly name: LayerName;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly geometry: LayerGeometry;
  /** Roles that may read it beside admin; null lets everybody. */
  readonly readers: readonly Role[] | null;
  /** Roles that see every row and field of it beside admin; null where there is nothing more to see. */
  readonly staff: readonly Role[] | null;
  /** Datasets it is read from: its features stay the same while their revisions do. */
  readonly datasets: readonly Dataset[];
  readonly fields: readonly LayerField[];
  /** What of a question its features depend on; the rest is not for it. */
  readonly asks: readonly (keyof CareQuestion)[];
  /** Layers it is computed from; null for one that is stored. */
  readonly computedFrom: readonly StoredLayerName[] | null;
  /** Whether some features are in force only on some days. */
  readonly isDated: boolean;
  /** Field that tells its features apart, to join figures to them. */
  readonly key: string;
  /** Zooms it has tiles at; maps stretch the last one further. */
  readonly minZoom: number;
  readonly maxZoom: number;
}
