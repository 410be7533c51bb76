import { placedServiceArea } from '../../kernel/accessibility/index.js';
import { PolygonTexts } from '../../kernel/geometry/polygon-text.js';
import type { CirclesAsk } from './circles-ask.js';
import type { PackedBytes } from './packed-bytes.js';
import { SnapSet } from './snap-set.js';
import type { WalkEngine } from './walk-engine.js';
import { WkbWriter } from './wkb-writer.js';

/** How display polygons are wanted: as they are sent, as PostGIS reads them, or both of the same rounded coordinates. */
export interface PolygonForms {
  readonly geoJson: boolean;
  readonly wkb: boolean;
}

export interface PolygonsAsk extends CirclesAsk {
  readonly forms: PolygonForms;
  /** Shared memory for the texts; they come in memory of their own where there is none or too little. */
  readonly room: Uint8Array | null;
}

/** Texts and binaries of display polygons in order; none of a form that was not wanted. */
export interface DrawnPolygons {
  readonly geoJson: {
    /** Null where they lie in the room of the ask. */
    readonly bytes: Uint8Array<ArrayBuffer> | null;
    /** Where each ends. */
    readonly ends: Int32Array;
  };
  readonly wkb: PackedBytes;
}

const texts = new PolygonTexts();
const binaries = new WkbWriter();

/** Display polygons: per circle of the ask a MultiPolygon. */
export function drawPolygons({ network, search }: WalkEngine, ask: PolygonsAsk): DrawnPolygons {
  const { from, to, limits, forms, room } = ask;
  const origins = new SnapSet(ask.origins);
  // What an earlier ask had written when it failed is not for this one.
  texts.begin();
  binaries.begin();
  for (let at = from; at < to; at++) {
    // Circles are drawn around places that are known to be on the network.
    const area = placedServiceArea(network, search, origins.at(at)!, limits[at - from]);
    const rounded = texts.round(area);
    if (forms.geoJson) texts.write();
    if (forms.wkb) binaries.multiPolygon(rounded);
  }
  return { geoJson: { bytes: putTexts(room), ends: texts.ends }, wkb: binaries.take() };
}

/** The texts in memory of their own, or null where they have been put into the room. */
function putTexts(room: Uint8Array | null): Uint8Array<ArrayBuffer> | null {
  const written = texts.texts;
  if (room === null || written.length > room.length) return written.slice() as Uint8Array<ArrayBuffer>;
  room.set(written);
  return null;
}
