import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessRoom } from '../../src/access/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { createHealthRoom } from '../../src/server/health/index.js';
import { ask, startTestServer, type TestServer } from '../server/test-server.js';
import { openTestDatabase } from '../support/database.js';

describe('keys over GraphQL', () => {
  let database: Database;
  let server: TestServer;
  beforeAll(async () => {
    database = await openTestDatabase();
    const access = createAccessRoom({ manager: database.manager });
    const health = createHealthRoom({ database });
    const schema = buildGraphqlSchema([...access.resolvers, ...health.resolvers]);
    server = await startTestServer({
      app: { schema, database, keys: access.keys, health: () => health.service.report() },
    });
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const stranger = { remoteAddress: '203.0.113.9' };
  const withKey = (key: unknown) => ({ ...stranger, headers: { 'x-api-key': String(key) } });

  it('an admin creates a key, its holder uses it, a revoked one is refused', async () => {
    const created = await ask(
      server,
      'mutation { createApiKey(name: "map team", role: planner) { name role key createdAt } }',
    );
    const { key, ...rest } = created.body.data!.createApiKey as Record<string, unknown>;
    expect(rest).toEqual({
      name: 'map team',
      role: 'planner',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });

    expect((await ask(server, '{ viewer { actor role } }', withKey(key))).body.data).toEqual({
      viewer: { actor: 'key:map team', role: 'planner' },
    });
    const { body } = await ask(server, '{ apiKeys { name role revokedAt } }');
    expect(body.data).toEqual({ apiKeys: [{ name: 'map team', role: 'planner', revokedAt: null }] });

    const revoked = await ask(server, 'mutation { revokeApiKey(name: "map team") { revokedAt } }');
    expect(revoked.body.data).toEqual({ revokeApiKey: { revokedAt: expect.any(String) } });
    const refused = await ask(server, '{ viewer { role } }', withKey(key));
    expect(refused.status).toBe(401);
    expect(refused.body.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(server.logText()).not.toContain(String(key));
  });

  it('others may not', async () => {
    const { key } = (await ask(server, 'mutation { createApiKey(name: "estates", role: resources) { key } }'))
      .body.data!.createApiKey as { key: string };
    for (const query of [
      '{ apiKeys { name } }',
      'mutation { createApiKey(name: "mine", role: admin) { key } }',
      'mutation { revokeApiKey(name: "estates") { name } }',
    ]) {
      expect((await ask(server, query, stranger)).body.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
      expect((await ask(server, query, withKey(key))).body.errors![0]!.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('a taken name and an unknown one are told apart', async () => {
    const taken = await ask(server, 'mutation { createApiKey(name: "estates", role: planner) { key } }');
    expect(taken.body.errors![0]).toMatchObject({ extensions: { code: 'CONFLICT', name: 'estates' } });
    const unknown = await ask(server, 'mutation { revokeApiKey(name: "nobody") { name } }');
    expect(unknown.body.errors![0]).toMatchObject({ extensions: { code: 'NOT_FOUND', name: 'nobody' } });
  });

  it('health and viewer are there for everybody', async () => {
    const { body } = await ask(
      server,
      '{ health { ready database { kind pendingMigrations } networkSnapshot { ageSeconds } } viewer { actor role } }',
      stranger,
    );
    expect(body).toEqual({
      data: {
        health: {
          ready: true,
          database: { kind: database.kind, pendingMigrations: 0 },
          networkSnapshot: null,
        },
        viewer: { actor: 'anonymous', role: 'public' },
      },
    });
  });
});
