import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { FacilityStatus } from './vocabulary.js';

/** A stage a facility entered on a date; it lasts until the next entry. */
@ObjectType({
  description: 'A stage a facility entered on a date, lasting until the next entry. 设施状态记录',
})
export class FacilityStatusEntry {
  @Field(() => FacilityStatus, { description: 'Stage. 状态' })
  status!: FacilityStatus;

  @Field(() => DateScalar, { description: 'First day of the stage. 起始日期' })
  validFrom!: string;

  @Field(() => String, { nullable: true, description: 'Document that says so. 依据文件' })
  document!: string | null;
}
