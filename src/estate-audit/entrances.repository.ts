import type { EntityManager } from 'typeorm';

/** Where residents leave an estate. */
export interface EstateGate {
  readonly estateId: string;
  readonly lon: number;
  readonly lat: number;
}

/** The entrances of some estates. The caller answers for who may see them. */
export class EntrancesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** All entrances of each, its point where none is recorded. One statement. */
  readOf(estateIds: readonly string[], manager: EntityManager = this.manager): Promise<EstateGate[]> {
    return manager.query(GATES, [estateIds]);
  }
}

// By primary keys.
const GATES = `SELECT e.id AS "estateId", ST_X(COALESCE(n.location, e.location)) AS lon,
    ST_Y(COALESCE(n.location, e.location)) AS lat
  FROM housing_estate e LEFT JOIN estate_entrance n ON n.estate_id = e.id
  WHERE e.id = ANY($1::text[]) ORDER BY e.id, n.ordinal`;
