import type { Position } from 'geojson';
import type { WaySet } from '../../kernel/network/way-set.js';
import { joinLineVertices } from './join-line-vertices.js';

/** Walkway lines as drawn, one entry each: whole columns cross threads at little cost. */
export interface DrawnLines {
  readonly wayId: Float64Array;
  /** Vertices of line l: lineOffset[l] … lineOffset[l + 1]. */
  readonly lineOffset: Int32Array;
  /** lon, lat, lon, lat … in WGS 84 degrees. */
  readonly lonLat: Float64Array;
  /** As in WaySet. */
  readonly kind: Uint8Array;
  readonly direction: Uint8Array;
  readonly speedFactor: Float32Array;
  readonly level: Float32Array;
}

/**
 * Lines as ways that meet where they share a vertex, to a centimetre, by the rules of `joinLineVertices`. Lines that
 * merely cross stay apart (`nodeCrossings` joins them).
 * @param joinMeters a line's end that meets nothing joins the nearest vertex of another line within so many; 0: none
 */
export function waySetOfLines(
  { wayId, lineOffset, lonLat, kind, direction, speedFactor, level }: DrawnLines,
  joinMeters = 0,
): { readonly ways: WaySet; readonly joinedEndCount: number } {
  const lines = Array.from(wayId, (_, line) =>
    Array.from({ length: lineOffset[line + 1] - lineOffset[line] }, (__, k): Position => {
      const at = 2 * (lineOffset[line] + k);
      return [lonLat[at], lonLat[at + 1]];
    }),
  );
  const { nodeLon, nodeLat, wayOffset, wayNode, joinedEndCount } = joinLineVertices(lines, level, joinMeters);
  return {
    ways: {
      nodeId: Float64Array.from(nodeLon, (_, node) => node + 1),
      nodeLon,
      nodeLat,
      nodeFlags: new Uint8Array(nodeLon.length),
      wayId,
      wayOffset,
      wayNode,
      wayKind: kind,
      wayDirection: direction,
      waySpeedFactor: speedFactor,
      wayLevel: level,
    },
    joinedEndCount,
  };
}
