import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { demandRole } from '../platform/access/viewer.js';
import { defineConnection, type ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments, pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { ImportFeaturesArguments, ImportReportRecord, ImportRunRecord } from './import-report.record.js';
import { IMPORT_RUN_ORDER, type ImportRunsRepository } from './import-runs.repository.js';
import type { ImportReport } from './import-report.js';
import type { ImportsService } from './imports.service.js';

const ImportRunConnection = defineConnection('ImportRun', '导入记录', () => ImportRunRecord);

@Resolver()
export class ImportsResolver {
  constructor(
    private readonly imports: ImportsService,
    private readonly runs: ImportRunsRepository,
  ) {}

  @Mutation(() => ImportReportRecord, {
    description: 'Imports GeoJSON features into a dataset, in one transaction; planner. 导入要素',
  })
  importFeatures(
    @Args(() => ImportFeaturesArguments) args: ImportFeaturesArguments,
    @Ctx() context: RequestContext,
  ): Promise<ImportReport> {
    return this.imports.importFeatures(args, context.viewer, context.signal);
  }

  @Query(() => ImportRunConnection, { description: 'Imports done, newest first; planner. 导入记录列表' })
  async importRuns(
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<ImportRunRecord>> {
    demandRole(context.viewer, 'importRuns', 'planner');
    const page = await this.runs.list(pageRequest(args, IMPORT_RUN_ORDER));
    return new ImportRunConnection(page, await this.runs.findByIds(page.keys), () => this.runs.count());
  }
}
