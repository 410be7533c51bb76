import type { Viewer } from '../platform/access/viewer.js';
import type { CareQuestion } from './layer.js';

/** A feature of a layer that is computed, at a point. */
export interface SourceRow {
  readonly id: string;
  /** Degrees; both null where the place is not known. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Codes of the division it lies in and of all above. */
  readonly divisions: readonly string[];
  /** By the layer's fields. */
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

/** A question that has been checked. */
export interface AskedSource {
  /** Equal keys mean equal rows. */
  readonly key: string;
  /** In the order of the ids. */
  read(signal?: AbortSignal): Promise<readonly SourceRow[]>;
}

/** Who computes the features of a layer; told by the rooms above. */
export interface LayerSource {
  /** @throws PlanningError for what cannot be asked */
  ask(question: CareQuestion, viewer: Viewer): Promise<AskedSource>;
}
