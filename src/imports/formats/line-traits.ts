import { WALKWAY_KINDS, type WalkwayKind } from '../../kernel/network/way-set.js';
import {
  osmLevel,
  osmWalkability,
  STEPS_SPEED_FACTOR,
  type OsmIgnoredReason,
  type OsmTags,
} from '../../walkways/index.js';
import { importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';

const KINDS: ReadonlySet<string> = new Set(WALKWAY_KINDS);
/** Chinese words for the kinds that matter to walking. */
const KIND_WORDS: ReadonlyMap<string, WalkwayKind> = new Map([
  ['人行道', 'footway'],
  ['步行道', 'footway'],
  ['步道', 'footway'],
  ['步行街', 'pedestrian'],
  ['小路', 'path'],
  ['台阶', 'steps'],
  ['阶梯', 'steps'],
  ['楼梯', 'steps'],
]);

/** What the properties of a line say about walking there. */
export interface LineTraits {
  readonly kind: WalkwayKind;
  readonly direction: 0 | 1 | 2;
  readonly speedFactor: number;
  readonly level: number;
}

const DIRECTIONS: ReadonlyMap<string, 0 | 1 | 2> = new Map([
  ['', 0],
  ['0', 0],
  ['both', 0],
  ['双向', 0],
  ['no', 0],
  ['false', 0],
  ['1', 1],
  ['yes', 1],
  ['true', 1],
  ['forward', 1],
  ['正向', 1],
  ['-1', 2],
  ['2', 2],
  ['reverse', 2],
  ['backward', 2],
  ['逆向', 2],
  ['反向', 2],
]);

/** How a column of yes and no, such as `bridge`, says no. */
const ABSENT: ReadonlySet<string> = new Set([
  '',
  'no',
  'false',
  'f',
  'n',
  '0',
  '否',
  '无',
  '关闭',
  '封闭',
  '不通',
]);

/** Whether a column of yes and no says no, or nothing. */
export function isAbsent(value: unknown): boolean {
  return ABSENT.has(
    String(value ?? '')
      .trim()
      .toLowerCase(),
  );
}

/** Kinds no car drives on, so that `oneway` can only be meant for walkers. */
const WALKERS_ONLY: ReadonlySet<WalkwayKind> = new Set([
  'footway',
  'path',
  'pedestrian',
  'steps',
  'corridor',
  'crossing',
]);

/** Highest and lowest level a line may have. */
const FURTHEST_LEVEL = 100;
/** Stairs, ramps and lifts lead over several: `0;1`, `-1-2`. */
const SEVERAL_LEVELS = /^-?\d+(\.\d+)?(\s*[;,-]\s*-?\d+(\.\d+)?)+$/;

/**
 * Reads a line's properties: `kind` (a WALKWAY_KINDS value, else `other`), or OSM's `highway` with `foot`, `access`, …
 * by OSM's rules; `direction` (both, forward, backward) or `oneway` (yes, -1, no), the latter not where the line is a
 * carriageway; `speedFactor` in (0, 1]; `level` or `layer` (-100 … 100, 0 is the ground, `0;1` leads over both; where neither is given, `bridge`
 * is 1 and `tunnel` -1). Null with an issue for a value that cannot be used.
 */
export function lineTraits(
  { properties, row }: SourceRecord,
  issues: ImportIssue[],
): LineTraits | { readonly ignored: OsmIgnoredReason } | null {
  const text = (name: string): string =>
    String(properties[name] ?? '')
      .trim()
      .toLowerCase();
  const there = (name: string): string | undefined => (isAbsent(text(name)) ? undefined : text(name));
  const kind = kindOf(text, properties);
  if (typeof kind === 'object') return kind;

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
  const levelText = text('level') || text('layer');
  const isSpanning = SEVERAL_LEVELS.test(levelText);
  const level =
    levelText === '' ? osmLevel({ bridge: there('bridge'), tunnel: there('tunnel') }) : Number(levelText);
  if (!isSpanning && !(Math.abs(level) <= FURTHEST_LEVEL)) {
    const expected = `${-FURTHEST_LEVEL}–${FURTHEST_LEVEL}`;
    issues.push(importIssue('BAD_NUMBER', { row, field: 'level', value: levelText, expected }));
    return null;
  }
  return { kind, direction, speedFactor, level: isSpanning ? NaN : level };
}

function kindOf(
  text: (name: string) => string,
  properties: SourceRecord['properties'],
): WalkwayKind | { readonly ignored: OsmIgnoredReason } {
  const kind = text('kind');
  if (kind !== '') return KINDS.has(kind) ? (kind as WalkwayKind) : (KIND_WORDS.get(kind) ?? 'other');
  if (text('highway') === '') return 'other';
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties))
    if (typeof value === 'string' && value !== '') tags[key] = value;
  const walkability = osmWalkability(tags as OsmTags);
  return walkability.walkable ? walkability.kind : { ignored: walkability.ignored };
}
