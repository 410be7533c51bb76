import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { AllocationRule } from './allocation-rule.record.js';
import { AllocationRulesImportReport } from './allocation-rules-report.types.js';
import {
  allocationRuleConditions,
  allocationRuleOf,
  AllocationRulesArguments,
  ImportAllocationRulesArguments,
} from './allocation-rules.inputs.js';
import type { AllocationRulesRepository } from './allocation-rules.repository.js';
import type { AllocationRulesService } from './allocation-rules.service.js';

@Resolver(() => AllocationRule)
export class AllocationRulesResolver {
  constructor(
    private readonly rules: AllocationRulesRepository,
    private readonly service: AllocationRulesService,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => [AllocationRule], {
    description: 'How much room for care estates owe, by jurisdiction; public. 养老服务用房配建规则',
  })
  allocationRules(@Args(() => AllocationRulesArguments) args: AllocationRulesArguments) {
    return this.rules.find(allocationRuleConditions(args));
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it holds in, null where it is not imported. 适用区划',
  })
  jurisdiction(@Root() rule: AllocationRule, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, rule.jurisdictionCode);
  }

  @Mutation(() => AllocationRulesImportReport, {
    description:
      'Enters rules of a jurisdiction, or next versions of known ones; planner, resources. 登记配建规则',
  })
  async importAllocationRules(
    @Args(() => ImportAllocationRulesArguments) { rows, dryRun }: ImportAllocationRulesArguments,
    @Ctx() { viewer }: RequestContext,
  ): Promise<AllocationRulesImportReport> {
    const outcome = await this.service.import(rows.map(allocationRuleOf), viewer, { dryRun });
    return new AllocationRulesImportReport(outcome, dryRun);
  }
}
