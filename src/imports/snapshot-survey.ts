import type { NetworkSurvey } from '../kernel/network/index.js';

/** What was found in the network of a snapshot; ways by the number their source gives them. */
export interface SnapshotSurvey extends Omit<NetworkSurvey, 'looseEnds'> {
  readonly deadEndCount: number;
  readonly looseEnds: readonly {
    readonly lon: number;
    readonly lat: number;
    readonly gapMeters: number;
    readonly source: string;
    readonly wayId: number;
  }[];
  /** Places where walkways of several sources were joined. */
  readonly joinedPlaceCount: number;
  /** Metres that a source draws beside another one. */
  readonly overlapMeters: number;
}
