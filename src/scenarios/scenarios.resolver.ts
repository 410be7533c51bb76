import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { PageArguments, pageRequest } from '../platform/graphql/page-arguments.js';
import type { PreparesArguments } from '../platform/graphql/prepares-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { scenarioWith } from './applied-scenario.js';
import { isAsked, NAMED_SCENARIOS, namesScenarios, type NamedScenario } from './scenario-arguments.js';
import { ScenarioChangeInput } from './scenario.inputs.js';
import { Scenario } from './scenario.record.js';
import type { ScenarioLoaders } from './scenarios.loaders.js';
import { demandPlanner, SCENARIO_ORDER, type ScenariosRepository } from './scenarios.repository.js';
import { type ScenariosService, type UncheckedScenario, unknownScenario } from './scenarios.service.js';

const ScenarioConnection = defineConnection('Scenario', '规划情景', () => Scenario);

@InputType({ description: 'A scenario to save. 规划情景' })
class ScenarioInput implements UncheckedScenario {
  @Field(() => String, { description: 'Name, unique. 名称' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for. 说明' })
  note?: string | null;

  @Field(() => [ScenarioChangeInput], { description: 'The changes, in their order; at most 200. 变动列表' })
  changes!: ScenarioChangeInput[];
}

@Resolver(() => Scenario)
export class ScenariosResolver implements PreparesArguments {
  constructor(
    private readonly repository: ScenariosRepository,
    private readonly service: ScenariosService,
    private readonly loaders: ScenarioLoaders,
  ) {}

  /** Reads and checks what arguments name before any resolver sees them, wherever a question takes a scenario. */
  prepareArguments(args: unknown, context: RequestContext): Promise<unknown> | null {
    if (!namesScenarios(args)) return null;
    const asked = args[NAMED_SCENARIOS]().filter(isAsked);
    return asked.length === 0 ? null : Promise.all(asked.map((named) => this.apply(named, context)));
  }

  @Query(() => Scenario, {
    nullable: true,
    description: 'One saved scenario; planner. Error NOT_FOUND for an unknown one. 规划情景',
  })
  async scenario(
    @Arg('id', () => ID, { description: 'Identifier. 情景编号' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Scenario> {
    const scenario = await context.load(this.loaders.byId, id);
    if (scenario) return scenario;
    throw unknownScenario(id);
  }

  @Query(() => ScenarioConnection, {
    nullable: true,
    description: 'Saved scenarios by id; planner. 规划情景列表',
  })
  async scenarios(
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Scenario>> {
    const page = await this.repository.list(pageRequest(args, SCENARIO_ORDER), context.viewer);
    const rows = await loadAll(context, this.loaders.byId, page.keys);
    return new ScenarioConnection(page, rows, () => this.repository.count(context.viewer));
  }

  @Mutation(() => Scenario, {
    description:
      'Saves a scenario; planner. A change that cannot be made is an error that names it by its position. 保存规划情景',
  })
  async createScenario(
    @Arg('input', () => ScenarioInput, { description: 'The scenario. 情景' }) input: ScenarioInput,
    @Ctx() context: RequestContext,
  ): Promise<Scenario> {
    return this.scenario(await this.service.create(input, context.viewer), context);
  }

  @Mutation(() => Scenario, {
    description:
      'Replaces what a saved scenario says; planner. Error CONFLICT when it has been updated since. 修改规划情景',
  })
  async updateScenario(
    @Arg('id', () => ID, { description: 'Identifier. 情景编号' }) id: string,
    @Arg('version', () => Int, { description: 'The version the update rests on. 所依据的版本' })
    version: number,
    @Arg('input', () => ScenarioInput, { description: 'All of it. 情景' }) input: ScenarioInput,
    @Ctx() context: RequestContext,
  ): Promise<Scenario> {
    await this.service.update(id, version, input, context.viewer);
    context.forget();
    return this.scenario(id, context);
  }

  @Mutation(() => Boolean, {
    description:
      'Deletes a saved scenario; planner. Error CONFLICT when it has been updated since. 删除规划情景',
  })
  async deleteScenario(
    @Arg('id', () => ID, { description: 'Identifier. 情景编号' }) id: string,
    @Arg('version', () => Int, { description: 'The version last read. 所依据的版本' }) version: number,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    await this.service.delete(id, version, context.viewer);
    context.forget();
    return true;
  }

  private async apply(named: NamedScenario, context: RequestContext): Promise<void> {
    demandPlanner(context.viewer);
    const { scenarioId, changes } = named;
    const saved = scenarioId == null ? [] : (await this.scenario(scenarioId, context)).saved;
    named.apply(scenarioWith(saved, changes ?? []));
  }
}
