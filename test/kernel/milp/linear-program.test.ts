import { describe, expect, it } from 'vitest';
import { LinearProgramBuilder } from '../../../src/kernel/milp/linear-program.js';
import { relativeGap } from '../../../src/kernel/milp/milp-solver.js';

describe('LinearProgramBuilder', () => {
  it('stores rows one after another, empty ones too', () => {
    const builder = new LinearProgramBuilder('minimize', 2);
    const x = builder.addVariable({ objective: 3, integer: true, upper: 1 });
    const y = builder.addVariable({ lower: -1 });
    builder.addRow(0, 4);
    builder.addTerm(x, 1);
    builder.addTerm(y, -2);
    builder.addRow(-Infinity, 0);
    builder.addRow(1, Infinity);
    builder.addTerm(y, 5);
    expect(builder.build()).toEqual({
      sense: 'minimize',
      offset: 2,
      objective: Float64Array.of(3, 0),
      lower: Float64Array.of(0, -1),
      upper: Float64Array.of(1, Infinity),
      integer: Uint8Array.of(1, 0),
      rowLower: Float64Array.of(0, -Infinity, 1),
      rowUpper: Float64Array.of(4, 0, Infinity),
      rowOffset: Int32Array.of(0, 2, 2, 3),
      rowVariable: Int32Array.of(0, 1, 1),
      rowValue: Float64Array.of(1, -2, 5),
    });
  });

  it('refuses a term before any row', () => {
    expect(() => new LinearProgramBuilder('maximize').addTerm(0, 1)).toThrow(/open row/);
  });
});

describe('relativeGap', () => {
  it('is the distance over the value, infinite without a bound, zero when both are zero', () => {
    expect(relativeGap(200, 210)).toBe(0.05);
    expect(relativeGap(-200, -210)).toBe(0.05);
    expect(relativeGap(5, Infinity)).toBe(Infinity);
    expect(relativeGap(0, 0)).toBe(0);
  });
});
