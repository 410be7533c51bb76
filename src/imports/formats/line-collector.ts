import type { Position } from 'geojson';
import type { GatePoints } from '../../kernel/network/index.js';
import { WALKWAY_KINDS } from '../../kernel/network/way-set.js';
import type { OsmIgnoredReason } from '../../walkways/index.js';
import { importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { gateTraits } from './gate-traits.js';
import { lineTraits, type LineTraits } from './line-traits.js';
import type { DrawnLines } from './way-set-of-lines.js';

/**
 * Takes an authority's own walkway lines (LineString or MultiLineString, WGS 84) one by one.
 *
 * Points among them may be gates. Properties read: see `lineTraits` and `gateTraits`. Rows that cannot be used are reported and left out; lines not for walkers are counted.
 * Way numbers are the whole numbers in `id`, else the source rows; the further parts of a MultiLineString get
 * number + part × 10¹².
 */
export class LineCollector {
  readonly issues: ImportIssue[] = [];
  /** Lines whose tags say that nobody may walk there, by reason. */
  readonly ignored: Partial<Record<OsmIgnoredReason, number>> = {};
  private readonly rowOfNumber = new Map<number, number>();
  private readonly wayId: number[] = [];
  private readonly traits: LineTraits[] = [];
  private readonly lineEnd: number[] = [0];
  private readonly lonLat: number[] = [];
  private readonly gateRow: number[] = [];
  private readonly gateLonLat: number[] = [];
  private readonly gateIsClosed: number[] = [];

  add(record: SourceRecord): void {
    const { issues, ignored, rowOfNumber } = this;
    issues.push(...(record.issues ?? []));
    if (record.issues?.some((issue) => issue.severity === 'error')) return;
    if (this.addGate(record)) return;
    const parts = partsOf(record, issues);
    const traits = lineTraits(record, issues);
    if (parts === null || traits === null) return;
    if ('ignored' in traits) {
      ignored[traits.ignored] = (ignored[traits.ignored] ?? 0) + 1;
      return;
    }
    const number = numberOf(record);
    const firstRow = rowOfNumber.get(number);
    if (firstRow !== undefined) {
      issues.push(importIssue('DUPLICATE_KEY', { row: record.row, field: 'id', value: number, firstRow }));
      return;
    }
    rowOfNumber.set(number, record.row);
    parts.forEach((line, part) => {
      this.wayId.push(number + part * 1e12);
      this.traits.push(traits);
      for (const [lon, lat] of line) this.lonLat.push(lon, lat);
      this.lineEnd.push(this.lonLat.length / 2);
    });
  }

  private addGate(record: SourceRecord): boolean {
    if (record.geometry?.type !== 'Point') return false;
    const traits = gateTraits(record);
    if (traits === null) return false;
    if ('ignored' in traits) this.ignored[traits.ignored] = (this.ignored[traits.ignored] ?? 0) + 1;
    else {
      this.gateRow.push(record.row);
      this.gateLonLat.push(record.geometry.coordinates[0], record.geometry.coordinates[1]);
      this.gateIsClosed.push(traits.isClosed ? 1 : 0);
    }
    return true;
  }

  gates(): DrawnGates {
    return {
      row: Int32Array.from(this.gateRow),
      lon: Float64Array.from(this.gateRow, (_, gate) => this.gateLonLat[2 * gate]),
      lat: Float64Array.from(this.gateRow, (_, gate) => this.gateLonLat[2 * gate + 1]),
      isClosed: Uint8Array.from(this.gateIsClosed),
    };
  }

  lines(): DrawnLines {
    const { traits } = this;
    return {
      wayId: Float64Array.from(this.wayId),
      lineOffset: Int32Array.from(this.lineEnd),
      lonLat: Float64Array.from(this.lonLat),
      kind: Uint8Array.from(traits, ({ kind }) => WALKWAY_KINDS.indexOf(kind)),
      direction: Uint8Array.from(traits, ({ direction }) => direction),
      speedFactor: Float32Array.from(traits, ({ speedFactor }) => speedFactor),
      level: Float32Array.from(traits, ({ level }) => level),
    };
  }
}

/** Gates as drawn, with the rows they stand in. */
export interface DrawnGates extends GatePoints {
  readonly row: Int32Array;
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
    const expected = 'LineString / MultiLineString / Point (kind: gate)';
    issues.push(importIssue('WRONG_GEOMETRY_TYPE', { row, value: geometry.type, expected }));
  }
  return null;
}
