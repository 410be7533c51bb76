import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import type { IndicatorLoaders } from '../indicators.loaders.js';
import { PolicyDocument } from '../policy-document.record.js';
import { ServiceListItem } from './service-list-item.record.js';
import { ServiceListImportReport } from './service-list-report.types.js';
import {
  ImportServiceListArguments,
  ServiceListArguments,
  serviceListConditions,
  serviceListRowOf,
} from './service-list.inputs.js';
import type { ServiceListRepository } from './service-list.repository.js';
import type { ServiceListService } from './service-list.service.js';

@Resolver(() => ServiceListItem)
export class ServiceListResolver {
  constructor(
    private readonly services: ServiceListRepository,
    private readonly service: ServiceListService,
    private readonly loaders: IndicatorLoaders,
  ) {}

  @Query(() => [ServiceListItem], {
    nullable: true,
    description: 'Items of the lists of basic services, by document and number. 基本养老服务清单',
  })
  serviceList(@Args(() => ServiceListArguments) args: ServiceListArguments): Promise<ServiceListItem[]> {
    return this.services.find(serviceListConditions(args));
  }

  @FieldResolver(() => PolicyDocument, { description: 'The document whose list it is. 政策文件' })
  document(@Root() item: ServiceListItem, @Ctx() context: RequestContext): Promise<PolicyDocument | null> {
    return context.load(this.loaders.documentByKey, item.documentKey);
  }

  @Mutation(() => ServiceListImportReport, {
    description:
      'Stores the next edition of a document’s list, the whole of it or nothing; planner. 导入基本养老服务清单',
  })
  async importServiceList(
    @Args(() => ImportServiceListArguments) args: ImportServiceListArguments,
    @Ctx() { viewer }: RequestContext,
  ): Promise<ServiceListImportReport> {
    const { rows, dryRun, documentKey, version } = args;
    const key = { documentKey, version };
    const outcome = await this.service.import(rows.map(serviceListRowOf), key, viewer, { dryRun });
    return new ServiceListImportReport(outcome, dryRun);
  }
}
