import type { CoverageView } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { NearestTwoFacilities } from '../kernel/accessibility/index.js';
import { CompensatedSum } from '../kernel/compensated-sum.js';
import { type BackupWeight, dropOneLoss } from '../kernel/coverage/drop-one-loss.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { DivisionSums } from './division-sums.js';

/** How many facilities cover a demand point: none, one, or two and more. */
export type CoverDepth = 'NONE' | 'ONE' | 'TWO_OR_MORE';

/** What closing one facility alone costs the people of a division. */
export interface ClosingLoss {
  /** Place among the facilities of the service. */
  readonly facility: number;
  readonly peopleLost: number;
  readonly pointsLost: number;
  /** People it is nearest to and who have a runner-up to turn to. */
  readonly peopleBackedUp: number;
  /** Those runners-up with the people who would turn to each, most first. */
  readonly runnersUp: readonly { readonly facility: number; readonly people: number }[];
}

const KEPT_LOSSES = 32;

/** Nearest facility and runner-up of every demand point within the walk. Facilities are in the order of `NearestField.serving`. */
export class FragilityField {
  /** Of the divisions asked about lately. */
  private readonly known = new Map<number, Promise<readonly ClosingLoss[]>>();

  private constructor(
    readonly view: CoverageView,
    readonly cohort: Cohort,
    readonly two: NearestTwoFacilities,
    /** People per position in the ground's demand, 0 where the cohort is not stated. */
    private readonly people: Float64Array,
    private readonly sums: Readonly<Record<'all' | 'covered' | 'single', DivisionSums>>,
  ) {}

  /** Computes it in steps of about a millisecond. */
  static *inSteps(
    view: CoverageView,
    cohort: Cohort,
    two: NearestTwoFacilities,
  ): Generator<void, FragilityField> {
    const { demand, tree } = view.ground;
    const people = demand.people[cohort].map((count) => (Number.isNaN(count) ? 0 : count));
    yield;
    const sums = (takes: (point: number) => boolean) =>
      DivisionSums.inSteps(tree, demand.division, (point) => (takes(point) ? people[point] : 0));
    return new FragilityField(view, cohort, two, people, {
      all: yield* sums(() => true),
      covered: yield* sums((point) => two.nearest[point] >= 0),
      single: yield* sums((point) => two.nearest[point] >= 0 && two.second[point] < 0),
    });
  }

  /** Points are searched to the limit, so whatever was found covers. */
  depthOf(point: number): CoverDepth {
    if (this.two.nearest[point] < 0) return 'NONE';
    return this.two.second[point] < 0 ? 'ONE' : 'TWO_OR_MORE';
  }

  /** People at or under a division by how many facilities cover them. */
  backup(unit: number): BackupWeight {
    const { all, covered, single } = this.sums;
    const [coveredWeight, singleWeight] = [covered.at(unit), single.at(unit)];
    const backedUpWeight = coveredWeight - singleWeight;
    return { totalWeight: all.at(unit), coveredWeight, singleWeight, backedUpWeight };
  }

  /**
   * Facilities that stand in the division or are nearest or second for somebody there, by people lost if each alone
   * closed, most first; of equal loss the lower id.
   */
  losses(unit: number): Promise<readonly ClosingLoss[]> {
    const known = this.known.get(unit);
    if (known) return known;
    if (this.known.size >= KEPT_LOSSES) this.known.delete(this.known.keys().next().value!);
    const losses = inTurns(this.lossesInSteps(unit));
    this.known.set(unit, losses);
    return losses;
  }

  private *lossesInSteps(unit: number): Generator<void, readonly ClosingLoss[]> {
    const { view, two } = this;
    const { tree, demand, facilities } = view.ground;
    const { serving } = view.field;
    const inside = this.people.map((count, point) =>
      tree.isWithin(demand.division[point], unit) ? count : 0,
    );
    yield;
    const { lostWeight } = dropOneLoss(two, inside, serving.length, view.limit.limitCentimeters);
    yield;
    const lostPoints = new Int32Array(serving.length);
    const isMet = new Uint8Array(serving.length);
    const turning = Array.from(serving, () => new Map<number, CompensatedSum>());
    inside.forEach((count, point) => {
      const [nearest, second] = [two.nearest[point], two.second[point]];
      if (count === 0 || nearest < 0) return;
      isMet[nearest] = 1;
      if (second < 0) {
        lostPoints[nearest]++;
        return;
      }
      isMet[second] = 1;
      let sum = turning[nearest].get(second);
      if (!sum) turning[nearest].set(second, (sum = new CompensatedSum()));
      sum.add(count);
    });
    yield;
    return serving
      .flatMap((position, facility): ClosingLoss[] => {
        if (!isMet[facility] && !tree.isWithin(facilities[position].division, unit)) return [];
        const runnersUp = Array.from(turning[facility], ([other, sum]) => ({
          facility: other,
          people: sum.value,
        })).sort((a, b) => b.people - a.people || a.facility - b.facility);
        const peopleBackedUp = runnersUp.reduce((sum, { people }) => sum + people, 0);
        const [peopleLost, pointsLost] = [lostWeight[facility], lostPoints[facility]];
        return [{ facility, peopleLost, pointsLost, peopleBackedUp, runnersUp }];
      })
      .sort((a, b) => b.peopleLost - a.peopleLost || a.facility - b.facility);
  }

  /** Points at or under a division that so many facilities cover, by position in the ground's demand. */
  pointsOf(unit: number, depth: CoverDepth | null): number[] {
    const points = this.view.demandWithin(unit, this.cohort);
    return depth === null ? points : points.filter((point) => this.depthOf(point) === depth);
  }
}
