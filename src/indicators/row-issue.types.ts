import { Field, Int, ObjectType } from 'type-graphql';
import { chineseText } from '../platform/errors/chinese-text.js';
import type { PlanningError } from '../platform/errors/planning-error.js';

@ObjectType({ description: 'Why a row of an import was not taken. 未接受的行及原因' })
export class RowIssue {
  constructor(
    private readonly place: number,
    private readonly error: PlanningError,
  ) {}

  @Field(() => Int, { description: 'Row, counted from 1. 第几行' })
  get row(): number {
    return this.place + 1;
  }

  @Field(() => String, { description: 'Stable code: BAD_USER_INPUT, NOT_FOUND or CONFLICT. 问题代码' })
  get code(): string {
    return this.error.code;
  }

  @Field(() => String, { nullable: true, description: 'Field. 字段' })
  get field(): string | null {
    const { field } = this.error.details;
    return typeof field === 'string' ? field : null;
  }

  @Field(() => String, { description: 'What is wrong, in Chinese. 说明（中文）' })
  get message(): string {
    return chineseText(this.error) ?? this.error.message;
  }

  @Field(() => String, { description: 'The same in English. 说明（英文）' })
  get messageEn(): string {
    return this.error.message;
  }
}

/** @param refused place in the list → why the row was not taken */
export function issuesOf(refused: ReadonlyMap<number, PlanningError>): RowIssue[] {
  return [...refused].map(([place, error]) => new RowIssue(place, error));
}
