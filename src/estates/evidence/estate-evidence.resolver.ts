import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import type { EstateLoaders } from '../estates.loaders.js';
import { HousingEstate } from '../housing-estate.record.js';
import { CareRoom } from '../rooms/care-room.record.js';
import { EstateEvidenceInput, evidenceToRecord } from './estate-evidence.inputs.js';
import { EstateEvidence } from './estate-evidence.record.js';
import type { EstateEvidenceService, RecordedEvidence } from './estate-evidence.service.js';

@ObjectType('RecordedEvidence', { description: 'Evidence as recorded, and what it is about. 凭证登记结果' })
export class RecordedEvidenceRecord implements RecordedEvidence {
  @Field(() => ID, { description: 'Number of the evidence. 凭证编号' })
  readonly id!: string;

  readonly subject!: RecordedEvidence['subject'];
  readonly subjectId!: string;
}

@Resolver(() => RecordedEvidenceRecord)
export class EstateEvidenceResolver {
  constructor(
    private readonly service: EstateEvidenceService,
    private readonly loaders: EstateLoaders,
  ) {}

  @Mutation(() => RecordedEvidenceRecord, {
    description:
      'Records when a step was reached and what document says so; a correction names what it replaces, nothing is overwritten; planner, resources. 登记凭证',
  })
  async recordEstateEvidence(
    @Arg('evidence', () => EstateEvidenceInput, { description: 'What is to be recorded. 凭证' })
    input: EstateEvidenceInput,
    @Ctx() context: RequestContext,
  ): Promise<RecordedEvidence> {
    const recorded = await this.service.record(evidenceToRecord(input), context.viewer);
    context.forget();
    return recorded;
  }

  @FieldResolver(() => EstateEvidence, { description: 'The evidence. 凭证' })
  async evidence(@Root() { id, ...key }: RecordedEvidence, @Ctx() context: RequestContext) {
    return (await context.load(this.loaders.evidence, key)).find((each) => each.id === id);
  }

  @FieldResolver(() => HousingEstate, {
    nullable: true,
    description: 'The estate, with its new version; null for a room. 小区',
  })
  estate(@Root() { subject, subjectId }: RecordedEvidence, @Ctx() context: RequestContext) {
    return subject === 'ESTATE' ? context.load(this.loaders.byId, subjectId) : null;
  }

  @FieldResolver(() => CareRoom, {
    nullable: true,
    description: 'The room, with its new version; null for an estate. 养老服务用房',
  })
  careRoom(@Root() { subject, subjectId }: RecordedEvidence, @Ctx() context: RequestContext) {
    return subject === 'CARE_ROOM' ? context.load(this.loaders.roomById, subjectId) : null;
  }
}
