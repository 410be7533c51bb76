import type { EntityManager } from 'typeorm';
import type { DatasetPlan } from './datasets/dataset-plan.js';
import type { ImportIssue } from './import-issue.js';
import type { IssueLog } from './import-report.js';
import type { StagedRows } from './staged-rows.js';

/** A draft on its way into the staging table. */
export interface StagedRow<D> {
  /** Running number within the file. */
  readonly place: number;
  readonly row: number;
  readonly draft: D;
}

/**
 * The staging table of one import: every accepted draft of the file, in the transaction that will store them.
 * Columns: place, row, key, rejected, state (NEW, CHANGED, SAME), location, shape, division_code and division_from
 * where the dataset has them, and the plan's own.
 */
export class Stage<D = unknown> implements StagedRows {
  rejectedCount = 0;

  constructor(
    private readonly transaction: EntityManager,
    readonly plan: DatasetPlan<D>,
    readonly issues: IssueLog,
    /** Fields the file has. */
    readonly present: ReadonlySet<string>,
  ) {}

  query<T>(sql: string, parameters?: unknown[]): Promise<T> {
    return this.transaction.query(sql, parameters);
  }

  async create(): Promise<void> {
    const { plan } = this;
    const own = plan.columns.map(({ column, type }) => `${column} ${type}`);
    const columns = [
      'place integer PRIMARY KEY',
      'row integer NOT NULL',
      `key ${plan.keyType} NOT NULL`,
      'rejected boolean NOT NULL DEFAULT false',
      'state text',
      'location geometry(Point, 4326)',
      'location_derived boolean NOT NULL DEFAULT false',
      'shape geometry(Geometry, 4326)',
      'division_code bpchar',
      'division_from text',
      ...own,
    ];
    await this.query('DROP TABLE IF EXISTS pg_temp.staged_import');
    await this.query(`CREATE TEMP TABLE staged_import (${columns.join(', ')}) ON COMMIT DROP`);
  }

  /** Adds drafts; one statement, whatever their number. */
  async add(rows: readonly StagedRow<D>[]): Promise<void> {
    if (rows.length === 0) return;
    const { plan } = this;
    const names = plan.columns.map(({ column }) => column);
    const cells = rows.map(({ place, row, draft }) => {
      const point = plan.pointOf(draft);
      const cell: Record<string, unknown> = {
        place,
        row,
        key: plan.keyOf(draft),
        lon: point?.[0],
        lat: point?.[1],
        shape: plan.shapeOf?.(draft) ?? undefined,
        division_code: plan.divisionOf?.(draft) ?? undefined,
      };
      for (const { column, of } of plan.columns) cell[column] = of(draft) ?? undefined;
      return cell;
    });
    const types = plan.columns.map(({ column, type }) => `${column} ${type}`);
    await this.query(
      `INSERT INTO staged_import (${['place', 'row', 'key', 'location', 'shape', 'division_code', 'division_from', ...names].join(', ')})
       SELECT place, row, key,
         CASE WHEN lon IS NOT NULL THEN ST_SetSRID(ST_MakePoint(lon, lat), 4326) END,
         CASE WHEN shape IS NOT NULL THEN ST_SetSRID(ST_Multi(ST_GeomFromGeoJSON(shape)), 4326) END,
         division_code, CASE WHEN division_code IS NOT NULL THEN 'DECLARED' END
         ${names.map((name) => `, ${name}`).join('')}
       FROM json_to_recordset($1::json) AS cells(place integer, row integer, key ${plan.keyType},
         lon double precision, lat double precision, shape text, division_code bpchar
         ${types.map((type) => `, ${type}`).join('')})`,
      [JSON.stringify(cells)],
    );
  }

  async reject<R extends { readonly place: number }>(
    rows: readonly R[],
    toIssue: (row: R) => ImportIssue,
  ): Promise<void> {
    if (rows.length === 0) return;
    const places = [...new Set(rows.map(({ place }) => place))];
    await this.query('UPDATE staged_import SET rejected = true WHERE place = ANY($1::integer[])', [places]);
    this.rejectedCount += places.length;
    this.issues.add(...rows.map(toIssue));
  }
}
