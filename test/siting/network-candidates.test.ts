import { describe, expect, it } from 'vitest';
import { networkCandidates } from '../../src/siting/network-candidates.js';
import { gridNetwork, gridPlace } from '../support/grid-town.js';

const network = gridNetwork(20);
const [west, south] = gridPlace(-0.5, -0.5);
const [east, north] = gridPlace(19.5, 19.5);

describe('networkCandidates', () => {
  it('takes one junction per cell, the same ones every time', () => {
    const places = networkCandidates(network, [west, south, east, north], true);
    expect(places.length).toBeGreaterThan(150);
    expect(places.length).toBeLessThan(200);
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
    expect(networkCandidates(network, [west, south, east, north], true)).toEqual(places);
  });

  it('widens the cells until few enough are left', () => {
    const places = networkCandidates(network, [west, south, east, north], true, 30);
    expect(places.length).toBeLessThanOrEqual(30);
    expect(places.length).toBeGreaterThan(10);
  });

  it('stays within the box', () => {
    const [someEast, someNorth] = gridPlace(5, 5);
    const places = networkCandidates(network, [west, south, someEast, someNorth], true);
    expect(places.length).toBeGreaterThan(0);
    for (const { lon, lat } of places) expect(lon <= someEast && lat <= someNorth).toBe(true);
  });
});
