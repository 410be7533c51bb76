import type { DataVersion } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { AreaWork } from './area-field.js';
import type { AreaService } from './area.service.js';
import type { CoverageView } from './coverage-view.js';
import { type CoverageQuestion, type CoverageService, divisionNumber } from './coverage.service.js';
import { type ExceptedNear, exceptedNear } from './excepted-places.js';
import {
  explainArea,
  type ExplainedList,
  explainHouseholds,
  explainPopulation,
  explainPresence,
} from './explain-coverage.js';
import type { CoverageReading, RatioPart } from './explain.types.js';
import { estateWalks } from './household-field.js';
import type { HouseholdService } from './household.service.js';
import type { HouseholdView } from './household-view.js';
import { isEveryUnit } from './unit-choice.js';
import type { UnitChoice } from './unit-set.js';

export interface ExplainQuestion extends CoverageQuestion {
  readonly divisionCode: string;
  readonly reading: CoverageReading;
  readonly part: RatioPart;
  /** For PRESENCE, and only for it: one or several together. */
  readonly levels: readonly DivisionLevel[] | null;
  readonly choice: UnitChoice;
  readonly cohort: Cohort;
}

export interface Explanation {
  readonly view: CoverageView;
  readonly division: number;
  readonly list: ExplainedList;
}

/** Opens any ratio into its members. */
export class ExplainService {
  constructor(
    private readonly coverage: CoverageService,
    private readonly households: HouseholdService,
    private readonly areas: AreaService,
  ) {}

  /**
   * The members of one part of a ratio. Units are public; demand points are for planners, estates and land for planners
   * and resources.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN, NOT_FOUND, BAD_USER_INPUT where reading and level do not fit,
   *   FAILED_PRECONDITION without a walking network (not for PRESENCE); the signal's reason when the request is dropped.
   */
  async explain(
    question: ExplainQuestion,
    version: DataVersion,
    viewer: Viewer,
    work: AreaWork = {},
  ): Promise<Explanation> {
    checkQuestion(question, viewer);
    const view = await this.coverage.view(question, version);
    const division = divisionNumber(view.ground, question.divisionCode);
    const list = await this.list(question, view, division, version, viewer, work);
    return { view, division, list: list as ExplainedList };
  }

  private async list(
    { reading, part, levels, choice, cohort }: ExplainQuestion,
    view: CoverageView,
    division: number,
    version: DataVersion,
    viewer: Viewer,
    work: AreaWork,
  ) {
    switch (reading) {
      case 'PRESENCE':
        return explainPresence(view, division, levels!, choice, part, viewer);
      case 'POPULATION':
        return explainPopulation(view, division, cohort, part, await exceptedNearPeople(view, work));
      case 'HOUSEHOLDS': {
        const households = await this.households.view(view, version);
        return explainHouseholds(households, division, part, await exceptedNearEstates(households, work));
      }
      case 'AREA': {
        const field = await this.areas.field(view, version);
        await field.measure([division], work);
        return explainArea(field, division, part);
      }
    }
  }
}

function exceptedNearPeople(view: CoverageView, { signal }: AreaWork): Promise<ExceptedNear> {
  return exceptedNear(view, (sites, limit) => {
    const { network, demandSnaps } = view.field;
    return network.nearestFacilities(sites, demandSnaps, limit, signal);
  });
}

function exceptedNearEstates({ view, field }: HouseholdView, { signal }: AreaWork): Promise<ExceptedNear> {
  const { ground, key } = field;
  return exceptedNear(view, (sites, limit) =>
    estateWalks(view.field.network, sites, ground, key, limit, signal),
  );
}

function checkQuestion({ reading, levels, choice }: ExplainQuestion, viewer: Viewer): void {
  if (reading === 'POPULATION') demandRole(viewer, 'Reading the demand points of a figure', 'planner');
  if (reading === 'HOUSEHOLDS') demandRole(viewer, 'Reading the estates of a figure', 'planner', 'resources');
  if (reading === 'AREA') demandRole(viewer, 'Reading the land of a figure', 'planner', 'resources');
  if (reading === 'PRESENCE' && levels === null) {
    throw badInput('level: expected the level of the units for the reading PRESENCE, such as COMMUNITY.', {
      field: 'level',
    });
  }
  if (reading !== 'PRESENCE' && (levels !== null || !isEveryUnit(choice)))
    throw badInput(
      `level, urbanRural, zones and relations are of the reading PRESENCE; they say nothing for ${reading}.`,
      { field: 'level', reading },
    );
}
