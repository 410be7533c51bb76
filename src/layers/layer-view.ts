import { demandRole, holds, type Viewer } from '../platform/access/viewer.js';
import type { Layer, LayerField } from './layer.js';

/** What a viewer sees of a layer. */
export interface LayerView {
  readonly layer: Layer;
  /** Sees all rows and fields. */
  readonly isStaff: boolean;
}

/**
 * A layer as a viewer may see it.
 * @throws PlanningError UNAUTHENTICATED, FORBIDDEN where the layer is not for this viewer
 */
export function viewLayer(layer: Layer, viewer: Viewer): LayerView {
  if (layer.readers) demandRole(viewer, `Reading the layer ${layer.name}`, ...layer.readers);
  return { layer, isStaff: layer.staff !== null && holds(viewer, ...layer.staff) };
}

/** Whether the layer is there for this viewer. */
export function mayRead(layer: Layer, viewer: Viewer): boolean {
  return layer.readers === null || holds(viewer, ...layer.readers);
}

/** Whether everybody gets the same answer. */
export function isForAll(layer: Layer): boolean {
  return layer.readers === null && layer.staff === null;
}

/** Tells the views of all layers apart. */
export function viewKey({ layer, isStaff }: LayerView): string {
  return isStaff ? `${layer.name}+` : layer.name;
}

/** All fields of this view. */
export function rowFields({ layer, isStaff }: LayerView): LayerField[] {
  return layer.fields.filter(({ staffOnly }) => isStaff || !staffOnly);
}

/** The fields this view has in tiles. */
export function tileFields(view: LayerView): LayerField[] {
  return rowFields(view).filter(({ inTiles }) => inTiles);
}
