import type { Position } from 'geojson';
import { WALKWAY_KINDS, type WaySet } from '../../kernel/network/way-set.js';
import type { OsmIgnoredReason } from '../../walkways/index.js';
import { importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { lineTraits, type LineTraits } from './line-traits.js';
import { joinLineVertices } from './join-line-vertices.js';

export interface LineOptions {
  /** A line's end that meets nothing joins the nearest vertex of another line within so many metres; absent or 0: none. */
  readonly joinMeters?: number;
}

/**
 * An authority's own walkway lines (LineString or MultiLineString, WGS 84) as ways that meet where they share a vertex,
 * to a centimetre, by the rules of `joinLineVertices`. Lines that merely cross stay apart (`nodeCrossings` joins them).
 *
 * Properties read: see `lineTraits`. Rows that cannot be used are reported and left out; lines not for walkers are counted.
 * Way numbers are the whole numbers in `id`, else the source rows; the further parts of a MultiLineString get
 * number + part × 10¹².
 */
export function linesToWaySet(
  records: Iterable<SourceRecord>,
  { joinMeters = 0 }: LineOptions = {},
): {
  readonly ways: WaySet;
  readonly issues: readonly ImportIssue[];
  /** Lines whose tags say that nobody may walk there, by reason. */
  readonly ignored: Readonly<Partial<Record<OsmIgnoredReason, number>>>;
  /** Ends joined within `joinMeters`. */
  readonly joinedEndCount: number;
} {
  const issues: ImportIssue[] = [];
  const rowOfNumber = new Map<number, number>();
  const ignored: Partial<Record<OsmIgnoredReason, number>> = {};
  const wayId: number[] = [];
  const traitsOfWay: LineTraits[] = [];
  const lines: Position[][] = [];
  for (const record of records) {
    issues.push(...(record.issues ?? []));
    if (record.issues?.some((issue) => issue.severity === 'error')) continue;
    const parts = partsOf(record, issues);
    const traits = lineTraits(record, issues);
    if (parts === null || traits === null) continue;
    if ('ignored' in traits) {
      ignored[traits.ignored] = (ignored[traits.ignored] ?? 0) + 1;
      continue;
    }
    const number = numberOf(record);
    const firstRow = rowOfNumber.get(number);
    if (firstRow !== undefined) {
      issues.push(importIssue('DUPLICATE_KEY', { row: record.row, field: 'id', value: number, firstRow }));
      continue;
    }
    rowOfNumber.set(number, record.row);
    parts.forEach((line, part) => {
      wayId.push(number + part * 1e12);
      traitsOfWay.push(traits);
      lines.push(line);
    });
  }
  const wayLevel = Float32Array.from(traitsOfWay, ({ level }) => level);
  const joined = joinLineVertices(lines, wayLevel, joinMeters);
  return {
    ways: {
      nodeId: Float64Array.from(joined.nodeLon, (_, node) => node + 1),
      nodeLon: joined.nodeLon,
      nodeLat: joined.nodeLat,
      nodeFlags: new Uint8Array(joined.nodeLon.length),
      wayId: Float64Array.from(wayId),
      wayOffset: joined.wayOffset,
      wayNode: joined.wayNode,
      wayKind: Uint8Array.from(traitsOfWay, ({ kind }) => WALKWAY_KINDS.indexOf(kind)),
      wayDirection: Uint8Array.from(traitsOfWay, ({ direction }) => direction),
      waySpeedFactor: Float32Array.from(traitsOfWay, ({ speedFactor }) => speedFactor),
      wayLevel,
    },
    issues,
    ignored,
    joinedEndCount: joined.joinedEndCount,
  };
}

function numberOf({ properties, row }: SourceRecord): number {
  const id = Number(properties.id ?? NaN);
  return Number.isSafeInteger(id) && id > 0 ? id : row;
}

function partsOf({ geometry, row }: SourceRecord, issues: ImportIssue[]): Position[][] | null {
  if (geometry === null) issues.push(importIssue('MISSING_GEOMETRY', { row }));
  else if (geometry.type === 'LineString') return [geometry.coordinates];
  else if (geometry.type === 'MultiLineString') return geometry.coordinates;
  else {
    const expected = 'LineString / MultiLineString';
    issues.push(importIssue('WRONG_GEOMETRY_TYPE', { row, value: geometry.type, expected }));
  }
  return null;
}
