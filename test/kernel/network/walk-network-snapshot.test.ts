import { describe, expect, it } from 'vitest';
import {
  buildWalkNetwork,
  crc32,
  decodeWalkNetwork,
  encodeWalkNetwork,
  InvalidSnapshot,
  splitWays,
} from '../../../src/kernel/network/index.js';
import { randomTown } from '../../support/random-town.js';

const network = buildWalkNetwork(splitWays(randomTown(5)).segments);
const oneWay = buildWalkNetwork(splitWays(randomTown(5, { oneWayShare: 0.3 })).segments);

describe('network snapshot', () => {
  it.each([
    ['two-way', network],
    ['one-way', oneWay],
    ['empty', buildWalkNetwork([])],
  ])('comes back equal: %s', (_, original) => {
    const copy = decodeWalkNetwork(encodeWalkNetwork(original));
    expect(copy).toEqual(original);
  });

  it('shares the arcs of a two-way network and views the bytes it was given', () => {
    const bytes = encodeWalkNetwork(network);
    const copy = decodeWalkNetwork(bytes);
    expect(copy.reverseArc).toBe(copy.arc);
    expect(copy.vertexLon.buffer).toBe(bytes.buffer);
    expect(encodeWalkNetwork(oneWay).length).toBeGreaterThan(bytes.length / 2);
  });

  it('reads bytes that begin anywhere', () => {
    const bytes = encodeWalkNetwork(oneWay);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeWalkNetwork(shifted.subarray(3))).toEqual(oneWay);
  });

  it('refuses what it cannot trust', () => {
    const bytes = encodeWalkNetwork(network);
    const spoilt = (change: (copy: Uint8Array) => Uint8Array | void): (() => unknown) => {
      const copy = bytes.slice();
      const changed = change(copy) ?? copy;
      return () => decodeWalkNetwork(changed);
    };
    expect(spoilt((b) => b.subarray(0, 10))).toThrow(InvalidSnapshot);
    expect(spoilt((b) => b.subarray(0, b.length - 8))).toThrow(/cut or padded/);
    expect(spoilt((b) => void (b[0] = 0))).toThrow(/signature/);
    expect(spoilt((b) => void (b[4] = 99))).toThrow(/version 99/);
    expect(spoilt((b) => void (b[b.length - 9] ^= 1))).toThrow(/checksum/);
    expect(spoilt((b) => void (b[8] ^= 1))).toThrow(InvalidSnapshot);
  });
});

it('crc32 gives the standard check value, wherever the bytes begin', () => {
  const text = new TextEncoder().encode('0123456789');
  expect(crc32(text.subarray(1))).toBe(crc32(text.slice(1)));
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
