import { demandRole, type Viewer } from '../platform/access/viewer.js';

/**
 * Estates and what belongs to them are for planners and for natural-resources and housing staff.
 * @throws PlanningError UNAUTHENTICATED, FORBIDDEN
 */
export function demandEstates(viewer: Viewer, what = 'Reading housing estates'): void {
  demandRole(viewer, what, 'planner', 'resources');
}
