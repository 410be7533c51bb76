import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessRoom, type AccessRoom } from '../../../src/access/index.js';
import { createIdentify } from '../../../src/platform/access/identify.js';
import { publicViewer, type Viewer } from '../../../src/platform/access/viewer.js';
import { parseConfig } from '../../../src/platform/config/parse-config.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { openTestDatabase } from '../../support/database.js';

const admin: Viewer = { actor: 'test', role: 'admin' };
const planner: Viewer = { actor: 'test', role: 'planner' };

describe('API keys', () => {
  let database: Database;
  let room: AccessRoom;
  beforeAll(async () => {
    database = await openTestDatabase();
    room = createAccessRoom({ manager: database.manager });
  });
  afterAll(() => database.close());

  function whoIs(key: string) {
    const identify = createIdentify({ access: parseConfig({}).access, keys: room.keys, localAdmin: true });
    return identify({ headers: { host: 'localhost', 'x-api-key': key }, remoteAddress: '127.0.0.1' });
  }

  it('shows a new key once and keeps only its SHA-256', async () => {
    expect(await room.keys.countActive()).toBe(0);
    const created = await room.service.create('map team', 'planner', admin);
    expect(created.key).toMatch(/^cc_planner_[A-Za-z0-9_-]{43}$/);
    expect(await room.keys.countActive()).toBe(1);
    const rows = await database.manager.query<Record<string, unknown>[]>('SELECT * FROM api_key');
    expect(JSON.stringify(rows)).not.toContain(created.key.slice(11));
    expect(rows[0]!.key_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await whoIs(created.key)).toEqual({ actor: 'key:map team', role: 'planner' });
  });

  it('refuses a revoked key at once, even on this machine', async () => {
    const { key } = await room.service.create('for a day', 'resources', admin);
    expect(await whoIs(key)).toMatchObject({ role: 'resources' });
    const revoked = await room.service.revoke('for a day', admin);
    expect(revoked.revokedAt).toBeInstanceOf(Date);
    await expect(whoIs(key)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(room.service.revoke('for a day', admin)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not use a name twice', async () => {
    await room.service.create('only one', 'planner', admin);
    await expect(room.service.create('only one', 'admin', admin)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it.each(['', ' x', 'a\nb', 'x'.repeat(81)])('does not take %j for a name', async (name) => {
    await expect(room.service.create(name, 'planner', admin)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('lets only admins handle keys', async () => {
    await expect(room.service.create('mine', 'admin', planner)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(room.service.list(planner)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(room.service.revoke('map team', publicViewer)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('writes an audit row for every change, without the key', async () => {
    const { key } = await room.service.create('audited', 'admin', admin);
    await room.service.revoke('audited', admin);
    const rows = await database.manager.query<Record<string, unknown>[]>(
      `SELECT actor, role, action, target, details FROM audit_entry WHERE target = 'audited' ORDER BY id`,
    );
    expect(rows).toEqual([
      {
        actor: 'test',
        role: 'admin',
        action: 'apiKey.create',
        target: 'audited',
        details: { role: 'admin' },
      },
      {
        actor: 'test',
        role: 'admin',
        action: 'apiKey.revoke',
        target: 'audited',
        details: { role: 'admin' },
      },
    ]);
    expect(JSON.stringify(await database.manager.query('SELECT * FROM audit_entry'))).not.toContain(key);
  });
});
