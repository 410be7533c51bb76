import type { Database } from '../../platform/database/open-database.js';
import type { Health } from './health.record.js';
import type { HealthRepository } from './health.repository.js';

const ANSWER_MILLIS = 2000;

/** Tells whether the program can answer; a database that keeps silent counts as out of reach. */
export class HealthService {
  private readonly startedAt = performance.now();

  constructor(
    private readonly kind: Database['kind'],
    private readonly repository: Pick<HealthRepository, 'readState'>,
    private readonly answerMillis = ANSWER_MILLIS,
  ) {}

  async report(): Promise<Health> {
    const state = await this.stateInTime();
    return {
      ready: state?.pendingMigrations === 0,
      uptimeSeconds: (performance.now() - this.startedAt) / 1000,
      database: {
        kind: this.kind,
        reachable: state !== null,
        pendingMigrations: state?.pendingMigrations ?? null,
      },
      networkSnapshot: state?.networkSnapshot ?? null,
    };
  }

  /** The state, or null when the database fails or does not answer in time. */
  private async stateInTime() {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, this.answerMillis, null);
    });
    const state = this.repository.readState().catch(() => null);
    return Promise.race([state, tooLate]).finally(() => clearTimeout(timer));
  }
}
