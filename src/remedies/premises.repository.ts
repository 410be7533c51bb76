import type { EntityManager } from 'typeorm';
import type { PremisesForm } from '../estates/index.js';

/** Premises that could be had, as planning needs them; amounts as exact decimals. */
export interface PremisesRow {
  readonly id: string;
  readonly name: string;
  readonly form: PremisesForm;
  readonly areaSquareMeters: string;
  readonly costYuan: string;
  readonly floor: number | null;
  readonly ownEntrance: boolean | null;
  readonly liftOrRamp: boolean | null;
  readonly divisionCode: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly synthetic: boolean;
}

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

/** Premises of whole areas at once. The caller answers for who may see them. */
export class PremisesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Premises of these forms in a box, or in the outline of one of these estates, by id, at most `most` of them. */
  near(
    box: Box,
    estateIds: readonly string[],
    forms: readonly PremisesForm[],
    most: number,
  ): Promise<PremisesRow[]> {
    return this.manager.query(NEAR, [...box, forms, most, estateIds]);
  }

  /** Which of these premises stand within the outline of which of these estates. */
  insideEstates(
    premisesIds: readonly string[],
    estateIds: readonly string[],
  ): Promise<{ premisesId: string; estateId: string }[]> {
    return this.manager.query(INSIDE, [premisesIds, estateIds]);
  }
}

// By available_premises_by_location.
const NEAR = `
  SELECT p.id, p.name, p.form, p.area_square_meters::text AS "areaSquareMeters", p.cost_yuan::text AS "costYuan",
    p.floor, p.own_entrance AS "ownEntrance", p.lift_or_ramp AS "liftOrRamp", p.division_code AS "divisionCode",
    ST_X(p.location) AS lon, ST_Y(p.location) AS lat, s.synthetic
  FROM available_premises p JOIN data_source s ON s.key = p.source_key
  WHERE p.form = ANY($5::text[]) AND p.id IN (
    SELECT id FROM available_premises WHERE location && ST_MakeEnvelope($1, $2, $3, $4, 4326)
    UNION SELECT i.id FROM housing_estate e JOIN available_premises i ON ST_Covers(e.boundary, i.location)
    WHERE e.id = ANY($7::text[]))
  ORDER BY p.id COLLATE "C" LIMIT $6`;

// Estates by primary key, premises by available_premises_by_location.
const INSIDE = `
  SELECT p.id AS "premisesId", e.id AS "estateId"
  FROM housing_estate e JOIN available_premises p ON ST_Covers(e.boundary, p.location)
  WHERE e.id = ANY($2::text[]) AND p.id = ANY($1::text[])`;
