import { describe, expect, it } from 'vitest';
import { decayWeight, walkingDecaySteps } from '../../../src/kernel/equity/decay-weight.js';

describe('walkingDecaySteps', () => {
  it('puts 1, 0.68 and 0.22 at 5, 10 and 15 minutes', () => {
    expect(walkingDecaySteps(15, 0.8)).toEqual([
      { upToCentimeters: 24_000, weight: 1 },
      { upToCentimeters: 48_000, weight: 0.68 },
      { upToCentimeters: 72_000, weight: 0.22 },
    ]);
  });

  it('ends where the coverage limit of any walking time ends', () => {
    expect(walkingDecaySteps(30, 0.64).map((step) => step.upToCentimeters)).toEqual([
      38_400, 76_800, 115_200,
    ]);
  });
});

describe('decayWeight', () => {
  it('takes the first step that holds a walk, limits inclusive, and 0 outside', () => {
    const costs = Int32Array.of(-1, 0, 24_000, 24_001, 48_000, 48_001, 72_000, 72_001);
    expect([...decayWeight(costs, walkingDecaySteps(15, 0.8))]).toEqual([0, 1, 1, 0.68, 0.68, 0.22, 0.22, 0]);
  });

  it('refuses steps that do not rise or weights that do', () => {
    const step = (upToCentimeters: number, weight: number) => ({ upToCentimeters, weight });
    expect(() => decayWeight([0], [step(5, 1), step(5, 0.5)])).toThrow(/Invariant/);
    expect(() => decayWeight([0], [step(5, 0.5), step(9, 0.6)])).toThrow(/Invariant/);
    expect(() => decayWeight([0], [step(5, 1.5)])).toThrow(/Invariant/);
  });
});
