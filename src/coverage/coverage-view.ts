import type { WalkLimit } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DemandReach } from '../kernel/coverage/demand-reach.js';
import { populationByDivisionInSteps, type PopulationCoverage } from '../kernel/coverage/population.js';
import { finish } from '../kernel/finish.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { NearestField } from './nearest-field.js';
import type { PlanningGround } from './planning-ground.js';
import type { PresenceField } from './presence-field.js';

/** Why a demand point counts for population coverage or does not. */
export type DemandStanding = 'COVERED' | 'TOO_FAR' | 'UNREACHABLE' | 'NOT_SNAPPED';

interface CohortCoverage {
  /** Positions in the ground's demand of the points that state this cohort. */
  readonly points: Int32Array;
  readonly reach: DemandReach;
  /** In the order of the tree. */
  readonly byDivision: readonly PopulationCoverage[];
  /** Points that do not state the cohort in the divisions numbered below d; one entry more than divisions. */
  readonly unstatedBefore: Int32Array;
}

/** Coverage of every division at once, for one service, date and walking limit; cohorts are added up when first asked for. */
export class CoverageView {
  private readonly cohorts = new Map<Cohort, CohortCoverage>();
  private readonly preparing = new Map<Cohort, Promise<void>>();
  private readonly unwalked = new Map<Cohort, readonly PopulationCoverage[]>();

  constructor(
    readonly presence: PresenceField,
    /** null while there is no walking network: presence needs none. */
    private readonly walks: NearestField | null,
    readonly limit: WalkLimit,
  ) {}

  get ground(): PlanningGround {
    return this.presence.ground;
  }

  /**
   * The walks behind every figure about people.
   * @throws PlanningError FAILED_PRECONDITION without a walking network
   */
  get field(): NearestField {
    if (this.walks) return this.walks;
    throw new PlanningError(
      'FAILED_PRECONDITION',
      'Who can walk to care cannot be told without a walking network. Import one first: carecircle import network FILE.osm.pbf',
      { reason: 'NO_NETWORK' },
    );
  }

  /** Snapshot walked on, null without a network. */
  get snapshotId(): string | null {
    return this.walks?.network.snapshotId ?? null;
  }

  /** True when any input is generated. */
  get synthetic(): boolean {
    return this.ground.synthetic || (this.walks?.network.synthetic ?? false);
  }

  /**
   * Has a cohort added up in turns of the event loop, once for all who ask; whatever is asked about it without adds it
   * up at one go.
   * @throws PlanningError FAILED_PRECONDITION without a walking network
   */
  prepare(cohort: Cohort): Promise<void> {
    let ready = this.preparing.get(cohort);
    if (!ready) {
      ready = inTurns(this.addUpInSteps(cohort)).then((found) => void this.cohorts.set(cohort, found));
      this.preparing.set(cohort, ready);
    }
    return ready;
  }

  /** Covered and all people of a cohort at or under a division, by its number in the tree. */
  population(division: number, cohort: Cohort): PopulationCoverage {
    return this.cohort(cohort).byDivision[division];
  }

  /** All people of a cohort at or under a division; needs no walking network. */
  people(division: number, cohort: Cohort): number {
    if (this.walks) return this.population(division, cohort).totalWeight;
    let people = this.unwalked.get(cohort);
    if (!people) this.unwalked.set(cohort, (people = this.addUpWithoutWalks(cohort)));
    return people[division].totalWeight;
  }

  /** Points at or under a division that do not state the cohort and so are left out of its population. */
  unstatedPoints(division: number, cohort: Cohort): number {
    const { unstatedBefore } = this.cohort(cohort);
    return unstatedBefore[this.ground.tree.end[division]] - unstatedBefore[division];
  }

  /**
   * Demand points at or under a division, by position in the ground's demand and so in the order of their ids.
   * @param covered only those that count (true) or only those that do not (false)
   */
  demandWithin(division: number, cohort: Cohort, covered: boolean | null = null): number[] {
    const { tree, demand } = this.ground;
    const found: number[] = [];
    for (const point of this.cohort(cohort).points) {
      if (!tree.isWithin(demand.division[point], division)) continue;
      if (covered === null || this.isCovered(point) === covered) found.push(point);
    }
    return found;
  }

  /** Population of every division, in the order of the tree, were these points (positions in the demand) covered too. */
  populationWith(alsoCovered: Iterable<number>, cohort: Cohort): readonly PopulationCoverage[] {
    const { points, reach } = this.cohort(cohort);
    const extra = new Set(alsoCovered);
    const costCentimeters = reach.costCentimeters.map((cost, at) => (extra.has(points[at]) ? 0 : cost));
    return this.divide({ ...reach, costCentimeters }, points);
  }

  isCovered(point: number): boolean {
    return this.reasonOf(point) === 'COVERED';
  }

  reasonOf(point: number): DemandStanding {
    const { demandSnaps, costCentimeters } = this.field;
    if (!demandSnaps.has(point)) return 'NOT_SNAPPED';
    if (costCentimeters[point] < 0) return 'UNREACHABLE';
    return costCentimeters[point] <= this.limit.limitCentimeters ? 'COVERED' : 'TOO_FAR';
  }

  private cohort(name: Cohort): CohortCoverage {
    let known = this.cohorts.get(name);
    if (!known) this.cohorts.set(name, (known = finish(this.addUpInSteps(name))));
    return known;
  }

  private *addUpInSteps(name: Cohort): Generator<void, CohortCoverage> {
    const { costCentimeters, demandSnaps } = this.field;
    const people = this.ground.demand.people[name];
    const points = statedPoints(people);
    yield;
    const snapped = new Uint8Array(points.length);
    const costs = new Int32Array(points.length);
    for (let at = 0; at < points.length; at++) {
      snapped[at] = demandSnaps.has(points[at]) ? 1 : 0;
      costs[at] = costCentimeters[points[at]];
    }
    const reach: DemandReach = {
      weight: weightsOf(people, points),
      costCentimeters: costs,
      snapped,
      limitCentimeters: this.limit.limitCentimeters,
    };
    yield;
    const unstatedBefore = this.countUnstated(people);
    return { points, reach, unstatedBefore, byDivision: yield* this.divideInSteps(reach, points) };
  }

  private addUpWithoutWalks(name: Cohort): readonly PopulationCoverage[] {
    const people = this.ground.demand.people[name];
    const points = statedPoints(people);
    const reach: DemandReach = {
      weight: weightsOf(people, points),
      costCentimeters: new Int32Array(points.length).fill(-1),
      snapped: new Uint8Array(points.length),
      limitCentimeters: this.limit.limitCentimeters,
    };
    return this.divide(reach, points);
  }

  private divide(reach: DemandReach, points: Int32Array): readonly PopulationCoverage[] {
    return finish(this.divideInSteps(reach, points));
  }

  private *divideInSteps(
    reach: DemandReach,
    points: Int32Array,
  ): Generator<void, readonly PopulationCoverage[]> {
    const { demand, tree } = this.ground;
    const divisions = new Int32Array(points.length);
    for (let at = 0; at < points.length; at++) divisions[at] = demand.division[points[at]];
    return (yield* populationByDivisionInSteps(reach, divisions, tree.parent)).divisions;
  }

  private countUnstated(people: Float64Array): Int32Array {
    const { demand, tree } = this.ground;
    const before = new Int32Array(tree.nodes.length + 1);
    people.forEach((count, point) => {
      if (Number.isNaN(count) && demand.division[point] >= 0) before[demand.division[point] + 1]++;
    });
    for (let d = 0; d < tree.nodes.length; d++) before[d + 1] += before[d];
    return before;
  }
}

/** Positions of the points that state a cohort, rising. */
function statedPoints(people: Float64Array): Int32Array {
  const points = new Int32Array(people.length);
  let count = 0;
  for (let point = 0; point < people.length; point++)
    if (!Number.isNaN(people[point])) points[count++] = point;
  return points.slice(0, count);
}

function weightsOf(people: Float64Array, points: Int32Array): Float64Array {
  const weights = new Float64Array(points.length);
  for (let at = 0; at < points.length; at++) weights[at] = people[points[at]];
  return weights;
}
