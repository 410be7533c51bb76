import { BoundedCache, type DataVersion, versionKey } from '../accessibility/index.js';
import type { EntranceRow, EstatesRepository } from '../estates/index.js';
import type { SourcesInUse, SourcesRepository } from '../platform/sources/index.js';
import type { CoverageView } from './coverage-view.js';
import { AS_STORED, type DatedPlacesRepository } from './dated-places.repository.js';
import { type HouseholdField, householdField } from './household-field.js';
import { type HouseholdGround, householdGround, sortedEntrances } from './household-ground.js';
import { HouseholdView } from './household-view.js';

const KEPT_GROUNDS = 4;
const KEPT_FIELDS = 16;
const KEPT_VIEWS = 32;

/** Households within the walk: one sweep a service and date answers every division and cutoff. */
export class HouseholdService {
  private readonly rows = new BoundedCache<readonly [readonly EntranceRow[], SourcesInUse]>(1);
  private readonly grounds = new BoundedCache<HouseholdGround>(KEPT_GROUNDS);
  private readonly fields = new BoundedCache<HouseholdField>(KEPT_FIELDS);
  private readonly views = new BoundedCache<HouseholdView>(KEPT_VIEWS);

  constructor(
    private readonly estates: EstatesRepository,
    private readonly places: DatedPlacesRepository,
    private readonly sources: SourcesRepository,
  ) {}

  /**
   * @param version the state of the data the request answers from
   * @throws PlanningError FAILED_PRECONDITION without a walking network
   */
  async view(view: CoverageView, version: DataVersion): Promise<HouseholdView> {
    const { ground, field, limit, presence } = view;
    // Divisions are those of the view: it may have been read a moment after the version.
    const read = versionKey({ ...version, snapshotId: null }, 'estates');
    const state = `${read} ${versionKey({ ...ground.version, snapshotId: null }, 'divisions')} ${ground.asOf}`;
    const key = `${versionKey(ground.version, 'facilities')} ${state} ${presence.service}`;
    return this.views.get(`${key} ${limit.walkMinutes} ${limit.speedMetersPerSecond}`, async () => {
      const walks = await this.fields.get(key, async () => {
        const estates = await this.grounds.get(state, async () => {
          const [rows, sources] = await this.rows.get(read, async () => [
            sortedEntrances(await this.estates.readEntrances()),
            await this.sources.inUse(['housing_estate']),
          ]);
          const { tree, asOf } = ground;
          const moved = tree.isDated ? await this.places.movedOn(asOf, 'estates') : AS_STORED;
          return householdGround(rows, sources, tree, asOf, moved);
        });
        return householdField(estates, field, read);
      });
      return new HouseholdView(view, walks);
    });
  }
}
