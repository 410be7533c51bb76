import { expect, it } from 'vitest';
import { viewsKept } from '../../src/estate-audit/estate-audit.service.js';

it('audits of four dates are kept, of fewer where there are very many estates', () => {
  expect([0, 500, 50_000].map(viewsKept)).toEqual([4, 4, 4]);
  expect([66_000, 100_000, 200_000, 5_000_000].map(viewsKept)).toEqual([3, 2, 1, 1]);
});
