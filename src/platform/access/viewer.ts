import { PlanningError } from '../errors/planning-error.js';

export const ROLES = ['public', 'planner', 'resources', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: a key's or token's name, and the role it carries. */
export interface Viewer {
  readonly actor: string;
  readonly role: Role;
}

export const publicViewer: Viewer = { actor: 'anonymous', role: 'public' };

/** True when the viewer holds one of the roles; `admin` holds them all. */
export function holds(viewer: Viewer, ...roles: readonly Role[]): boolean {
  return viewer.role === 'admin' || roles.includes(viewer.role);
}

/**
 * Lets the viewer pass or says which role is needed.
 * @throws PlanningError UNAUTHENTICATED without a credential, FORBIDDEN when the role does not suffice.
 */
export function demandRole(viewer: Viewer, what: string, ...roles: readonly Role[]): void {
  if (holds(viewer, ...roles)) return;
  const needed = [...roles, 'admin'].filter((role, index, all) => all.indexOf(role) === index);
  const code = viewer.role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  throw new PlanningError(
    code,
    `${what} needs the role ${needed.join(' or ')}; this request has ${viewer.role}.`,
    {
      neededRoles: needed,
      role: viewer.role,
    },
  );
}
