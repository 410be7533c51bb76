// The walking network: ways as imported, segments as stored, and the compact graph the engine searches.
// Not here: walking times and service areas (kernel/accessibility), files and tables (imports, walkways).
export { buildWalkNetwork } from './build-walk-network.js';
export { crc32 } from './crc32.js';
export { DEFAULT_SNAP_LIMIT_METERS, type EdgeGrid, EdgeIndex } from './edge-index.js';
export { findLooseEnds, type LooseEnd } from './find-loose-ends.js';
export { nodeCrossings, type NodeCrossingsOptions, type NodedWays } from './node-crossings.js';
export { joinSources, type JoinedSources } from './join-sources.js';
export { placeGates, type GatePoints } from './place-gates.js';
export { overlapMeters } from './overlap-meters.js';
export type { Snap } from './snap.js';
export { splitWays, type IgnoredReason, type IgnoredWayPart, type WaySplit } from './split-ways.js';
export { summarizeNetwork, type NetworkSummary } from './summarize-network.js';
export { surveyNetwork, type Island, type LooseEndPlace, type NetworkSurvey } from './survey-network.js';
export type { WalkNetwork } from './walk-network.js';
export {
  decodeWalkNetwork,
  encodeWalkNetwork,
  InvalidSnapshot,
  SNAPSHOT_VERSION,
} from './walk-network-snapshot.js';
export type { WalkDirection, WalkwaySegment } from './walkway-segment.js';
export {
  NODE_IS_CLOSED,
  NODE_IS_DATA_EDGE,
  NODE_IS_KEPT,
  WALKWAY_KINDS,
  type WalkwayKind,
  type WaySet,
} from './way-set.js';
