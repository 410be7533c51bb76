import { ArgsType, type ClassType, Field, ID } from 'type-graphql';
import { invariant } from '../kernel/invariant.js';
import type { AppliedScenario } from './applied-scenario.js';
import { ScenarioChangeInput } from './scenario.inputs.js';

/** A scenario as arguments name it: one that is saved, changes that are not, or both. */
export interface ScenarioChoice {
  readonly scenarioId?: string | null;
  readonly changes?: readonly ScenarioChangeInput[] | null;
}

/** The same with where to put it once it has been read and checked, before any resolver runs. */
export interface NamedScenario extends ScenarioChoice {
  readonly apply: (scenario: AppliedScenario) => void;
}

/** How arguments tell which scenarios they name. */
export const NAMED_SCENARIOS = Symbol('named scenarios');

export interface NamesScenarios {
  [NAMED_SCENARIOS](): readonly NamedScenario[];
}

export function namesScenarios(args: unknown): args is NamesScenarios {
  return typeof args === 'object' && args !== null && NAMED_SCENARIOS in args;
}

export function isAsked({ scenarioId, changes }: ScenarioChoice): boolean {
  return scenarioId != null || changes != null;
}

/** The scenario that arguments name; null for the register as it is. */
export function scenarioNamed(
  choice: ScenarioChoice & { readonly applied?: AppliedScenario },
): AppliedScenario | null {
  invariant(choice.applied || !isAsked(choice), 'a scenario is read before a resolver runs');
  return choice.applied?.key ? choice.applied : null;
}

export const SCENARIO_ID = {
  nullable: true,
  description: 'Answer under this saved scenario; planner. 规划情景编号',
} as const;
export const SCENARIO_CHANGES = {
  nullable: true,
  description:
    'Answer under these changes, which nothing saves; on top of `scenarioId`, whose changes come first; planner. 未保存的情景变动',
} as const;

/** Adds `scenarioId` to arguments. */
export function withScenarioId<T extends ClassType>(Base: T) {
  @ArgsType()
  class WithScenarioId extends Base implements NamesScenarios {
    @Field(() => ID, SCENARIO_ID)
    scenarioId?: string | null;

    applied?: AppliedScenario;

    [NAMED_SCENARIOS](): readonly NamedScenario[] {
      return [{ scenarioId: this.scenarioId, apply: (scenario) => void (this.applied = scenario) }];
    }
  }
  return WithScenarioId;
}

/** Adds `scenarioId` and `changes`. */
export function withScenario<T extends ClassType>(Base: T) {
  @ArgsType()
  class WithScenario extends withScenarioId(Base) {
    @Field(() => [ScenarioChangeInput], SCENARIO_CHANGES)
    changes?: ScenarioChangeInput[] | null;

    override [NAMED_SCENARIOS](): readonly NamedScenario[] {
      return super[NAMED_SCENARIOS]().map((named) => ({ ...named, changes: this.changes }));
    }
  }
  return WithScenario;
}
