import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type ConnectionOf, defineConnection } from '../../platform/graphql/connection.js';
import { pageRequest } from '../../platform/graphql/page-arguments.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import { Indicator } from '../indicator.record.js';
import type { IndicatorLoaders } from '../indicators.loaders.js';
import { Reading } from './reading.record.js';
import { checkReadingFilter, readingDraftOf, ReadingInput, ReadingsArguments } from './readings.inputs.js';
import { READING_ORDER, type ReadingsRepository } from './readings.repository.js';
import type { ReadingsService } from './readings.service.js';

const ReadingConnection = defineConnection('Reading', '读数', () => Reading);

@Resolver(() => Reading)
export class ReadingsResolver {
  constructor(
    private readonly repository: ReadingsRepository,
    private readonly service: ReadingsService,
    private readonly loaders: IndicatorLoaders,
  ) {}

  @Query(() => ReadingConnection, {
    nullable: true,
    description: 'Reported figures by division, indicator and month. 读数列表',
  })
  async readings(@Args(() => ReadingsArguments) args: ReadingsArguments): Promise<ConnectionOf<Reading>> {
    const filter = checkReadingFilter(args);
    const { page, rows } = await this.service.list(filter, pageRequest(args, READING_ORDER));
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
}
