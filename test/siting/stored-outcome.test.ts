import { describe, expect, it } from 'vitest';
import { readOutcome, storeOutcome } from '../../src/siting/stored-outcome.js';
import type { SitingInfeasible } from '../../src/siting/siting-outcome.types.js';

const infeasible = {
  outcome: 'SitingInfeasible',
  reason: 'NO_DEMAND',
  message: 'No demand.',
  settings: {},
} as SitingInfeasible;

describe('a stored outcome', () => {
  it('comes back from JSON unchanged', () => {
    expect(readOutcome(JSON.parse(JSON.stringify(storeOutcome(infeasible))))).toEqual(infeasible);
  });

  it.each([null, {}, { format: 0, outcome: infeasible }, { outcome: infeasible }])(
    'of another version is refused: %j',
    (stored) => {
      expect(() => readOutcome(stored)).toThrow(/another version/);
    },
  );
});
