import {
  type CoverageView,
  type GroundFacility,
  type PlanningGround,
  type UnitChoice,
  unitSet,
  UrbanRuralRule,
} from '../../coverage/index.js';
import type { DivisionLevel } from '../../divisions/index.js';
import type { FacilityKind } from '../../facilities/index.js';
import type { Indicator } from '../indicator.record.js';
import { type Figure, inBoth, noFigure, type OtherReading, shareFigure } from './figure.js';
import type { InstitutionRow } from './institutions.repository.js';
import type { Computation } from './parse-computation.js';

/** Everything computed figures of one date are made of. */
export interface ComputedGround {
  readonly ground: PlanningGround;
  /** Whether each division of the tree has what is asked for, by computation key. */
  readonly presence: ReadonlyMap<string, readonly { readonly counted: boolean }[]>;
  /** Coverage of people, by computation key. */
  readonly views: ReadonlyMap<string, CoverageView>;
  readonly institutions: ReadonlyMap<string, InstitutionRow>;
  readonly rule: UrbanRuralRule;
}

const COMPUTED = 'COMPUTED' as const;

/** Figures of every division on one date. Sums over the tree are made once for all divisions. */
export class ComputedFigures {
  private readonly sums = new Map<string, FacilitySums>();

  constructor(private readonly made: ComputedGround) {}

  get ground(): PlanningGround {
    return this.made.ground;
  }

  /** @param division by its number in the tree */
  figure(indicator: Indicator, computation: Computation, division: number): Figure {
    const key = indicator.computation!;
    switch (computation.kind) {
      case 'presence':
        return this.presence(indicator, key, computation.service, division);
      case 'presence-kind':
        return this.presence(indicator, key, computation.facilityKind, division);
      case 'population-coverage':
        return this.people(indicator, key, division);
      default:
        return this.share(key, computation, division);
    }
  }

  private presence(indicator: Indicator, key: string, what: string, division: number): Figure {
    const { ground, rule } = this.made;
    const { levels, urbanRural } = indicator;
    const units = this.made.presence.get(key)!;
    const count = (way: UrbanRuralRule) => {
      const set = unitSet(ground, division, levels, choiceOf(indicator, way)).units;
      const without = set.filter((unit) => !units[unit].counted);
      return { numerator: set.length - without.length, denominator: set.length, without };
    };
    const { numerator, denominator, without } = count(rule);
    return shareFigure(numerator, denominator, {
      basis: COMPUTED,
      rule: inBoth(
        `${levels.join('、')}：有位于本单元、分配给本单元或与其共用的 ${what}，${ground.asOf} 在营${sideText(indicator, rule, 'zh')}；含功能区`,
        `${levels.join(', ')} with ${what} located in, assigned to or shared with the unit, operating on ${ground.asOf}${sideText(indicator, rule, 'en')}; zones included`,
      ),
      urbanRuralRule: urbanRural && rule,
      otherWays: urbanRural ? otherWays({ numerator, denominator }, rule, count) : [],
      without,
      synthetic: ground.synthetic,
      projected: ground.scenario !== null,
    });
  }

  private people(indicator: Indicator, key: string, division: number): Figure {
    const { ground, rule } = this.made;
    const view = this.made.views.get(key)!;
    const { walkMinutes, speedMetersPerSecond } = view.limit;
    const told = {
      basis: COMPUTED,
      rule: inBoth(
        `60 岁及以上老年人以 ${speedMetersPerSecond} 米/秒步行 ${walkMinutes} 分钟以内可达，设施 ${ground.asOf} 在营${sideText(indicator, rule, 'zh')}`,
        `People aged 60 and over within ${walkMinutes} min at ${speedMetersPerSecond} m/s, facilities operating on ${ground.asOf}${sideText(indicator, rule, 'en')}`,
      ),
      urbanRuralRule: indicator.urbanRural && rule,
      synthetic: view.synthetic,
      projected: ground.scenario !== null,
    };
    if (view.snapshotId === null) return noFigure('NO_NETWORK', told);
    const count = (way: UrbanRuralRule) => {
      const units =
        indicator.urbanRural === null
          ? [division]
          : unitSet(ground, division, GRASSROOTS, choiceOf(indicator, way)).units;
      const people = units.map((unit) => view.population(unit, 'AGE_60'));
      return {
        numerator: people.reduce((sum, { coveredWeight }) => sum + coveredWeight, 0),
        denominator: people.reduce((sum, { totalWeight }) => sum + totalWeight, 0),
      };
    };
    const counts = count(rule);
    const others = indicator.urbanRural ? otherWays(counts, rule, count) : [];
    return shareFigure(counts.numerator, counts.denominator, { ...told, otherWays: others });
  }

  private share(key: string, computation: Computation, division: number): Figure {
    const { ground } = this.made;
    let sums = this.sums.get(key);
    if (!sums) this.sums.set(key, (sums = this.addUp(computation)));
    return shareFigure(sums.numerator[division], sums.denominator[division], {
      basis: COMPUTED,
      rule: inBoth(
        `${sums.whatZh}，位于本区划，${ground.asOf} 在营`,
        `${sums.what} located in the division, operating on ${ground.asOf}`,
      ),
      synthetic: ground.synthetic,
      projected: ground.scenario !== null,
    });
  }

  /** What an institution states, or a scenario says of it; null for any other facility. */
  private institution({ id, kind, openedBy }: GroundFacility): Omit<InstitutionRow, 'id'> | null {
    const { ground, institutions } = this.made;
    const recorded = institutions.get(id) ?? null;
    const changed = ground.changedCapacities.get(id);
    if (!changed) return recorded;
    if (openedBy !== undefined) return INSTITUTIONS.includes(kind) ? { ...changed, rating: null } : null;
    return (
      recorded && {
        beds: changed.beds ?? recorded.beds,
        nursingBeds: changed.nursingBeds ?? recorded.nursingBeds,
        rating: recorded.rating,
      }
    );
  }

  /** One pass over the facilities; each adds to its division and all above it. */
  private addUp(computation: Computation): FacilitySums {
    const { ground } = this.made;
    const { what, whatZh, of } = countingOf(computation, (facility) => this.institution(facility));
    const numerator = new Float64Array(ground.tree.nodes.length);
    const denominator = new Float64Array(ground.tree.nodes.length);
    for (const facility of ground.facilities) {
      const counts = facility.operating ? of(facility) : null;
      if (counts === null) continue;
      for (let unit = facility.division; unit >= 0; unit = ground.tree.parent[unit]) {
        numerator[unit] += counts[0];
        denominator[unit] += counts[1];
      }
    }
    return { what, whatZh, numerator, denominator };
  }
}

interface FacilitySums {
  readonly what: string;
  readonly whatZh: string;
  /** By number in the tree. */
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
}

const GRASSROOTS: readonly DivisionLevel[] = ['COMMUNITY', 'VILLAGE'];
const INSTITUTIONS: readonly FacilityKind[] = ['INSTITUTION', 'SUPPORT_INSTITUTION'];

/** What a facility adds to a share; null when it is not asked about. */
function countingOf(
  computation: Computation,
  institutionOf: (facility: GroundFacility) => Omit<InstitutionRow, 'id'> | null,
): { what: string; whatZh: string; of: (facility: GroundFacility) => readonly [number, number] | null } {
  if (computation.kind === 'capability-share') {
    const { facilityKind, capability } = computation;
    return {
      what: `${facilityKind} that offer ${capability}, out of all ${facilityKind}`,
      whatZh: `提供 ${capability} 的 ${facilityKind} 占全部 ${facilityKind}`,
      of: ({ kind, capabilities }) =>
        kind === facilityKind ? [capabilities.includes(capability) ? 1 : 0, 1] : null,
    };
  }
  if (computation.kind === 'nursing-bed-share') {
    return {
      what: 'Nursing beds out of all beds, of INSTITUTION and SUPPORT_INSTITUTION that state both,',
      whatZh: '护理型床位占全部床位，INSTITUTION 和 SUPPORT_INSTITUTION 中两项均已登记的',
      of: (facility) => {
        const { beds = null, nursingBeds = null } = institutionOf(facility) ?? {};
        return beds === null || nursingBeds === null ? null : [nursingBeds, beds];
      },
    };
  }
  return {
    what: 'INSTITUTION and SUPPORT_INSTITUTION with a rating, out of all of them,',
    whatZh: '已评定等级的 INSTITUTION 和 SUPPORT_INSTITUTION 占全部',
    of: (facility) => {
      const institution = institutionOf(facility);
      return institution ? [institution.rating === null ? 0 : 1, 1] : null;
    },
  };
}

function choiceOf({ urbanRural }: Indicator, rule: UrbanRuralRule): UnitChoice {
  return { urbanRural: urbanRural && { rule, side: urbanRural }, zones: 'INCLUDED' };
}

function sideText({ urbanRural }: Indicator, rule: UrbanRuralRule, language: 'zh' | 'en'): string {
  if (urbanRural === null) return '';
  if (language === 'en') return `; ${urbanRural} ones, ${rule}`;
  return `；只计${urbanRural === 'URBAN' ? '城镇' : '农村'}，按 ${rule}`;
}

type Counts = { readonly numerator: number; readonly denominator: number };

function otherWays(
  known: Counts,
  rule: UrbanRuralRule,
  count: (way: UrbanRuralRule) => Counts,
): OtherReading[] {
  return (Object.keys(UrbanRuralRule) as UrbanRuralRule[])
    .filter((way) => way !== rule)
    .map((way) => {
      const { numerator, denominator } = count(way);
      return { rule: way, numerator, denominator };
    })
    .filter((one) => one.numerator !== known.numerator || one.denominator !== known.denominator);
}
