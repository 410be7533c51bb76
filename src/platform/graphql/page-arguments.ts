import 'reflect-metadata';
import { ArgsType, Field, Int } from 'type-graphql';
import type { KeyOrder, PageRequest } from '../database/key-page.js';
import { badInput } from '../errors/bad-input.js';
import { decodeCursor } from './cursor.js';

export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 1000;

/** `first` and `after`, as every list takes them. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    defaultValue: DEFAULT_PAGE,
    description: `Rows wanted, 1 to ${LARGEST_PAGE}. 每页行数`,
  })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor the page starts behind. 起始游标' })
  after?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT for a page size out of range or a cursor of another list. */
export function pageRequest(args: PageArguments, order: KeyOrder): PageRequest {
  if (!Number.isInteger(args.first) || args.first < 1 || args.first > LARGEST_PAGE) {
    throw badInput(`\`first\` must be 1 to ${LARGEST_PAGE}, got ${args.first}.`, {
      argument: 'first',
      largest: LARGEST_PAGE,
    });
  }
  return { first: args.first, after: args.after == null ? null : decodeCursor(order, args.after) };
}
