import type { EntityManager } from 'typeorm';
import { countKeys, type KeyPage, type KeyQuery, type PageRequest, readKeyPage } from './key-page.js';

/** The list methods of a repository whose rows everybody may see: a page of keys, and how many there are. */
export abstract class FilteredKeys<F> {
  /** @param queryOf the rows of a checked filter */
  constructor(
    protected readonly manager: EntityManager,
    private readonly queryOf: (filter: F) => KeyQuery,
  ) {}

  list(filter: F, page: PageRequest, manager: EntityManager = this.manager): Promise<KeyPage> {
    return readKeyPage(manager, this.queryOf(filter), page);
  }

  count(filter: F, manager: EntityManager = this.manager): Promise<number> {
    return countKeys(manager, this.queryOf(filter));
  }
}
