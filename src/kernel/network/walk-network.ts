/**
 * The walking network as the engine reads it: junctions, dead ends and kept nodes joined by edges that keep their
 * geometry. Nodes and edges follow a Hilbert curve. Costs are cost centimetres (centimetres of level walking), so
 * walkSeconds = cost / 100 / speedMetersPerSecond. Immutable; every array may be shared between threads.
 */
export interface WalkNetwork {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** The source's node numbers. */
  readonly nodeId: Float64Array;
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** Bits NODE_IS_KEPT, NODE_IS_DATA_EDGE and NODE_IS_CLOSED. */
  readonly nodeFlags: Uint8Array;
  readonly nodeComponent: Int32Array;
  /** Nodes per component, the largest first. One-way walkways join components like any other. */
  readonly componentNodeCount: Int32Array;
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  readonly edgeLengthMeters: Float64Array;
  /** Cost of walking the whole edge from edgeFrom to edgeTo; -1 where that is not allowed. */
  readonly edgeForwardCost: Int32Array;
  /** Cost of walking the whole edge from edgeTo to edgeFrom; -1 where that is not allowed. */
  readonly edgeBackwardCost: Int32Array;
  /** Index into WALKWAY_KINDS, of the longest part. */
  readonly edgeKind: Uint8Array;
  /** Vertices of edge e are edgeVertexOffset[e] … edgeVertexOffset[e + 1] - 1, both ends included. */
  readonly edgeVertexOffset: Int32Array;
  readonly vertexLon: Float64Array;
  readonly vertexLat: Float64Array;
  /** Metres along its edge from the edge's start. */
  readonly vertexMeters: Float64Array;
  /** Arcs that leave node n are arcOffset[n] … arcOffset[n + 1] - 1. */
  readonly arcOffset: Int32Array;
  /** [target, cost] of each arc, interleaved. */
  readonly arc: Int32Array;
  /** The arc's edge, or ~edge where the arc runs from edgeTo to edgeFrom. */
  readonly arcEdge: Int32Array;
  /** The same three for walks told backwards: entry (n → m, cost) means one may walk from m to n. Shared when nothing is one-way. */
  readonly reverseArcOffset: Int32Array;
  readonly reverseArc: Int32Array;
  /** The arc's edge, or ~edge where the entry leads from edgeTo to edgeFrom (so that the walk itself goes forward). */
  readonly reverseArcEdge: Int32Array;
}
