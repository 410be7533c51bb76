import type { CandidateKind } from '../facilities/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const CandidateSource = defineEnum(
  'CandidateSource',
  'Where the possible sites of a plan come from. 备选点来源',
  {
    IMPORTED: 'Candidate sites that were imported, with their costs. 导入的备选点',
    COMMUNITY_POINTS: 'The representative point of every community and village. 社区（村）代表点',
    ESTATE_ENTRANCES: 'Entrances of housing estates, or their point where none is recorded. 小区出入口',
    NETWORK_NODES:
      'Junctions of the walking network, one in each cell of 150 m or wider, at most 2,000. 路网交叉点',
  },
);
export type CandidateSource = keyof typeof CandidateSource;

/** A place where a facility could go. */
export interface Candidate {
  /** Imported id, division code, estate#entrance or node:number. */
  readonly id: string;
  readonly source: CandidateSource;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** null where it is not known without looking at boundaries. */
  readonly divisionCode: string | null;
  /** In the unit of the budget; null where it is not known. */
  readonly cost: number | null;
  /** What an imported candidate is now (POLICY row 16); null for places from elsewhere. */
  readonly kind: CandidateKind | null;
  /** People it could serve, where it is stated. */
  readonly capacity: number | null;
  readonly synthetic: boolean;
}

/** West, south, east, north in WGS 84 degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export function isInBox({ lon, lat }: { readonly lon: number; readonly lat: number }, box: Box): boolean {
  return lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3];
}
