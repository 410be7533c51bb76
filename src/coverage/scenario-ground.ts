import { LOOK_METERS, type NetworkHolder } from '../accessibility/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type { FacilitiesRepository } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { type AppliedScenario, applyChanges, changesBeds, type OpenedFacility } from '../scenarios/index.js';
import type { GroundFacility, PlanningGround } from './planning-ground.js';

/** What a scenario's changes are held against beside the ground. */
export interface ScenarioPlaces {
  readonly divisions: Pick<DivisionsRepository, 'findAround'>;
  readonly facilities: Pick<FacilitiesRepository, 'readCapacities'>;
  readonly networks: Pick<NetworkHolder, 'at'>;
}

/**
 * A ground with the changes of a scenario made to it: one statement for the divisions of new places, one for what
 * facilities hold where beds change. Whatever is kept
 * under its version is kept apart from the register's.
 * @throws PlanningError with `details.change`, the position of the change: what `applyChanges` throws, NOT_FOUND for a
 *   division that does not exist, BAD_USER_INPUT (reason OUTSIDE_NETWORK) for a place far from every walkway.
 */
export async function scenarioGround(
  register: PlanningGround,
  scenario: AppliedScenario,
  { divisions, facilities: catalogue, networks }: ScenarioPlaces,
): Promise<PlanningGround> {
  const { asOf, tree, version } = register;
  const held = scenario.changes.some(changesBeds) ? await catalogue.readCapacities() : [];
  const { facilities, capacities } = applyChanges(
    register.facilities,
    scenario.changes,
    asOf,
    new Map(held.map((row) => [row.id, row])),
  );
  const opened = facilities.filter(isOpened);
  for (const facility of opened) checkAssigned(facility, register);
  if (version.snapshotId !== null && opened.length > 0) await checkPlaces(opened, await networks.at(version));
  const codes = await divisions.findAround(
    opened.map(({ lon, lat }) => ({ lon, lat, divisionCode: null })),
    asOf,
  );
  const codeOf = new Map(opened.map(({ id }, at) => [id, codes[at]]));
  return {
    ...register,
    version: { ...version, revisions: { ...version.revisions, facilities: revisionOf(register, scenario) } },
    scenario,
    changedCapacities: capacities,
    facilities: facilities.map((facility): GroundFacility => {
      if (!isOpened(facility)) return facility;
      const divisionCode = codeOf.get(facility.id) ?? null;
      return { ...facility, divisionCode, division: tree.numberOf(divisionCode) };
    }),
  };
}

function revisionOf({ version }: PlanningGround, { key }: AppliedScenario): string {
  return `${version.revisions.facilities ?? '0'}+${key}`;
}

function isOpened(facility: GroundFacility | OpenedFacility): facility is OpenedFacility {
  return facility.openedBy !== undefined;
}

function checkAssigned({ assigned, openedBy }: OpenedFacility, { tree }: PlanningGround): void {
  for (const { code } of assigned) {
    if (tree.numberOf(code) >= 0) continue;
    throw new PlanningError(
      'NOT_FOUND',
      `changes[${openedBy}].assignedTo: there is no division with the code ${code}.`,
      { field: `changes[${openedBy}].assignedTo`, change: openedBy, divisionCode: code },
    );
  }
}

async function checkPlaces(
  opened: readonly OpenedFacility[],
  network: Awaited<ReturnType<NetworkHolder['at']>>,
): Promise<void> {
  const places = { lon: opened.map(({ lon }) => lon), lat: opened.map(({ lat }) => lat) };
  if ((await network.place(places)).missing === 0) return;
  const near = await network.place(places, undefined, LOOK_METERS);
  opened.forEach(({ lon, lat, openedBy }, at) => {
    if (near.has(at)) return;
    const field = `changes[${openedBy}].at`;
    throw badInput(
      `${field}: no walkway lies within ${LOOK_METERS / 1000} km of lon ${lon}, lat ${lat}; expected a place in or near the walking network.`,
      { field, reason: 'OUTSIDE_NETWORK', change: openedBy },
    );
  });
}
