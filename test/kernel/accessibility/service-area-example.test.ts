import { expect, it } from 'vitest';
import { serviceArea, WalkSearch } from '../../../src/kernel/accessibility/index.js';
import { asciiTown } from '../../support/ascii-town.js';

it('gives the worked example of docs/models/service-area.md', () => {
  const town = asciiTown(`A${'-'.repeat(39)}B`, 25);
  const entrance = town.index.snap(...town.at(300, 20))!;
  expect(entrance.accessMeters).toBeCloseTo(20, 3);
  const limitCentimeters = 0.8 * 600 * 100;
  const area = serviceArea(town.network, new WalkSearch(town.network), entrance, limitCentimeters);
  expect(area.lines).toHaveLength(2);
  expect(area.reachedMeters).toBeCloseTo(760, 2);
});
