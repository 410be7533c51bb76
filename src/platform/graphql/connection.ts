import 'reflect-metadata';
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { KeyPage } from '../database/key-page.js';
import { encodeCursor } from './cursor.js';

@ObjectType({ description: 'Where a page lies in its list. 分页信息' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True when rows follow this page. 是否有下一页' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'True when the page was asked for behind a cursor. 是否有上一页' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row. 起始游标' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row; pass it as `after`. 结束游标',
  })
  endCursor!: string | null;
}

export interface EdgeOf<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page of rows as Relay sees it. */
export interface ConnectionOf<T> {
  readonly edges: readonly EdgeOf<T>[];
  readonly pageInfo: PageInfo;
  totalCount(): Promise<number>;
}

export type ConnectionClass<T> = new (
  page: KeyPage,
  nodes: readonly T[],
  count: () => Promise<number>,
) => ConnectionOf<T>;

/**
 * Declares `<name>Connection` and `<name>Edge` for a node type.
 * @param term the Chinese term of the node, for descriptions.
 */
export function defineConnection<T extends object>(
  name: string,
  term: string,
  node: () => ClassType<T>,
): ConnectionClass<T> {
  @ObjectType(`${name}Edge`, { description: `One row of a list of ${name}. ${term}列表中的一行` })
  class Edge implements EdgeOf<T> {
    @Field(() => String, { description: 'Opaque position of the row; pass it as `after`. 游标' })
    cursor!: string;

    @Field(() => node(), { description: `The row. ${term}` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}. ${term}分页列表` })
  class Connection implements ConnectionOf<T> {
    @Field(() => [Edge], { description: 'The rows of the page, in order. 行' })
    readonly edges: Edge[];

    @Field(() => PageInfo, { description: 'Where the page lies. 分页信息' })
    readonly pageInfo: PageInfo;

    constructor(
      page: KeyPage,
      nodes: readonly T[],
      private readonly count: () => Promise<number>,
    ) {
      this.edges = nodes.map((row, index) => ({
        get cursor() {
          return encodeCursor(page.order, page.sortKeys[index]);
        },
        node: row,
      }));
      this.pageInfo = {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: this.edges[0]?.cursor ?? null,
        endCursor: this.edges.at(-1)?.cursor ?? null,
      };
    }

    @Field(() => Int, { description: 'Rows of the whole list, counted only when asked for. 总数' })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return Connection;
}
