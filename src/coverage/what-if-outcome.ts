import { walkSecondsOf } from '../accessibility/index.js';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import { CompensatedSum } from '../kernel/compensated-sum.js';
import { coveredPeopleOf, type CoveredPeople } from './covered-people.js';
import type { ChangedWalks, WalkFigures, WhatIfState } from './what-if-state.js';
import type { WhatIfDivision, WhatIfPoint, WhatIfPresence, WhatIfWalk } from './what-if.types.js';

/** Who a facility's number stands for after the changes. */
export interface ChangedFacility {
  /** Position in the changes of the last one about it. */
  readonly changeIndex: number;
  readonly name: string | null;
}

/** What changes do, told for one division and what lies under it, or (-1) for everywhere. */
export class WhatIfOutcome {
  constructor(
    private readonly state: WhatIfState,
    private readonly walks: ChangedWalks,
    private readonly people: Float64Array,
    private readonly changed: ReadonlyMap<number, ChangedFacility>,
    /** Divisions that begin (true) or cease (false) to count for presence. */
    private readonly presence: ReadonlyMap<number, boolean>,
  ) {}

  /** Covered people before and after. */
  coverage(focus: number): { readonly before: CoveredPeople; readonly after: CoveredPeople } {
    const of = (figures: WalkFigures) =>
      focus < 0 ? this.everywhere(figures) : coveredPeopleOf(figures.coverageOf(focus));
    return { before: of(this.state.before), after: of(this.walks.after) };
  }

  /** People who become and who cease to be covered, and points that walk elsewhere. */
  movements(focus: number): { newlyCovered: number; noLongerCovered: number; rerouted: number } {
    const { before } = this.state;
    const { points, after } = this.walks;
    const [newly, noLonger] = [new CompensatedSum(), new CompensatedSum()];
    let rerouted = 0;
    for (const at of this.within(focus)) {
      const point = points[at];
      const people = this.people[this.state.points[point]];
      const [was, is] = [before.nearest[point], after.nearest[at]];
      if (was !== is) rerouted++;
      if (was < 0 && is >= 0) newly.add(people);
      if (was >= 0 && is < 0) noLonger.add(people);
    }
    return { newlyCovered: newly.value, noLongerCovered: noLonger.value, rerouted };
  }

  /** Presence before and after, per level that occurs in the focus or only one. */
  presenceByLevel(focus: number, only: DivisionLevel | null): WhatIfPresence[] {
    const { tree, inForce } = this.state.view.ground;
    const [begin, end] = focus < 0 ? [0, tree.nodes.length] : [focus, tree.end[focus]];
    const counts = new Map<DivisionLevel, { units: number; before: number; after: number }>();
    for (let unit = begin; unit < end; unit++) {
      if (!inForce[unit]) continue;
      const { level } = tree.nodes[unit];
      let count = counts.get(level);
      if (!count) counts.set(level, (count = { units: 0, before: 0, after: 0 }));
      const before = this.state.presence.counted(unit);
      count.units++;
      if (before) count.before++;
      if (this.presence.get(unit) ?? before) count.after++;
    }
    const levels = only ? [only] : DIVISION_LEVELS.filter((level) => counts.has(level));
    return levels.map((level) => {
      const { units, before, after } = counts.get(level) ?? { units: 0, before: 0, after: 0 };
      const ratio = (numerator: number) => (units === 0 ? null : numerator / units);
      return {
        level,
        denominator: units,
        numeratorBefore: before,
        numeratorAfter: after,
        ratioBefore: ratio(before),
        ratioAfter: ratio(after),
      };
    });
  }

  /** Numbers of the divisions in the focus, ascending by code, that the changes cover otherwise than before. */
  divisions(focus: number, level: DivisionLevel | null): number[] {
    const { view, points: inGround, before } = this.state;
    const { tree, demand } = view.ground;
    const { points, after } = this.walks;
    const found = new Set<number>();
    for (let at = 0; at < points.length; at++) {
      if (before.nearest[points[at]] >= 0 === after.nearest[at] >= 0) continue;
      let unit = demand.division[inGround[points[at]]];
      for (; unit >= 0 && !found.has(unit); unit = tree.parent[unit]) found.add(unit);
    }
    for (const unit of this.presence.keys()) found.add(unit);
    return [...found]
      .filter(
        (unit) => (focus < 0 || tree.isWithin(unit, focus)) && (!level || tree.nodes[unit].level === level),
      )
      .sort((a, b) => (tree.nodes[a].code < tree.nodes[b].code ? -1 : 1));
  }

  codeOf(division: number): string {
    return this.state.view.ground.tree.nodes[division].code;
  }

  describeDivision(division: number): WhatIfDivision {
    const { before, presence, view } = this.state;
    const { code, name, level } = view.ground.tree.nodes[division];
    const presentBefore = presence.counted(division);
    return {
      code,
      name,
      level,
      before: coveredPeopleOf(before.coverageOf(division)),
      after: coveredPeopleOf(this.walks.after.coverageOf(division)),
      presentBefore,
      presentAfter: this.presence.get(division) ?? presentBefore,
    };
  }

  /** Positions in the list of changed walks of the points in the focus, ascending by the point's id. */
  within(focus: number): number[] {
    const { view, points } = this.state;
    const { tree, demand } = view.ground;
    const positions = Array.from(this.walks.points.keys());
    if (focus < 0) return positions;
    return positions.filter((at) => tree.isWithin(demand.division[points[this.walks.points[at]]], focus));
  }

  pointId(at: number): string {
    return this.state.view.ground.demand.ids[this.state.points[this.walks.points[at]]];
  }

  describePoint(at: number): WhatIfPoint {
    const { view, points, before } = this.state;
    const { demand, tree } = view.ground;
    const point = this.walks.points[at];
    const inGround = points[point];
    const { after } = this.walks;
    return {
      demandPointId: demand.ids[inGround],
      divisionCode: tree.nodes[demand.division[inGround]]?.code ?? null,
      location: { type: 'Point', coordinates: [demand.lon[inGround], demand.lat[inGround]] },
      people: this.people[inGround],
      before: this.walk(before.nearest[point], before.costCentimeters[point], false),
      after: this.walk(after.nearest[at], after.costCentimeters[at], true),
    };
  }

  private walk(facility: number, costCentimeters: number, isChanged: boolean): WhatIfWalk | null {
    if (facility < 0) return null;
    const { field, ground, limit } = this.state.view;
    const known = ground.facilities[field.serving[facility]];
    const change = isChanged ? this.changed.get(facility) : undefined;
    return {
      facilityId: known?.id ?? null,
      changeIndex: change?.changeIndex ?? null,
      name: known?.name ?? change?.name ?? null,
      walkSeconds: walkSecondsOf(costCentimeters, limit.speedMetersPerSecond),
    };
  }

  private everywhere(figures: WalkFigures): CoveredPeople {
    const { parent } = this.state.view.ground.tree;
    const [covered, total] = [new CompensatedSum(), new CompensatedSum()];
    const add = ({ coveredWeight, totalWeight }: { coveredWeight: number; totalWeight: number }): void => {
      covered.add(coveredWeight);
      total.add(totalWeight);
    };
    parent.forEach((above, division) => {
      if (above < 0) add(figures.coverageOf(division));
    });
    add(figures.elsewhere);
    const [coveredWeight, totalWeight] = [covered.value, total.value];
    return coveredPeopleOf({
      coveredWeight,
      totalWeight,
      ratio: totalWeight > 0 ? coveredWeight / totalWeight : null,
    });
  }
}
