/** Kinds of walkway, in the order their index is stored. */
export const WALKWAY_KINDS = [
  'footway',
  'path',
  'pedestrian',
  'steps',
  'residential',
  'living_street',
  'service',
  'track',
  'unclassified',
  'tertiary',
  'secondary',
  'primary',
  'cycleway',
  'bridleway',
  'platform',
  'corridor',
  'crossing',
  'trunk',
  'road',
  'other',
] as const;

export type WalkwayKind = (typeof WALKWAY_KINDS)[number];

/** A gate or estate entrance: stays a node of the network. */
export const NODE_IS_KEPT = 1;
/** The way continues outside the data: a circle that touches this node is cut short. */
export const NODE_IS_DATA_EDGE = 2;
/** A locked gate or wall: each way ends here at a node of its own, which is never joined to others at its place. */
export const NODE_IS_CLOSED = 4;

/**
 * Walkable ways as an importer hands them over. Coordinates are WGS 84 degrees; `wayNode[wayOffset[w] … wayOffset[w+1]]`
 * are the node indexes of way w, where an index outside the set (such as -1) says that the source lacks the node.
 */
export interface WaySet {
  /** The source's node numbers, unique within the set. */
  readonly nodeId: Float64Array;
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** Bits NODE_IS_KEPT, NODE_IS_DATA_EDGE and NODE_IS_CLOSED. */
  readonly nodeFlags: Uint8Array;
  readonly wayId: Float64Array;
  readonly wayOffset: Int32Array;
  readonly wayNode: Int32Array;
  /** Index into WALKWAY_KINDS. */
  readonly wayKind: Uint8Array;
  /** 0 both directions, 1 only as drawn, 2 only against it. */
  readonly wayDirection: Uint8Array;
  /** Share of level walking speed in (0, 1]; 1 is level, steps are 0.5. */
  readonly waySpeedFactor: Float32Array;
  /**
   * Level each way runs on (bridges above, tunnels below 0; halves are possible); 0 for all where it is left out. Tells
   * crossing from passing. NaN: it leads over several levels, and meets others at the nodes they share only.
   */
  readonly wayLevel?: Float32Array;
}
