import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { createHealthRoom, HealthService } from '../../src/server/health/index.js';
import { openTestDatabase } from '../support/database.js';
import { ask, startTestServer } from './test-server.js';

describe('health', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('is ready on a migrated database, with the age of the network snapshot', async () => {
    const { service } = createHealthRoom({ database });
    expect(await service.report()).toMatchObject({
      ready: true,
      database: { kind: database.kind, reachable: true, pendingMigrations: 0 },
      networkSnapshot: null,
    });
    await database.manager.query(
      `INSERT INTO network_snapshot (published_at, checksum, node_count, edge_count, vertex_count, component_count,
         length_meters, synthetic, sources, content)
       VALUES (now() - interval '90 seconds', 'x', 0, 0, 0, 0, 0, true, '{}', '')`,
    );
    const { networkSnapshot } = await service.report();
    expect(networkSnapshot).toMatchObject({ synthetic: true, publishedAt: expect.any(Date) });
    expect(networkSnapshot!.ageSeconds).toBeGreaterThanOrEqual(90);
    expect(networkSnapshot!.ageSeconds).toBeLessThan(120);
  });

  it('is not ready while migrations are missing', async () => {
    await database.dataSource.undoLastMigration();
    const { service } = createHealthRoom({ database });
    expect(await service.report()).toMatchObject({
      ready: false,
      database: { reachable: true, pendingMigrations: 1 },
    });
    await database.dataSource.runMigrations();
    expect((await service.report()).ready).toBe(true);
  });

  it('is not ready when the database fails or keeps silent, and says so in time', async () => {
    const broken = new HealthService('server', { readState: () => Promise.reject(new Error('gone')) });
    const silent = new HealthService('server', { readState: () => new Promise(() => {}) }, 30);
    for (const service of [broken, silent]) {
      const report = await service.report();
      expect(report).toMatchObject({ ready: false, database: { reachable: false, pendingMigrations: null } });
      const server = await startTestServer({ app: { health: () => service.report() } });
      const ready = await server.server.fastify.inject('/health/ready');
      expect(ready.statusCode).toBe(503);
      expect(ready.json()).toMatchObject({ ready: false });
      expect((await server.server.fastify.inject('/health/live')).statusCode).toBe(200);
      await server.close();
    }
  });

  it('metrics tell durations by operation name, and the pool', async () => {
    const server = await startTestServer({ app: { database } });
    await ask(server, 'query Mine { whoami }');
    await ask(server, 'query Broken { nothing }');
    const text = (await server.server.fastify.inject({ url: '/metrics', headers: { host: 'localhost' } }))
      .body;
    expect(text).toContain('carecircle_graphql_request_seconds_count{operation="Mine",outcome="ok"} 1');
    expect(text).toContain(
      'carecircle_graphql_request_seconds_count{operation="(refused)",outcome="error"} 1',
    );
    expect(text).toMatch(/carecircle_database_connections\{state="total"\} [1-9]/);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    await server.close();
  });
});
