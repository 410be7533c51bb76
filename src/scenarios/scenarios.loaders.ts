import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { Scenario } from './scenario.record.js';
import type { ScenariosRepository } from './scenarios.repository.js';

export interface ScenarioLoaders {
  /** null where there is none. */
  readonly byId: LoaderDefinition<string, Scenario | null>;
}

export function createScenarioLoaders(scenarios: ScenariosRepository): ScenarioLoaders {
  return {
    byId: defineLoader<string, Scenario | null>('scenario', (ids, { viewer }) =>
      scenarios.findByIds(ids, viewer),
    ),
  };
}
