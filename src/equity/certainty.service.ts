import { type DataVersion, SharedWork, walkLimit } from '../accessibility/index.js';
import { type CoverageService, divisionNumber, ruleOf } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { CareService } from '../facilities/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { AppliedScenario } from '../scenarios/index.js';
import { walkKey } from './access.service.js';
import { CertaintyField, type CertaintyState } from './certainty-field.js';
import { CertaintyMember, CertaintyOfDivision, CoverageCertainty } from './certainty.types.js';

export interface CertaintyQuestion {
  readonly divisionCode: string;
  readonly service: CareService;
  readonly cohort: Cohort;
  readonly walkMinutes: number;
  /** m/s, in any order. */
  readonly speeds: readonly number[];
  readonly accessToleranceMeters: number;
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  readonly scenario?: AppliedScenario | null;
}

export const DEFAULT_TOLERANCE_METERS = 20;
const KEPT_FIELDS = 16;
const MOST_SPEEDS = 10;
const MOST_TOLERANCE_METERS = 1000;

/** Tells how sure coverage is over a range of speeds and a tolerance of the access legs. */
export class CertaintyService {
  private readonly fields = new SharedWork<CertaintyField>(KEPT_FIELDS);

  constructor(private readonly coverage: CoverageService) {}

  /**
   * @throws PlanningError NOT_FOUND, BAD_USER_INPUT, FAILED_PRECONDITION without a walking network; the signal's reason
   *   on abort.
   */
  async ask(
    question: CertaintyQuestion,
    version: DataVersion,
    signal?: AbortSignal,
  ): Promise<CoverageCertainty> {
    const { speeds, accessToleranceMeters, walkMinutes, service, asOf, cohort, scenario } = question;
    checkRange(question);
    const limits = speeds.map((speed) => walkLimit(walkMinutes, speed));
    const view = await this.coverage.view({ service, asOf, limit: limits[0], scenario }, version);
    const unit = divisionNumber(view.ground, question.divisionCode);
    await view.prepare(cohort);
    const range = {
      cutoffSeconds: limits[0].cutoffSeconds,
      speedsMetersPerSecond: speeds,
      accessToleranceMeters,
    };
    const key = `${walkKey(view)} ${cohort} ${JSON.stringify(range)}`;
    const make = (shared: AbortSignal) => inTurns(CertaintyField.inSteps(view, cohort, range), shared);
    const field = await this.fields.get(key, make, signal);
    return Object.assign(new CoverageCertainty(), {
      ...{ field, unit, cohort, accessToleranceMeters },
      rule: ruleOf(view, unit),
      speedsMetersPerSecond: [...speeds].sort((a, b) => a - b),
      total: certaintyOfDivision(field, unit),
    });
  }
}

function checkRange({ speeds, accessToleranceMeters }: CertaintyQuestion): void {
  if (speeds.length < 1 || speeds.length > MOST_SPEEDS)
    throw badInput(`speeds: expected 1 to ${MOST_SPEEDS} walking speeds, got ${speeds.length}.`, {
      field: 'speeds',
    });
  if (!(accessToleranceMeters >= 0 && accessToleranceMeters <= MOST_TOLERANCE_METERS))
    throw badInput(
      `accessToleranceMeters must be 0–${MOST_TOLERANCE_METERS} m, got ${accessToleranceMeters}.`,
      { field: 'accessToleranceMeters' },
    );
}

export function certaintyOfDivision(field: CertaintyField, unit: number): CertaintyOfDivision {
  const { code, name, level } = field.view.ground.tree.nodes[unit];
  const [always, sometimes, totalPeople] = (['ALWAYS', 'SOMETIMES', 'ALL'] as const).map((state) =>
    field.people(unit, state),
  );
  const share = (people: number) => (totalPeople > 0 ? people / totalPeople : null);
  return Object.assign(new CertaintyOfDivision(), {
    ...{ code, name, level, totalPeople, always, sometimes },
    never: field.people(unit, 'NEVER'),
    notSnapped: field.people(unit, 'NOT_SNAPPED'),
    leastRatio: share(always),
    mostRatio: share(always + sometimes),
  });
}

/** Points at or under a division in a state, by position in the ground's demand. */
export function certaintyPoints(field: CertaintyField, unit: number, state: CertaintyState | null): number[] {
  const points = field.view.demandWithin(unit, field.cohort);
  return state === null ? points : points.filter((point) => field.states[point] === state);
}

/** One demand point, by its position in the ground's demand. */
export function describeCertaintyMember(
  { view, cohort, states }: CertaintyField,
  point: number,
): CertaintyMember {
  const { demand, tree, facilities } = view.ground;
  const { nearest, costCentimeters } = view.field;
  const cost = costCentimeters[point];
  return Object.assign(new CertaintyMember(), {
    demandPointId: demand.ids[point],
    divisionCode: tree.nodes[demand.division[point]]?.code ?? null,
    location: { type: 'Point' as const, coordinates: [demand.lon[point], demand.lat[point]] },
    people: demand.people[cohort][point],
    certainty: states[point],
    walkMeters: cost < 0 ? null : cost / 100,
    nearestFacilityId: facilities[nearest[point]]?.id ?? null,
    nearestFacilityName: facilities[nearest[point]]?.name ?? null,
  });
}
