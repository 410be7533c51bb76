import { afterAll, describe, expect, it } from 'vitest';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import { HeldNetwork } from '../../src/accessibility/held-network.js';
import { buildWalkNetwork, EdgeIndex, splitWays } from '../../src/kernel/network/index.js';
import { LateJsonText } from '../../src/platform/graphql/json-text.js';
import { Sending } from '../../src/platform/graphql/sending.js';
import { randomPoints, randomTown } from '../support/random-town.js';

const TEXT = { geoJson: true, wkb: false };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('polygons for an answer that is sent while they are drawn', () => {
  const network = buildWalkNetwork(splitWays(randomTown(5, { side: 30, oneWayShare: 0.1 })).segments);
  const edges = new EdgeIndex(network);
  const circles = randomPoints(2, 300, 2000).flatMap(([lon, lat], at) => {
    const snap = edges.snap(lon, lat);
    return snap ? [{ snap, limitCentimeters: 40_000 + 100 * at }] : [];
  });
  const pool = new WalkPool(2);
  const held = HeldNetwork.of(network, pool);
  const signal = new AbortController().signal;
  afterAll(() => pool.close());

  /** Texts once all of them are there. */
  async function read(some: typeof circles, sending: Sending): Promise<string[]> {
    const texts = held.polygonTexts(some, signal, sending)!;
    for (const one of texts) if (one instanceof LateJsonText) await one.arrival;
    return texts.map(({ bytes }) => text(bytes!));
  }

  it('are those drawn for anybody else, drawn anew, kept or written over', async () => {
    const fresh = HeldNetwork.of(network, pool);
    const expected = (await fresh.polygons(circles, undefined, TEXT)).map(({ geoJson }) => text(geoJson));
    expect(new Set(expected).size).toBe(circles.length);
    for (let round = 0; round < 3; round++) {
      const sending = new Sending();
      const few = circles.filter((_, at) => at % 3 === round);
      expect(await read(few, sending)).toEqual(expected.filter((_, at) => at % 3 === round));
      sending.end();
    }
    const sending = new Sending();
    expect(await read(circles, sending)).toEqual(expected);
    const copies = await held.polygons(circles, undefined, TEXT);
    sending.end();
    const others = circles.map(({ snap }, at) => ({ snap, limitCentimeters: 60_000 + 100 * at }));
    await read(others, new Sending());
    // Who does not send keeps what it got, whatever becomes of the memory threads write to.
    expect(copies.map(({ geoJson }) => text(geoJson))).toEqual(expected);
  });

  it('come piece by piece, in order', async () => {
    const some = circles.map(({ snap }, at) => ({ snap, limitCentimeters: 50_000 + 100 * at }));
    const sending = new Sending();
    const texts = held.polygonTexts(some, signal, sending)!;
    const late = texts.filter((one) => one instanceof LateJsonText);
    expect(late).toHaveLength(some.length);
    expect(new Set(late.map(({ arrival }) => arrival)).size).toBeGreaterThan(5);
    await late[0].arrival;
    expect(late[0].bytes).not.toBeNull();
    expect(late.at(-1)!.bytes).toBeNull();
    await sending.worked();
    expect(late.every(({ bytes }) => bytes !== null)).toBe(true);
    sending.end();
  });

  it('stop with their signal, and leave the memory to others', async () => {
    for (let round = 0; round < 80; round++) {
      const controller = new AbortController();
      const sending = new Sending();
      const some = circles.map(({ snap }, at) => ({ snap, limitCentimeters: 70_000 + at + 301 * round }));
      const texts = held.polygonTexts(some, controller.signal, sending)!;
      if (round % 2 === 1) await (texts[0] as LateJsonText).arrival;
      controller.abort(new Error('gone'));
      await expect((texts.at(-1) as LateJsonText).arrival).rejects.toThrow('gone');
      await sending.worked();
      sending.end();
    }
    const sending = new Sending();
    await read(circles, sending);
    // More rounds than there are blocks: none is lost.
    const block = pool.texts.takeBlock();
    expect(block === null).toBe(false);
    pool.texts.blocks.written(block!, 0);
    sending.end();
  });

  it('fail with the piece that cannot be drawn, those before it stay', async () => {
    const astray = { ...circles[0], snap: { ...circles[0].snap, edge: network.edgeCount + 5 } };
    const some = circles.map(({ snap }, at) => ({ snap, limitCentimeters: 55_000 + at }));
    const sending = new Sending();
    const texts = held.polygonTexts([...some, astray], signal, sending) as LateJsonText[];
    await texts[0].arrival;
    await expect(texts.at(-1)!.arrival).rejects.toThrow(/edge of this network/);
    expect(texts[0].bytes).not.toBeNull();
    await sending.worked();
    sending.end();
  });

  it('are drawn before the answer begins where it might become too long', () => {
    const wide = circles.map(({ snap }) => ({ snap, limitCentimeters: 200_000 }));
    expect(held.polygonTexts(wide, signal, new Sending())).toBeNull();
  });
});
