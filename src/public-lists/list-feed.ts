import { kindWord, serviceWords, statusWord } from './list-words.js';
import { LIST_FACTS, type PublicFacility, type PublicList } from './public-list.js';

/** A list as JSON for other sites and programs; Chinese words beside the codes. */
export function listFeed(list: PublicList): object {
  const { name, asOf, division, synthetic, editions, attributions, facilities } = list;
  const { zh, en } = LIST_FACTS[name];
  return {
    ...{ list: name, title: { zh, en }, asOf, division, synthetic },
    ...{ dataVintage: editions, licence: attributions, crs: 'EPSG:4326', count: facilities.length },
    facilities: facilities.map(feedEntry),
  };
}

function feedEntry({ capabilities, mealMode, ...facility }: PublicFacility): object {
  const { id, name, kind, address, contact, status } = facility;
  const { divisionCode, divisionName, townCode, townName, lon, lat, synthetic } = facility;
  return {
    ...{ id, name, kind, kindName: kindWord(kind, 'zh'), address, contact },
    ...{ capabilities, mealMode, services: serviceWords(capabilities, mealMode, 'zh') },
    ...{ status, statusName: statusWord(status, 'zh'), open: status === 'OPERATING' },
    ...{ divisionCode, divisionName, townCode, townName, lon, lat, synthetic },
  };
}
