import { expect, it } from 'vitest';
import { osmLevel } from '../../src/walkways/index.js';

it.each([
  [{}, 0],
  [{ layer: '2' }, 2],
  [{ layer: '-1', tunnel: 'yes' }, -1],
  [{ layer: '0', bridge: 'yes' }, 1],
  [{ bridge: 'viaduct' }, 1],
  [{ bridge: 'no', tunnel: 'no' }, 0],
  [{ tunnel: 'yes' }, -1],
  [{ tunnel: 'building_passage' }, 0],
  [{ level: '3' }, 3],
  [{ level: '-0.5' }, -0.5],
  [{ level: '' }, 0],
  [{ level: '0;1' }, NaN],
  [{ level: '0-2' }, NaN],
  [{ layer: 'abc' }, 0],
  [{ layer: '1e9' }, 0],
])('%j runs on level %d', (tags, level) => {
  expect(osmLevel(tags)).toBe(level);
});
