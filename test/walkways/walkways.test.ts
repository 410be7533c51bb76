import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

async function publish(checksum: string, content: Uint8Array): Promise<string> {
  const [row] = await catalogue.database.manager.query(
    `INSERT INTO network_snapshot (published_at, checksum, node_count, edge_count, vertex_count, component_count,
       main_component_share, length_meters, synthetic, sources, content)
     VALUES ('2025-03-01T08:00:00Z', $1, 4, 5, 12, 1, 1, 730.5, true, '{made-up,survey}', $2) RETURNING id::text`,
    [checksum, Buffer.from(content)],
  );
  return row.id;
}

test('without a network there is nothing to tell', async () => {
  expect(await catalogue.walkways.walkways.networkInfo()).toBeNull();
  expect(await catalogue.ask('{ networkInfo { id } }')).toEqual({ data: { networkInfo: null }, errors: [] });
});

test('the latest snapshot is the network in use, and its content comes back byte for byte', async () => {
  const content = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) & 255);
  const older = await publish('aa', Uint8Array.of(1));
  const newer = await publish('bb', content);
  const { data, errors } =
    await catalogue.ask(`{ networkInfo { id publishedAt checksum nodeCount edgeCount vertexCount
    componentCount mainComponentShare lengthMeters synthetic sources } }`);
  expect(errors).toEqual([]);
  expect(data.networkInfo).toEqual({
    id: newer,
    publishedAt: '2025-03-01T08:00:00.000Z',
    checksum: 'bb',
    nodeCount: 4,
    edgeCount: 5,
    vertexCount: 12,
    componentCount: 1,
    mainComponentShare: 1,
    lengthMeters: 730.5,
    synthetic: true,
    sources: ['made-up', 'survey'],
  });
  const { walkways } = catalogue.walkways;
  expect(await walkways.readSize(newer)).toBe(content.length);
  expect(Buffer.compare(await walkways.readPart(newer, 0, content.length), content)).toBe(0);
  expect(Buffer.compare(await walkways.readPart(newer, 1000, 7), content.subarray(1000, 1007))).toBe(0);
  expect(Buffer.compare(await walkways.readPart(newer, 99_990, 100), content.subarray(99_990))).toBe(0);
  expect([...(await walkways.readPart(older, 0, 9))]).toEqual([1]);
  await expect(walkways.readPart('999', 0, 9)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(walkways.readSize('999')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
