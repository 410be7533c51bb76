// Walking costs on a network: searches, service areas, nearest facilities, cover lists and matrices.
// Not here: who counts as covered (kernel/coverage), where to build (kernel/siting), the network itself (kernel/network).
export { adoptHierarchy, hierarchyOf, type ContractionHierarchy } from './contraction-hierarchy.js';
export { coverLists, type CoverLists } from './cover-lists.js';
export { demandLegs, demandLegsInSteps, type DemandLegs } from './demand-legs.js';
export type { SearchDirection } from './leg-costs.js';
export { nearestFacilities, type NearestFacilities } from './nearest-facilities.js';
export { type FacilityPlace, NearestLabels } from './nearest-labels.js';
export { nearestTwoFacilities, type NearestTwoFacilities } from './nearest-two-facilities.js';
export { forEachReachedStretch, type ReachedStretchVisitor } from './reached-edges.js';
export { serviceArea, type ServiceArea } from './service-area.js';
export {
  placedServiceArea,
  serviceAreaPolygon,
  type MultiPolygonCoordinates,
  type PolygonOptions,
} from './service-area-polygon.js';
export { travelCostMatrix } from './travel-cost-matrix.js';
export {
  DEFAULT_SPEED_METERS_PER_SECOND,
  limitCentimeters,
  UNBOUNDED_CENTIMETERS,
  walkSeconds,
} from './walk-cost.js';
export { walkRoute, type WalkRoute } from './walk-route.js';
export { WalkSearch, type NearestOrigin } from './walk-search.js';
