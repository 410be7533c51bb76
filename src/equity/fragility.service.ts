import { type DataVersion, SharedWork } from '../accessibility/index.js';
import {
  type CoverageQuestion,
  type CoverageService,
  type CoverageView,
  divisionNumber,
} from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { NearestTwoFacilities } from '../kernel/accessibility/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { walkKey } from './access.service.js';
import { describeFragility } from './describe-fragility.js';
import { FragilityField } from './fragility-field.js';
import type { Fragility } from './fragility.types.js';

export interface FragilityQuestion extends CoverageQuestion {
  readonly divisionCode: string;
  readonly cohort: Cohort;
}

const KEPT_WALKS = 8;
const KEPT_FIELDS = 16;

/** Tells what would be lost if one facility closed. */
export class FragilityService {
  private readonly walks = new SharedWork<NearestTwoFacilities>(KEPT_WALKS);
  private readonly fields = new SharedWork<FragilityField>(KEPT_FIELDS);

  constructor(private readonly coverage: CoverageService) {}

  /** @throws PlanningError NOT_FOUND, FAILED_PRECONDITION without a walking network; the signal's reason on abort. */
  async ask(question: FragilityQuestion, version: DataVersion, signal?: AbortSignal): Promise<Fragility> {
    const view = await this.coverage.view(question, version);
    const unit = divisionNumber(view.ground, question.divisionCode);
    await view.prepare(question.cohort);
    const key = `${walkKey(view)} ${question.cohort}`;
    const make = async (shared: AbortSignal) => {
      const two = await this.walk(view, shared);
      return inTurns(FragilityField.inSteps(view, question.cohort, two), shared);
    };
    return describeFragility(await this.fields.get(key, make, signal), unit);
  }

  private walk(view: CoverageView, signal: AbortSignal): Promise<NearestTwoFacilities> {
    const { network, sites, demandSnaps } = view.field;
    const { limitCentimeters } = view.limit;
    return this.walks.get(
      walkKey(view),
      (shared) => network.nearestTwo(sites, demandSnaps, limitCentimeters, shared),
      signal,
    );
  }
}
