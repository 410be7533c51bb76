import type { RoomChange } from '../../kernel/estates/estate-ledger.js';
import { columnsInPages } from './column-pages.js';

/** Metres in a degree of longitude and of latitude at a latitude of so many radians (WGS 84, to a centimetre). */
const METERS_PER_DEGREE = (radians: string) => `
  111412.84 * cos(${radians}) - 93.5 * cos(3 * ${radians}) + 0.118 * cos(5 * ${radians}) AS x,
  111132.92 - 559.82 * cos(2 * ${radians}) + 1.175 * cos(4 * ${radians}) - 0.0023 * cos(6 * ${radians}) AS y`;

/** About 100 m: nearer entrances are no matter, and their distance is the cheap one, a fifth too much at most. */
const NEAR_DEGREES = 0.001;

// Distances in the plane, in metres of the estate's own latitude: 0 inside the outline, else to it, or to the point.
const FARTHEST_ENTRANCES = `
  SELECT estate_id, CASE WHEN degrees <= ${NEAR_DEGREES} THEN 111132.92 * degrees ELSE (
    SELECT max(ST_Distance(ST_Scale(COALESCE(e.boundary, e.location), x, y), ST_Scale(n.location, x, y)))
    FROM housing_estate e JOIN estate_entrance n ON n.estate_id = e.id,
      LATERAL (SELECT radians(ST_Y(e.location)) AS r) AS at, LATERAL (SELECT ${METERS_PER_DEGREE('r')}) AS meters
    WHERE e.id = nearly.estate_id
  ) END AS meters
  FROM (
    SELECT n.estate_id, max(ST_Distance(COALESCE(e.boundary, e.location), n.location)) AS degrees
    FROM estate_entrance n JOIN housing_estate e ON e.id = n.estate_id GROUP BY n.estate_id
  ) AS nearly`;

/** Of each subject the evidence that no other corrects: step, number and day of each, in no order (see step-evidence.ts). */
const evidenceOf = (subject: 'estate_id' | 'care_room_id') => `
  SELECT e.${subject}, string_agg(left(e.step, 1) || e.id || ' ' || e.happened_on, ',') AS evidence
  FROM estate_evidence e
  WHERE e.${subject} IS NOT NULL AND e.happened_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM estate_evidence r WHERE r.replaces = e.id AND r.replaces IS NOT NULL)
  GROUP BY e.${subject}`;

/** Places by identifier, by code point. */
const placed = (table: string) =>
  `(SELECT id, row_number() OVER (ORDER BY id COLLATE "C") - 1 AS at FROM ${table}) AS placed`;

/** What the register says of an estate, and its evidence. */
export interface StoredEstate {
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly households: number | null;
  readonly declaredClass: 'NEW' | 'EXISTING' | null;
  readonly grantedOn: string | null;
  readonly plannedOn: string | null;
  readonly builtOn: string | null;
  readonly acceptedOn: string | null;
  readonly deliveredOn: string | null;
  readonly phase: string | null;
  readonly developer: string | null;
  readonly responsibleBody: string | null;
  readonly divisionCode: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly version: number;
  readonly synthetic: boolean;
  readonly farthestEntranceMeters: number | null;
  readonly evidence: string | null;
}

export const ESTATES = columnsInPages<StoredEstate>(
  {
    at: 'placed.at',
    id: 'e.id',
    name: 'e.name',
    households: 'e.households',
    declaredClass: 'e.declared_class',
    grantedOn: 'e.granted_on',
    plannedOn: 'e.planned_on',
    builtOn: 'e.built_on',
    acceptedOn: 'e.accepted_on',
    deliveredOn: 'e.delivered_on',
    phase: 'e.phase',
    developer: 'e.developer',
    responsibleBody: 'e.responsible_body',
    divisionCode: 'e.division_code',
    lon: 'ST_X(e.location)',
    lat: 'ST_Y(e.location)',
    version: 'e.version',
    synthetic: 's.synthetic',
    farthestEntranceMeters: 'entrance.meters',
    evidence: 'held.evidence',
  },
  `
  ${placed('housing_estate')} JOIN housing_estate e USING (id) JOIN data_source s ON s.key = e.source_key
  LEFT JOIN (${FARTHEST_ENTRANCES}) AS entrance ON entrance.estate_id = e.id
  LEFT JOIN (${evidenceOf('estate_id')}) AS held ON held.estate_id = e.id`,
);

/** Use and office over time of the rooms that have changed on a day somebody knows. */
const CHANGES = `
  SELECT care_room_id, json_agg(json_build_array(aspect, valid_from, COALESCE(use, handed_over_code, handed_over_to))
      ORDER BY valid_from NULLS FIRST, id) AS changes
  FROM care_room_state GROUP BY care_room_id HAVING count(valid_from) > 0`;

/** As short as can be: there may be several a room. */
export type StoredChange = readonly [
  aspect: RoomChange['aspect'],
  from: RoomChange['from'],
  value: RoomChange['value'],
];

/** What the register says of a care room, who claims it, and its evidence. */
export interface StoredRoom {
  readonly at: number;
  readonly id: string;
  readonly name: string;
  /** Decimal texts: no digit is lost. */
  readonly floorArea: string | null;
  readonly buildingArea: string | null;
  readonly floor: number | null;
  readonly ownEntrance: boolean | null;
  readonly liftOrRamp: boolean | null;
  readonly handedOverTo: string | null;
  readonly isRegistered: boolean | null;
  readonly use: 'CARE' | 'OTHER' | 'VACANT' | null;
  /** Of rooms that changed on a day somebody knows, in the order in which they came to hold. */
  readonly changes: readonly StoredChange[] | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly version: number;
  readonly estateIds: readonly string[];
  readonly evidence: string | null;
}

export const ROOMS = columnsInPages<StoredRoom>(
  {
    at: 'placed.at',
    id: 'r.id',
    name: 'r.name',
    floorArea: 'r.floor_area_square_meters::text',
    buildingArea: 'r.building_area_square_meters::text',
    floor: 'r.floor',
    ownEntrance: 'r.own_entrance',
    liftOrRamp: 'r.lift_or_ramp',
    handedOverTo: 'COALESCE(r.handed_over_code, r.handed_over_to)',
    isRegistered: 'r.is_registered',
    use: 'r.use',
    changes: 'changed.changes',
    lon: 'ST_X(r.location)',
    lat: 'ST_Y(r.location)',
    version: 'r.version',
    estateIds: 'claim.estates',
    evidence: 'held.evidence',
  },
  `
  ${placed('care_room')} JOIN care_room r USING (id)
  JOIN (SELECT care_room_id, array_agg(estate_id) AS estates FROM care_room_claim GROUP BY care_room_id) AS claim
    ON claim.care_room_id = r.id
  LEFT JOIN (${CHANGES}) AS changed ON changed.care_room_id = r.id
  LEFT JOIN (${evidenceOf('care_room_id')}) AS held ON held.care_room_id = r.id`,
);

export const POOLS = `
  SELECT p.id, p.name, p.agreed_on::text AS "agreedOn", p.document,
    array_agg(m.estate_id ORDER BY m.estate_id COLLATE "C") AS "estateIds"
  FROM estate_pool p JOIN estate_pool_member m ON m.pool_id = p.id
  GROUP BY p.id ORDER BY p.id COLLATE "C"`;
