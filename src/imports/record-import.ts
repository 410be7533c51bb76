import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { ImportOptions, ImportSource } from './import-options.js';
import type { ImportReport } from './import-report.js';

const SOURCE_KEY = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/**
 * Enters or completes the source the rows will name.
 * @throws PlanningError BAD_USER_INPUT for an unusable key, CONFLICT when real rows would join a synthetic source or the reverse.
 */
export async function enterSource(transaction: EntityManager, source: ImportSource): Promise<void> {
  if (!SOURCE_KEY.test(source.key)) {
    throw badInput(
      `The source "${source.key}" must be named with 1 to 64 lower-case letters, digits, dots, dashes or underscores.`,
      { field: 'source' },
    );
  }
  const [known]: { synthetic: boolean }[] = await transaction.query(
    'SELECT synthetic FROM data_source WHERE key = $1',
    [source.key],
  );
  if (known && source.synthetic !== undefined && known.synthetic !== source.synthetic) {
    const held = known.synthetic ? 'synthetic' : 'real';
    throw new PlanningError(
      'CONFLICT',
      `The source "${source.key}" holds ${held} data; use another source name.`,
      {
        source: source.key,
      },
    );
  }
  await transaction.query(
    `INSERT INTO data_source AS d (key, title, synthetic, attribution, licence, vintage)
     VALUES ($1, COALESCE($2, $1), COALESCE($3::boolean, false), $4, $5, $6)
     ON CONFLICT (key) DO UPDATE SET title = COALESCE($2, d.title), attribution = COALESCE($4, d.attribution),
       licence = COALESCE($5, d.licence), vintage = COALESCE($6, d.vintage), updated_at = now()
     WHERE (d.title, d.attribution, d.licence, d.vintage) IS DISTINCT FROM (COALESCE($2, d.title),
       COALESCE($4, d.attribution), COALESCE($5, d.licence), COALESCE($6, d.vintage))`,
    [
      source.key,
      source.title ?? null,
      source.synthetic ?? null,
      source.attribution ?? null,
      source.licence ?? null,
      source.vintage ?? null,
    ],
  );
}

/** Issues kept with the run; the caller gets them all. */
const KEPT_ISSUES = 1000;

/** Writes down that an import was done, by whom, and what it reported. */
export async function recordImport(
  transaction: EntityManager,
  report: ImportReport,
  options: ImportOptions,
  checksum: string | null,
): Promise<void> {
  const kept = { ...report, issues: report.issues.slice(0, KEPT_ISSUES) };
  const omitted = report.issuesOmitted + report.issues.length - kept.issues.length;
  await transaction.query(
    'INSERT INTO import_run (actor, dataset, file_name, checksum, source_key, report) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      options.actor.actor,
      report.dataset,
      report.fileName ?? '(records)',
      checksum,
      report.source,
      JSON.stringify({ ...kept, issuesOmitted: omitted }),
    ],
  );
  const { read, inserted, updated, unchanged, rejected, deleted, source, fileName } = report;
  await writeAudit(transaction, options.actor, `import.${report.dataset}`, source, {
    fileName,
    checksum,
    read,
    inserted,
    updated,
    unchanged,
    rejected,
    deleted,
  });
}

/** One import at a time: two would stage against each other's unseen rows. The embedded database has one session anyway. */
export async function takeTurn(transaction: EntityManager): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(7236010)');
  await transaction.query('SET LOCAL statement_timeout = 0');
}

class RolledBack extends Error {}

/** Runs work in a transaction of its own and, when asked to, takes everything back at the end. */
export async function inTransaction<T>(
  manager: EntityManager,
  keep: boolean,
  work: (transaction: EntityManager) => Promise<T>,
): Promise<T> {
  let result: { value: T } | null = null;
  try {
    await manager.transaction(async (transaction) => {
      await takeTurn(transaction);
      result = { value: await work(transaction) };
      // Deferred constraints speak now, where the error can still be told apart from one of the connection.
      await transaction.query('SET CONSTRAINTS ALL IMMEDIATE');
      if (!keep) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return result!.value;
}
