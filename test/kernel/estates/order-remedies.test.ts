import { describe, expect, it } from 'vitest';
import { orderRemedies } from '../../../src/kernel/estates/order-remedies.js';
import { rational } from '../../../src/kernel/rational.js';
import { remedyNeed as need, remedyOffer as offer } from '../../support/brute-force-remedies.js';

const share = (needAt: number, offerAt: number, area: number) => ({
  need: needAt,
  offer: offerAt,
  areaSquareMeters: rational(area),
});

describe('the order of remedies', () => {
  it('takes what costs nothing first, then what settles most for its cost', () => {
    const needs = [need('a', 100), need('b', 50), need('c', 10)];
    const offers = [offer('x', 100, 1000), offer('y', 50, 200), offer('z', 10, 0)];
    const steps = orderRemedies(
      { needs, offers },
      { offers: [0, 1, 2], shares: [share(0, 0, 100), share(1, 1, 50), share(2, 2, 10)] },
    );
    expect(steps).toEqual([
      { offer: 2, settles: [2] },
      { offer: 1, settles: [1] },
      { offer: 0, settles: [0] },
    ]);
  });

  it('settles an estate with the last of its places, and takes the others for their area', () => {
    const needs = [need('a', 100), need('b', 1)];
    const offers = [offer('x', 40, 100), offer('y', 60, 100), offer('z', 1, 100), offer('free', 5, 0)];
    const shares = [share(0, 0, 40), share(0, 1, 55), share(0, 3, 5), share(1, 2, 1)];
    expect(orderRemedies({ needs, offers }, { offers: [0, 1, 2, 3], shares })).toEqual([
      { offer: 3, settles: [] },
      { offer: 2, settles: [1] },
      { offer: 1, settles: [] },
      { offer: 0, settles: [0] },
    ]);
  });
});
