import { UseMiddleware } from 'type-graphql';
import { demandRole, type Role } from '../access/viewer.js';
import type { RequestContext } from './request-context.js';

/** Marks a field that only these roles (and admin) may read; others get UNAUTHENTICATED or FORBIDDEN, never a silent null. */
export function NeedsRole(...roles: readonly Role[]): MethodDecorator & PropertyDecorator {
  return UseMiddleware(({ context, info }, next) => {
    demandRole((context as RequestContext).viewer, `${info.parentType.name}.${info.fieldName}`, ...roles);
    return next();
  }) as MethodDecorator & PropertyDecorator;
}
