import type { Position } from 'geojson';
import { WALKWAY_KINDS, type WalkwayKind, type WaySet } from '../../kernel/network/way-set.js';
import { osmWalkability, STEPS_SPEED_FACTOR, type OsmTags } from '../../walkways/index.js';
import { importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';

/** Positions that agree to this many parts of a degree (about a centimetre) are one node. */
const PARTS_PER_DEGREE = 1e7;

const KINDS: ReadonlySet<string> = new Set(WALKWAY_KINDS);

/**
 * An authority's own walkway lines (LineString or MultiLineString, WGS 84) as ways that meet where they share a
 * vertex: positions equal after rounding to 1e-7° on the same `level` are one node. Lines that merely cross stay apart.
 *
 * Properties read: `kind` (a WALKWAY_KINDS value, else `other`), or OSM's `highway` with `foot`, `access`, … by OSM's
 * rules; `direction` (both, forward, backward) or `oneway` (yes, -1, no), the latter not where the line is a carriageway;
 * `speedFactor` in (0, 1]; `level` or `layer`, which keeps bridges and tunnels apart from what they cross, while their
 * ends join level 0 as ramps do. Rows that cannot be used are reported and left out; lines not for walkers are counted.
 * Way numbers are the whole numbers in `id`, else the source rows; the further parts of a MultiLineString get
 * number + part × 10¹².
 */
export function linesToWaySet(records: Iterable<SourceRecord>): {
  readonly ways: WaySet;
  readonly issues: readonly ImportIssue[];
  /** Lines whose tags say that nobody may walk there. */
  readonly notWalkableCount: number;
} {
  const issues: ImportIssue[] = [];
  const nodes = new NodeIndex();
  const rowOfNumber = new Map<number, number>();
  let notWalkableCount = 0;
  const wayId: number[] = [];
  const wayOffset: number[] = [0];
  const wayNode: number[] = [];
  const wayKind: number[] = [];
  const wayDirection: number[] = [];
  const waySpeedFactor: number[] = [];
  for (const record of records) {
    issues.push(...(record.issues ?? []));
    if (record.issues?.some((issue) => issue.severity === 'error')) continue;
    const lines = linesOf(record, issues);
    const traits = traitsOf(record, issues);
    if (lines === null || traits === null) continue;
    if (traits === 'notWalkable') {
      notWalkableCount++;
      continue;
    }
    const number = numberOf(record);
    const firstRow = rowOfNumber.get(number);
    if (firstRow !== undefined) {
      issues.push(importIssue('DUPLICATE_KEY', { row: record.row, field: 'id', value: number, firstRow }));
      continue;
    }
    rowOfNumber.set(number, record.row);
    lines.forEach((line, part) => {
      wayId.push(number + part * 1e12);
      line.forEach((position, at) => {
        const isEnd = at === 0 || at === line.length - 1;
        const node = nodes.add(position, isEnd ? 0 : traits.level);
        if (node !== wayNode[wayNode.length - 1] || wayNode.length === wayOffset[wayOffset.length - 1]) {
          wayNode.push(node);
        }
      });
      wayOffset.push(wayNode.length);
      wayKind.push(WALKWAY_KINDS.indexOf(traits.kind));
      wayDirection.push(traits.direction);
      waySpeedFactor.push(traits.speedFactor);
    });
  }
  return {
    ways: {
      ...nodes.columns(),
      wayId: Float64Array.from(wayId),
      wayOffset: Int32Array.from(wayOffset),
      wayNode: Int32Array.from(wayNode),
      wayKind: Uint8Array.from(wayKind),
      wayDirection: Uint8Array.from(wayDirection),
      waySpeedFactor: Float32Array.from(waySpeedFactor),
    },
    issues,
    notWalkableCount,
  };
}

function numberOf({ properties, row }: SourceRecord): number {
  const id = Number(properties.id ?? NaN);
  return Number.isSafeInteger(id) && id > 0 ? id : row;
}

function linesOf({ geometry, row }: SourceRecord, issues: ImportIssue[]): Position[][] | null {
  if (geometry === null) issues.push(importIssue('MISSING_GEOMETRY', { row }));
  else if (geometry.type === 'LineString') return [geometry.coordinates];
  else if (geometry.type === 'MultiLineString') return geometry.coordinates;
  else {
    const expected = 'LineString / MultiLineString';
    issues.push(importIssue('WRONG_GEOMETRY_TYPE', { row, value: geometry.type, expected }));
  }
  return null;
}

interface LineTraits {
  readonly kind: WalkwayKind;
  readonly direction: 0 | 1 | 2;
  readonly speedFactor: number;
  readonly level: number;
}

const DIRECTIONS: ReadonlyMap<string, 0 | 1 | 2> = new Map([
  ['', 0],
  ['0', 0],
  ['both', 0],
  ['no', 0],
  ['false', 0],
  ['1', 1],
  ['yes', 1],
  ['true', 1],
  ['forward', 1],
  ['-1', 2],
  ['2', 2],
  ['reverse', 2],
  ['backward', 2],
]);

/** Kinds no car drives on, so that `oneway` can only be meant for walkers. */
const WALKERS_ONLY: ReadonlySet<WalkwayKind> = new Set([
  'footway',
  'path',
  'pedestrian',
  'steps',
  'corridor',
  'crossing',
]);

function traitsOf(
  { properties, row }: SourceRecord,
  issues: ImportIssue[],
): LineTraits | 'notWalkable' | null {
  const text = (name: string): string =>
    String(properties[name] ?? '')
      .trim()
      .toLowerCase();
  const kind = kindOf(text, properties);
  if (kind === null) return 'notWalkable';

  const onewayBinds = text('kind') !== '' || text('highway') === '' || WALKERS_ONLY.has(kind);
  const directionField = text('direction') !== '' || !onewayBinds ? 'direction' : 'oneway';
  const direction = DIRECTIONS.get(text(directionField));
  if (direction === undefined) {
    const expected = 'both / forward / backward';
    issues.push(
      importIssue('BAD_VALUE', { row, field: directionField, value: properties[directionField], expected }),
    );
    return null;
  }
  const speedText = text('speedFactor');
  const speedFactor = speedText === '' ? (kind === 'steps' ? STEPS_SPEED_FACTOR : 1) : Number(speedText);
  if (!(speedFactor > 0 && speedFactor <= 1)) {
    issues.push(importIssue('BAD_NUMBER', { row, field: 'speedFactor', value: speedText, expected: '0–1' }));
    return null;
  }
  const levelText = text('level') || text('layer') || '0';
  const level = Number.parseFloat(levelText);
  if (!Number.isFinite(level)) {
    issues.push(importIssue('BAD_NUMBER', { row, field: 'level', value: levelText }));
    return null;
  }
  return { kind, direction, speedFactor, level };
}

function kindOf(text: (name: string) => string, properties: SourceRecord['properties']): WalkwayKind | null {
  const kind = text('kind');
  if (kind !== '') return KINDS.has(kind) ? (kind as WalkwayKind) : 'other';
  if (text('highway') === '') return 'other';
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties))
    if (typeof value === 'string' && value !== '') tags[key] = value;
  const walkability = osmWalkability(tags as OsmTags);
  return walkability.walkable ? walkability.kind : null;
}

/** Nodes by rounded position and level, numbered 1, 2, 3 … in order of first mention. */
class NodeIndex {
  private readonly indexes = new Map<string, number>();
  private readonly lons: number[] = [];
  private readonly lats: number[] = [];

  add(position: Position, level: number): number {
    const x = Math.round(position[0] * PARTS_PER_DEGREE);
    const y = Math.round(position[1] * PARTS_PER_DEGREE);
    const key = `${x} ${y} ${level}`;
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    const index = this.lons.length;
    this.indexes.set(key, index);
    this.lons.push(x / PARTS_PER_DEGREE);
    this.lats.push(y / PARTS_PER_DEGREE);
    return index;
  }

  columns(): Pick<WaySet, 'nodeId' | 'nodeLon' | 'nodeLat' | 'nodeFlags'> {
    return {
      nodeId: Float64Array.from(this.lons, (_, index) => index + 1),
      nodeLon: Float64Array.from(this.lons),
      nodeLat: Float64Array.from(this.lats),
      nodeFlags: new Uint8Array(this.lons.length),
    };
  }
}
