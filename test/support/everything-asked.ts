import type { Program } from './program.js';
import type { Json } from './rooms.js';

/** What a question rests on besides the register. */
export interface Under {
  readonly scenarioId?: string;
  readonly changes?: readonly object[];
}

const QUESTION = 'service: $service, walkMinutes: 5, speedMetersPerSecond: 1, asOf: $asOf';
const UNDER = 'scenarioId: $scenarioId, changes: $changes';
const PLACE = 'division { code }';
const NEAREST = 'nearestFacility { id } scenarioFacility { id }';

const DOCUMENT = `query ($code: ID!, $service: CareService!, $asOf: Date!, $scenarioId: ID, $changes: [ScenarioChangeInput!]) {
  coverage(divisionCode: $code, ${QUESTION}, ${UNDER}) {
    rule { predicate asOf dataVintage synthetic scenarioKey }
    presence { level numerator denominator ratio
      members(first: 1000) { edges { node { counted reason ${PLACE} facility { id } scenarioFacility { id } } } } }
    population { coveredPeople totalPeople ratio
      members(first: 1000) { edges { node { demandPointId people walkSeconds covered reason ${PLACE} ${NEAREST} } } } }
    households { coveredHouseholds totalHouseholds coveredEstates
      members(first: 1000) { edges { node { estate { id } walkSeconds covered reason ${NEAREST} } } } }
    area { coveredSquareMeters totalSquareMeters base
      members(first: 1000) { edges { node { facility { id } scenarioFacility { id } } } } } }
  gaps(divisionCode: $code, ${QUESTION}, ${UNDER}) {
    edges { node { rank people points nearestWalkSeconds ${PLACE} ${NEAREST} reasons { tooFar unreachable } } } }
  households: explainCoverage(divisionCode: $code, ${QUESTION}, ${UNDER}, reading: HOUSEHOLDS, part: DENOMINATOR) {
    edges { node { id counts reason words facility { id } scenarioFacility { id } } } }
  area: explainCoverage(divisionCode: $code, ${QUESTION}, ${UNDER}, reading: AREA, part: DENOMINATOR) {
    edges { node { id counts weight countedWeight reason words } } }
  fragility(divisionCode: $code, ${QUESTION}, ${UNDER}) {
    total { totalPeople coveredByOne coveredByTwoOrMore }
    facilities { edges { node { facilityId name peopleLost facility { id } scenarioFacility { id } } } } }
  equity(divisionCode: $code, ${QUESTION}, ${UNDER}, capacity: BEDS) {
    gini total { meanAccess accessTimesPeople peopleWithoutAccess } }
  coverageCertainty(divisionCode: $code, service: $service, walkMinutes: 5, asOf: $asOf, ${UNDER}) {
    total { always sometimes never } }
}`;

/** Every figure and list about one division that a scenario can change, under it or without. */
export function askEverything(
  program: Program,
  code: string,
  under: Under = {},
  { service = 'STATION', asOf = '2025-01-01' } = {},
): Promise<Json> {
  return program.ask<Json>(DOCUMENT, { code, service, asOf, ...under });
}

/** The same without its rule's key, and with what a scenario opens told like any facility. */
export function toldAlike(answer: Json): Json {
  if (Array.isArray(answer)) return answer.map(toldAlike);
  if (answer === null || typeof answer !== 'object') return answer;
  const { scenarioKey: _key, scenarioFacility, ...rest } = answer;
  const told = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, toldAlike(value)]));
  for (const name of ['facility', 'nearestFacility'])
    if (name in told) told[name] ??= scenarioFacility ?? null;
  return told;
}
