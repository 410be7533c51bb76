import { BoundedCache, type DataVersion, versionKey } from '../accessibility/index.js';
import type { SourcesRepository } from '../platform/sources/index.js';
import { AreaField } from './area-field.js';
import { AreaGround } from './area-ground.js';
import type { AreaCoverageRepository } from './area.repository.js';
import type { CoverageView } from './coverage-view.js';

const KEPT_FIELDS = 16;

/** Ground within the walk of any facility, kept under the data's revisions, the service, the date and the limit. */
export class AreaService {
  private readonly grounds = new BoundedCache<AreaGround>(1);
  private readonly fields = new BoundedCache<AreaField>(KEPT_FIELDS);

  constructor(
    private readonly repository: AreaCoverageRepository,
    private readonly sources: SourcesRepository,
  ) {}

  /**
   * @param version the state of the data the request answers from
   * @throws PlanningError FAILED_PRECONDITION without a walking network
   */
  async field(view: CoverageView, version: DataVersion): Promise<AreaField> {
    const { field, ground, limit, presence } = view;
    // Divisions are those of the view: it may have been read a moment after the version.
    const divisions = versionKey({ ...ground.version, snapshotId: null }, 'divisions');
    const outlines = `${divisions} ${versionKey({ ...version, snapshotId: null }, 'land')}`;
    const walks = `${versionKey(ground.version, 'facilities')} ${presence.service} ${ground.asOf}`;
    return this.fields.get(`${outlines} ${walks} ${limit.limitCentimeters}`, async () => {
      const known = await this.grounds.get(outlines, () =>
        AreaGround.read(this.repository, this.sources, ground.tree),
      );
      return new AreaField(known, field, limit.limitCentimeters, this.repository);
    });
  }

  /** The ground of the same divisions within the walk of other places. */
  among({ ground }: AreaField, walks: AreaField['walks'], limitCentimeters: number): AreaField {
    return new AreaField(ground, walks, limitCentimeters, this.repository);
  }
}
