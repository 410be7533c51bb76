import type PgBoss from 'pg-boss';
import type { EntityManager, QueryRunner } from 'typeorm';

/** The queue's own tables, apart from ours. */
const SCHEMA = 'carecircle_queue';

/**
 * pg-boss on the program's own connections: which job waits for a worker, and that two workers never get the same one.
 * A job leaves it when it ends; what becomes of it is told by our own table, in the same transaction.
 */
export class JobQueue {
  private boss: Promise<PgBoss> | null = null;
  private readonly queues = new Map<string, Promise<PgBoss>>();

  constructor(private readonly manager: EntityManager) {}

  /**
   * Loads pg-boss, makes its tables where they are absent and the queue of this kind. To be awaited before the
   * transaction of any other call: it takes a connection of its own, and the embedded database has one session.
   */
  ready(kind: string): Promise<PgBoss> {
    let queue = this.queues.get(kind);
    if (!queue) {
      queue = this.prepare(kind);
      this.queues.set(kind, queue);
      queue.catch(() => this.queues.delete(kind));
    }
    return queue;
  }

  /** Puts a job into its queue. One that was begun before goes to the front. */
  async send(kind: string, id: string, transaction: EntityManager, isAgain = false): Promise<void> {
    const boss = await this.ready(kind);
    const options = { id, priority: isAgain ? 1 : 0, retryLimit: 0, db: inTransaction(transaction) };
    await boss.send(queueOf(kind), {}, options);
  }

  /** The next job of a kind, which no other worker gets while the transaction lasts; null where none waits. */
  async take(kind: string, transaction: EntityManager): Promise<string | null> {
    const boss = await this.ready(kind);
    const fetch = { batchSize: 1, db: inTransaction(transaction) } as PgBoss.FetchOptions;
    const [job] = await boss.fetch(queueOf(kind), fetch);
    return job?.id ?? null;
  }

  async remove(kind: string, id: string, transaction: EntityManager): Promise<void> {
    const boss = await this.ready(kind);
    await boss.deleteJob(queueOf(kind), id, { db: inTransaction(transaction) });
  }

  async close(): Promise<void> {
    const boss = await this.boss?.catch(() => null);
    await boss?.stop({ graceful: false });
  }

  private async prepare(kind: string): Promise<PgBoss> {
    this.boss ??= this.start();
    this.boss.catch(() => (this.boss = null));
    const boss = await this.boss;
    await boss.createQueue(queueOf(kind));
    return boss;
  }

  /** Loaded only here: most starts of the program have no job to run, and need not wait for it. */
  private async start(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const { manager } = this;
    const db: PgBoss.Db = {
      async executeSql(text, values) {
        const runner = manager.connection.createQueryRunner();
        try {
          return await execute(runner, text, values);
        } catch (error) {
          // A batch that brought its own BEGIN leaves its transaction open when it fails.
          await runner.query('ROLLBACK').catch(() => {});
          throw error;
        } finally {
          await runner.release();
        }
      },
    };
    const boss = new Boss({ db, schema: SCHEMA, supervise: false, schedule: false });
    boss.on('error', () => {
      // Every call's own failure reaches its caller.
    });
    return boss.start();
  }
}

function queueOf(kind: string): string {
  return `job-${kind.toLowerCase()}`;
}

function inTransaction(transaction: EntityManager): PgBoss.Db {
  return { executeSql: (text, values) => execute(transaction.queryRunner!, text, values) };
}

async function execute(runner: QueryRunner, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const { records } = await runner.query(text, values, true);
  return { rows: records ?? [] };
}
