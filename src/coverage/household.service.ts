import { BoundedCache, type DataVersion, versionKey } from '../accessibility/index.js';
import type { EstatesRepository } from '../estates/index.js';
import type { CoverageView } from './coverage-view.js';
import { type HouseholdField, householdField } from './household-field.js';
import { type HouseholdGround, householdGround } from './household-ground.js';
import { HouseholdView } from './household-view.js';

const KEPT_FIELDS = 16;
const KEPT_VIEWS = 32;

/** Households within the walk: one sweep a service and date answers every division and cutoff. */
export class HouseholdService {
  private readonly grounds = new BoundedCache<HouseholdGround>(1);
  private readonly fields = new BoundedCache<HouseholdField>(KEPT_FIELDS);
  private readonly views = new BoundedCache<HouseholdView>(KEPT_VIEWS);

  constructor(private readonly estates: EstatesRepository) {}

  /**
   * @param version the state of the data the request answers from
   * @throws PlanningError FAILED_PRECONDITION without a walking network
   */
  async view(view: CoverageView, version: DataVersion): Promise<HouseholdView> {
    const { ground, field, limit, presence } = view;
    const estates = versionKey({ ...version, snapshotId: null }, 'divisions', 'estates');
    const key = `${versionKey(ground.version, 'facilities')} ${estates} ${presence.service} ${ground.asOf}`;
    return this.views.get(`${key} ${limit.walkMinutes} ${limit.speedMetersPerSecond}`, async () => {
      const walks = await this.fields.get(key, async () => {
        const read = async () => householdGround(await this.estates.readEntrances(), ground.tree);
        return householdField(await this.grounds.get(estates, read), field, estates);
      });
      return new HouseholdView(view, walks);
    });
  }
}
