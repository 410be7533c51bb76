import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataVersionRepository } from '../../src/accessibility/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { countStatements } from '../support/count-statements.js';
import { openTestDatabase } from '../support/database.js';
import { bumpRevision, gridNetwork, publishNetwork } from '../support/grid-town.js';

let database: Database;
let versions: DataVersionRepository;
beforeAll(async () => {
  database = await openTestDatabase();
  versions = new DataVersionRepository(database.manager, database.embedded);
});
afterAll(() => database?.close());

const now = () => new DataVersionRepository(database.manager).read();

describe('the version of the data', () => {
  it('follows every committed change, however it is made', async () => {
    const { manager } = database;
    const changes: (() => Promise<unknown>)[] = [
      () => bumpRevision(manager, 'facilities'),
      () => publishNetwork(manager, gridNetwork()),
      () => manager.transaction((tx) => bumpRevision(tx, 'demand')),
      () =>
        manager.query(
          `WITH raised AS (UPDATE dataset_revision SET revision = revision + 1 WHERE dataset = 'divisions' RETURNING 1)
           SELECT * FROM raised`,
        ),
      () => manager.query(`DO $$ BEGIN UPDATE dataset_revision SET revision = revision + 1; END $$`),
      () => manager.query('DELETE FROM network_snapshot'),
      () => manager.query('TRUNCATE network_snapshot'),
    ];
    for (const change of changes) {
      const before = await versions.read();
      await change();
      const after = await versions.read();
      expect(after).toEqual(await now());
      if (change !== changes.at(-1)) expect(after).not.toEqual(before);
    }
  });

  it('is not that of a change that is still under way or was taken back', async () => {
    const before = await versions.read();
    const change = database.manager.transaction(async (tx) => {
      await bumpRevision(tx, 'facilities');
      expect(await versions.read(tx)).not.toEqual(before);
      throw new Error('taken back');
    });
    await expect(change).rejects.toThrow('taken back');
    expect(await versions.read()).toEqual(before);
  });

  it('is read once by many who ask together while it changes', async () => {
    const asked = [versions.read(), bumpRevision(database.manager, 'land'), versions.read()];
    await Promise.all(asked);
    expect(await versions.read()).toEqual(await now());
  });
});

describe.skipIf(process.env.DATABASE_URL)('the version of the embedded database', () => {
  it('needs no statement while nothing changes', async () => {
    await versions.read();
    const { statements } = await countStatements(database, () => versions.read());
    expect(statements).toEqual([]);
  });
});
