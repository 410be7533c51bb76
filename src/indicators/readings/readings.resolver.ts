import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type ConnectionOf, defineConnection } from '../../platform/graphql/connection.js';
import { loadAll } from '../../platform/graphql/load-all.js';
import { pageRequest } from '../../platform/graphql/page-arguments.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import { Indicator } from '../indicator.record.js';
import type { IndicatorLoaders } from '../indicators.loaders.js';
import { Reading } from './reading.record.js';
import type { ReadingsImportService } from './readings-import.service.js';
import { ReadingsImportReport } from './readings-import.types.js';
import {
  checkReadingFilter,
  ImportReadingsArguments,
  readingDraftOf,
  ReadingInput,
  readingRowsOf,
  ReadingsArguments,
} from './readings.inputs.js';
import { READING_ORDER, type ReadingsRepository } from './readings.repository.js';
import type { ReadingsService } from './readings.service.js';

const ReadingConnection = defineConnection('Reading', '读数', () => Reading);

@Resolver(() => Reading)
export class ReadingsResolver {
  constructor(
    private readonly repository: ReadingsRepository,
    private readonly service: ReadingsService,
    private readonly imports: ReadingsImportService,
    private readonly loaders: IndicatorLoaders,
  ) {}

  @Query(() => ReadingConnection, {
    nullable: true,
    description: 'Reported figures by division, indicator and month. 读数列表',
  })
  async readings(
    @Args(() => ReadingsArguments) args: ReadingsArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Reading>> {
    const filter = checkReadingFilter(args);
    const page = await this.repository.list(filter, pageRequest(args, READING_ORDER));
    const rows = await loadAll(context, this.loaders.readingById, page.keys);
    return new ReadingConnection(page, rows, () => this.repository.count(filter));
  }

  @FieldResolver(() => Indicator, { description: 'What was measured. 指标' })
  indicator(@Root() reading: Reading, @Ctx() context: RequestContext): Promise<Indicator | null> {
    return context.load(this.loaders.indicatorByKey, reading.indicatorKey);
  }

  @Mutation(() => Reading, {
    description:
      'Records a reading, a correction of one, or a restatement of a frozen month; planner. 登记读数',
  })
  recordReading(
    @Arg('input', () => ReadingInput, { description: 'The reading. 读数' }) input: ReadingInput,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Reading> {
    return this.service.record(readingDraftOf(input), viewer);
  }

  @Mutation(() => ReadingsImportReport, {
    description:
      'Records many readings in one transaction; rows that cannot be taken are told why; planner. 批量登记读数',
  })
  async importReadings(
    @Args(() => ImportReadingsArguments) args: ImportReadingsArguments,
    @Ctx() { viewer }: RequestContext,
  ): Promise<ReadingsImportReport> {
    const { rows, dryRun } = args;
    const outcome = await this.imports.import(readingRowsOf(rows), viewer, {
      dryRun,
      from: 'importReadings',
    });
    return new ReadingsImportReport(outcome, dryRun);
  }
}
