import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNetwork } from '../../src/imports/import-network.js';
import { decodeWalkNetwork } from '../../src/kernel/network/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { sharedData } from '../support/shared-data.js';
import { admin, countOf, revisionOf } from './import-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const portoAlegre = sharedData('osm/porto-alegre.osm.pbf');

describe.skipIf(portoAlegre === null)('Porto Alegre from OpenStreetMap (shared data)', () => {
  const options = { source: { key: 'osm', title: 'OpenStreetMap' }, actor: admin };

  it('becomes walkways and one snapshot', async () => {
    const report = await importNetwork({ manager: database.manager, file: portoAlegre!, options });
    console.log(report.seconds, report.network, report.read, report.issues.length);
    expect(report).toMatchObject({ dataset: 'network', updated: 0, unchanged: 0, deleted: 0, rejected: 0 });
    expect(report.inserted).toBe(report.read);
    expect(await countOf(database, 'walkway')).toBe(report.read);
    const [{ content }] = await database.manager.query('SELECT content FROM network_snapshot');
    expect(decodeWalkNetwork(content).edgeCount).toBe(report.network!.edgeCount);
  });

  it('is unchanged the second time and keeps its snapshot', async () => {
    const revision = await revisionOf(database, 'network');
    const report = await importNetwork({ manager: database.manager, file: portoAlegre!, options });
    console.log(report.seconds);
    expect(report).toMatchObject({ inserted: 0, updated: 0, deleted: 0, unchanged: report.read });
    expect(report.network).toMatchObject({ isNew: false });
    expect(await countOf(database, 'network_snapshot')).toBe(1);
    expect(await revisionOf(database, 'network')).toBe(revision);
  });
});
