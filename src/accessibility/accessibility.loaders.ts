import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { AccessibilityService, ServiceAreaPlace } from './accessibility.service.js';
import type { DataVersion, DataVersionRepository } from './data-version.repository.js';
import type { ServiceArea } from './service-area.type.js';
import type { WalkLimit } from './walk-limit.js';

export interface ServiceAreaKey {
  readonly place: ServiceAreaPlace;
  readonly limit: WalkLimit;
}

export interface AccessibilityLoaders {
  /** The state of the data this request answers from; read once. */
  readonly version: LoaderDefinition<'now', DataVersion>;
  readonly serviceArea: LoaderDefinition<ServiceAreaKey, ServiceArea>;
}

export function createAccessibilityLoaders(
  versions: DataVersionRepository,
  accessibility: AccessibilityService,
): AccessibilityLoaders {
  const version: AccessibilityLoaders['version'] = defineLoader('data version', async (keys) => {
    const now = await versions.read();
    return keys.map(() => now);
  });
  return {
    version,
    serviceArea: defineLoader<ServiceAreaKey, ServiceArea>(
      'service area',
      async (keys, context) =>
        accessibility.serviceAreas(keys, await context.load(version, 'now'), context.signal),
      JSON.stringify,
    ),
  };
}
