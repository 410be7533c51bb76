/**
 * The two lists every place has to make known: comprehensive institutions of streets and townships, community
 * facilities. Published places and their public fields only. Lives here: what is on the lists, the open page, the feed.
 * Does not: which facilities offer a service (facilities), files (downloads), HTTP (server). Neighbours: facilities,
 * divisions; accessibility tells which state of the data it is.
 */
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { SourcesRoom } from '../platform/sources/index.js';
import { PublicListsService } from './public-lists.service.js';

export { listFeed } from './list-feed.js';
export { kindWord, type Language, LANGUAGES, serviceWords, statusWord } from './list-words.js';
export {
  LIST_FACTS,
  PUBLIC_LISTS,
  type PublicFacility,
  type PublicList,
  type PublicListName,
} from './public-list.js';
export type { PublicListsService } from './public-lists.service.js';
export { publicPage } from './public-page.js';

export interface PublicListsRoom {
  readonly publicLists: PublicListsService;
}

export function createPublicListsRoom(ground: {
  readonly sources: Pick<SourcesRoom, 'sources'>;
  readonly divisions: Pick<DivisionsRoom, 'divisions'>;
  readonly facilities: Pick<FacilitiesRoom, 'facilities' | 'ofService'>;
  readonly accessibility: Pick<AccessibilityRoom, 'versions'>;
}): PublicListsRoom {
  const publicLists = new PublicListsService({
    divisions: ground.divisions.divisions,
    facilities: ground.facilities.facilities,
    ofService: ground.facilities.ofService,
    sources: ground.sources.sources,
    versions: ground.accessibility.versions,
  });
  return { publicLists };
}
