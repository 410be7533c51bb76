import { osmNodePassage, type OsmIgnoredReason, type OsmTags } from '../../walkways/index.js';
import type { SourceRecord } from '../source-record.js';
import { isAbsent } from './line-traits.js';

/** Words of the field `kind` that make a point a gate. */
const GATE_WORDS: ReadonlySet<string> = new Set([
  'gate',
  'entrance',
  'door',
  '门',
  '大门',
  '小区门',
  '出入口',
  '入口',
  '门禁',
]);

/**
 * Reads a point's properties as a gate: `kind` gate or entrance, or OSM's `barrier` and `entrance`; closed where `open`
 * says no, or `foot` or `access` keep people out, or a wall has no door. Null where it is no gate.
 */
export function gateTraits({
  properties,
}: SourceRecord): { readonly isClosed: boolean } | { readonly ignored: OsmIgnoredReason } | null {
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties))
    if (typeof value === 'string' && value.trim() !== '') tags[key] = value.trim().toLowerCase();
  if (GATE_WORDS.has(tags.kind)) tags.barrier ??= 'gate';
  if (tags.barrier === undefined && tags.entrance === undefined) return null;
  const { blocked, gate } = osmNodePassage(tags as OsmTags);
  const open = properties.open;
  const isShut = open !== undefined && open !== null && String(open).trim() !== '' && isAbsent(open);
  if (!blocked && !gate && !isShut) return { ignored: 'notAWay' };
  return { isClosed: blocked || isShut };
}
