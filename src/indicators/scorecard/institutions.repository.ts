import type { EntityManager } from 'typeorm';

/** What a care institution states beside what every facility does. */
export interface InstitutionRow {
  readonly id: string;
  readonly beds: number | null;
  readonly nursingBeds: number | null;
  /** 1–5; null for none. */
  readonly rating: number | null;
}

/** Beds and ratings of care institutions, for sums per division only. */
export class InstitutionsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Every institution, whatever its status, by id. One statement. */
  async read(): Promise<ReadonlyMap<string, InstitutionRow>> {
    const rows: InstitutionRow[] = await this.manager.query(
      `SELECT id, beds, nursing_beds AS "nursingBeds", rating FROM facility
       WHERE kind IN ('INSTITUTION', 'SUPPORT_INSTITUTION')`,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
