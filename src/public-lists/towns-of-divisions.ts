import type { DivisionNode } from '../divisions/index.js';
import type { PublicFacility } from './public-list.js';

const TOWN_LEVELS = new Set(['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE']);

/** Which street, town or township divisions lie in. */
export class TownsOfDivisions {
  private readonly nodes: ReadonlyMap<string, DivisionNode>;

  constructor(nodes: readonly DivisionNode[]) {
    this.nodes = new Map(nodes.map((node) => [node.code, node]));
  }

  of(
    divisionCode: string | null,
  ): Pick<PublicFacility, 'divisionCode' | 'divisionName' | 'townCode' | 'townName'> {
    const own = this.nodes.get(divisionCode ?? '');
    let town = own;
    // The number of levels bounds the way up, should parents ever run in a ring.
    for (let steps = 0; town && !TOWN_LEVELS.has(town.level) && steps < 8; steps++)
      town = this.nodes.get(town.parentCode ?? '');
    const isTown = town !== undefined && TOWN_LEVELS.has(town.level);
    return {
      divisionCode,
      divisionName: own?.name ?? null,
      townCode: isTown ? town!.code : null,
      townName: isTown ? town!.name : null,
    };
  }
}
