import { BoundedCache, type DataVersion, SharedWork, versionKey } from '../accessibility/index.js';
import type { CoverageService, CoverageView } from '../coverage/index.js';
import type { FacilitiesRepository } from '../facilities/index.js';
import type { CoverLists } from '../kernel/accessibility/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { capacitiesWith, type ChangedCapacities } from '../scenarios/index.js';
import { type AccessField, accessFieldInSteps } from './access-field.js';
import type { AccessQuestion, CapacityMeasure } from './access-question.js';

/** Eight bytes a pair are kept and as many more used while one answer is made. */
const MOST_PAIRS = 2_000_000;
const KEPT_PAIR_LISTS = 4;
const KEPT_FIELDS = 16;
const KEPT_CAPACITIES = 4;

/** Access to capacity by floating catchments; kept under the snapshot and revisions an answer rests on. */
export class AccessService {
  private readonly pairLists = new SharedWork<CoverLists>(KEPT_PAIR_LISTS);
  private readonly fields = new SharedWork<AccessField>(KEPT_FIELDS);
  private readonly capacities = new BoundedCache<ReadonlyMap<string, ChangedCapacities>>(KEPT_CAPACITIES);

  constructor(
    private readonly coverage: CoverageService,
    private readonly facilities: FacilitiesRepository,
  ) {}

  /**
   * The access of every demand point.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN for a capacity that is not public, FAILED_PRECONDITION without a
   *   walking network, LIMIT_EXCEEDED for a walk with too many pairs in reach; the signal's reason on abort.
   */
  async field(
    question: AccessQuestion,
    version: DataVersion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<AccessField> {
    if (question.capacity !== 'ONE_PER_FACILITY')
      demandRole(viewer, `Access to ${question.capacity}`, 'planner', 'resources');
    const view = await this.coverage.view(question, version);
    const { method, capacity, cohort } = question;
    await view.prepare(cohort);
    const key = `${walkKey(view)} ${method} ${capacity} ${cohort}`;
    return this.fields.get(key, (shared) => this.compute(view, question, shared), signal);
  }

  private async compute(
    view: CoverageView,
    question: AccessQuestion,
    signal: AbortSignal,
  ): Promise<AccessField> {
    const { network, sites, demandSnaps, serving } = view.field;
    const { ground, limit } = view;
    const [pairs, known] = await Promise.all([
      this.pairLists.get(
        walkKey(view),
        (shared) => network.walksWithin(sites, demandSnaps, limit.limitCentimeters, MOST_PAIRS, shared),
        signal,
      ),
      this.capacities.get(versionKey(ground.version, 'facilities'), async () => {
        const rows = await this.facilities.readCapacities();
        const recorded = new Map<string, ChangedCapacities>(rows.map((row) => [row.id, row]));
        for (const [id, changed] of ground.changedCapacities)
          recorded.set(id, capacitiesWith(recorded.get(id), changed));
        return recorded;
      }),
    ]);
    const capacity = Float64Array.from(serving, (position) =>
      capacityOf(known.get(ground.facilities[position].id), question.capacity),
    );
    return inTurns(accessFieldInSteps(view, question, pairs, capacity), signal);
  }
}

/** Names what decides who walks where: data, service, date and walking limit. */
export function walkKey({ ground, presence, limit }: CoverageView): string {
  const { walkMinutes, speedMetersPerSecond } = limit;
  return [
    versionKey(ground.version, 'divisions', 'facilities', 'demand'),
    ...[presence.service, ground.asOf, walkMinutes, speedMetersPerSecond],
  ].join(' ');
}

/** S_j of a facility, NaN where it is not recorded. */
function capacityOf(row: ChangedCapacities | undefined, measure: CapacityMeasure): number {
  if (measure === 'ONE_PER_FACILITY') return 1;
  if (!row) return NaN;
  const value = {
    BEDS: row.beds,
    NURSING_BEDS: row.nursingBeds,
    MEALS_PER_DAY: row.mealsPerDay,
    FLOOR_AREA: row.floorAreaSquareMeters,
  }[measure];
  return value ?? NaN;
}
