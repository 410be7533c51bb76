import type { OsmTags } from './osm-tags.js';

/** The way keys the level is read from; `covered` and `indoor` change no level. */
export const OSM_LEVEL_KEYS: readonly string[] = ['layer', 'level', 'bridge', 'tunnel'];

/**
 * The level an OSM way runs on, to tell ways that cross from ways that pass each other: `layer` where it is not 0, else
 * 1 for a bridge and -1 for a tunnel (a passage through a building stays on the ground), else the indoor `level`.
 * NaN for stairs, ramps and lifts over several levels (`level=0;1`, `0-2`): they meet others at common nodes only.
 * Layer and level share one scale here, which can err only where an indoor way crosses a bridge of the same number.
 */
export function osmLevel({ layer, level, bridge, tunnel }: OsmTags): number {
  const drawn = levelNumber(layer);
  if (drawn) return drawn;
  if (isThere(bridge)) return 1;
  if (isThere(tunnel) && tunnel !== 'building_passage') return -1;
  return level === undefined || level.trim() === '' ? 0 : levelNumber(level);
}

/** Highest and lowest level a tag may mean; what lies beyond is a slip. */
const FURTHEST_LEVEL = 100;

function levelNumber(text = ''): number {
  const number = text.trim() === '' ? NaN : Number(text);
  return Math.abs(number) <= FURTHEST_LEVEL ? number : NaN;
}

function isThere(value: string | undefined): boolean {
  return value !== undefined && value !== 'no';
}
