import type { Position } from 'geojson';
import type { NewAllocationRule } from '../../src/estate-audit/index.js';
import type { SourceRecord } from '../../src/imports/source-record.js';
import type { WaySet } from '../../src/kernel/network/way-set.js';

/**
 * The synthetic sample region. Records carry the field names of the import files, so that loading the sample is an
 * ordinary import; geometries are WGS 84.
 */
export interface SampleRegion {
  /** Province, city, county, streets and towns, communities and villages; counts are those of the latest year. */
  readonly divisions: readonly SourceRecord[];
  /** One record a division and year: code, year, population, elderly60, elderly65, elderly80; no geometry. */
  readonly populations: readonly SourceRecord[];
  readonly facilities: readonly SourceRecord[];
  readonly estates: readonly SourceRecord[];
  readonly demand: readonly SourceRecord[];
  readonly candidates: readonly SourceRecord[];
  readonly careRooms: readonly SourceRecord[];
  readonly evidence: readonly SourceRecord[];
  readonly pools: readonly SourceRecord[];
  readonly careLand: readonly SourceRecord[];
  readonly communityPremises: readonly SourceRecord[];
  readonly availablePremises: readonly SourceRecord[];
  /** What estates owe, where no document says. */
  readonly allocationRules: readonly NewAllocationRule[];
  readonly network: WaySet;
  readonly landmarks: Landmarks;
}

/** What tests and pictures want to know about the region beyond its records. */
export interface Landmarks {
  /** The middle of the river; runs across the whole county. */
  readonly river: readonly Position[];
  /** The only ways that cross the river. */
  readonly bridgeWayIds: readonly number[];
}
