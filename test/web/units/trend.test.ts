import { expect, it } from 'vitest';
import { drawTrend, type TrendPoint } from '../../../web/src/trend/draw-trend.js';

const FRAME = { width: 120, height: 120, left: 10, right: 10, top: 10, bottom: 10 };

function points(values: readonly (number | null)[]): TrendPoint[] {
  return values.map((value, at) => ({
    ...{ month: `2025-${String(at + 1).padStart(2, '0')}`, value },
    ...{ numerator: null, denominator: null },
  }));
}

it('there is nothing to draw without a value', () => {
  expect(drawTrend(points([null, null]), { target: 0.7, isShare: true, frame: FRAME })).toBeNull();
});

it('shares stand between 0 at the foot and 1 at the head', () => {
  const drawn = drawTrend(points([0, 0.5, 1]), { target: 1, isShare: true, frame: FRAME })!;
  expect(drawn.dots.map(({ x, y }) => [x, y])).toEqual([
    [10, 110],
    [60, 60],
    [110, 10],
  ]);
  expect(drawn.targetY).toBe(10);
  expect(drawn.lines).toEqual(['M10 110L60 60L110 10']);
  expect(drawn.ticks.map(({ value }) => value)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

it('a month without a value cuts the line; a lone month is a dot', () => {
  const drawn = drawTrend(points([1, 2, null, 4]), { target: null, isShare: false, frame: FRAME })!;
  expect(drawn.lines).toHaveLength(1);
  expect(drawn.dots).toHaveLength(3);
  expect(drawn.targetY).toBeNull();
});

it('values and target stay within the frame, whatever their size', () => {
  for (const [values, target] of [
    [[0.003, 0.004], 0.005],
    [[23, 24, 29], 40],
    [[5433, 90000], 12],
    [[0, 0], 0],
  ] as const) {
    const drawn = drawTrend(points(values), { target, isShare: false, frame: FRAME })!;
    for (const y of [...drawn.dots.map((dot) => dot.y), drawn.targetY!]) {
      expect(y).toBeGreaterThanOrEqual(FRAME.top - 0.01);
      expect(y).toBeLessThanOrEqual(FRAME.height - FRAME.bottom + 0.01);
    }
    expect(drawn.ticks.length).toBeLessThanOrEqual(6);
    expect(drawn.ticks[0].value).toBe(0);
  }
});

it('the last month has its label', () => {
  const drawn = drawTrend(points(Array.from({ length: 12 }, () => 1)), {
    target: null,
    isShare: false,
    frame: FRAME,
  })!;
  expect(drawn.months.at(-1)!.month).toBe('2025-12');
  expect(drawn.months.length).toBeLessThanOrEqual(6);
});
