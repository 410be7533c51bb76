/**
 * What would be if facilities opened, closed or held something else: ordered changes on top of the register, which they
 * never touch, saved under a name or only asked with. Does not live here: what coverage would be (coverage applies a
 * scenario to its ground). Neighbours: facilities, whose words the changes use.
 */
import type { EntityManager } from 'typeorm';
import type { Room } from '../platform/graphql/room.js';
import { createScenarioLoaders } from './scenarios.loaders.js';
import { ScenariosRepository } from './scenarios.repository.js';
import { ScenariosResolver } from './scenarios.resolver.js';
import { ScenariosService } from './scenarios.service.js';

export { type AppliedScenario, scenarioWith } from './applied-scenario.js';
export { applyChanges, type ChangedRegister, changesBeds, type OpenedFacility } from './apply-changes.js';
export { changesOfPlan } from './read-plan.js';
export { readScenario } from './read-scenario.js';
export {
  NAMED_SCENARIOS,
  type NamedScenario,
  type NamesScenarios,
  SCENARIO_CHANGES,
  SCENARIO_ID,
  type ScenarioChoice,
  scenarioNamed,
  withScenario,
  withScenarioId,
} from './scenario-arguments.js';
export { capacitiesWith, type ChangedCapacities } from './scenario-change.js';
export { ScenarioChangeInput, type UncheckedScenarioChange } from './scenario.inputs.js';
export { type Scenario, ScenarioFacility, scenarioFacility } from './scenario.record.js';
export { ScenariosService, type UncheckedScenario } from './scenarios.service.js';

export interface ScenariosRoom extends Room {
  readonly scenarios: ScenariosRepository;
  readonly service: ScenariosService;
}

export function createScenariosRoom({ manager }: { readonly manager: EntityManager }): ScenariosRoom {
  const scenarios = new ScenariosRepository(manager);
  const service = new ScenariosService(manager, scenarios);
  const resolvers = [new ScenariosResolver(scenarios, service, createScenarioLoaders(scenarios))];
  return { resolvers, scenarios, service };
}
