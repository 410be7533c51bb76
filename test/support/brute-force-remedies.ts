import type {
  RemedyNeed,
  RemedyOffer,
  RemedyPair,
  RemedyQuestion,
} from '../../src/kernel/estates/remedy-question.js';
import { shareOutExactly } from '../../src/kernel/estates/share-out-exactly.js';
import { add, compare, rational, type Rational, ZERO } from '../../src/kernel/rational.js';

/** An estate that lacks so many square metres, told in tenths, which it may share. */
export function remedyNeed(estateId: string, lack: number, values: Partial<RemedyNeed> = {}): RemedyNeed {
  const lackSquareMeters = rational(Math.round(lack * 10), 10);
  return {
    ...{ estateId, lackSquareMeters, partSquareMeters: lackSquareMeters },
    ...{ minimumSiteSquareMeters: null, mayPool: true },
    ...values,
  };
}

export function remedyOffer(
  id: string,
  area: number,
  cost: number,
  values: Partial<RemedyOffer> = {},
): RemedyOffer {
  return {
    ...{
      id,
      form: 'PURCHASE',
      areaSquareMeters: rational(area),
      siteSquareMeters: null,
      cost: rational(cost),
    },
    ...values,
  };
}

export function everyPair(needs: number, offers: number): RemedyPair[] {
  return Array.from({ length: needs * offers }, (_, at) => ({
    need: Math.floor(at / offers),
    offer: at % offers,
  }));
}

export interface BestRemedies {
  readonly settledSquareMeters: Rational;
  readonly cost: Rational;
}

/** The most lack that can be settled and its least cost, by trying every set of pairs. */
export function bestRemedies({ needs, offers, pairs, budget }: RemedyQuestion): BestRemedies {
  let best: BestRemedies = { settledSquareMeters: ZERO, cost: ZERO };
  const usable = pairs.filter(({ need, offer }) => {
    const { minimumSiteSquareMeters: minimum, mayPool } = needs[need];
    const { form, siteSquareMeters, areaSquareMeters } = offers[offer];
    if (form === 'POOLING' && !mayPool) return false;
    return minimum === null || compare(siteSquareMeters ?? areaSquareMeters, minimum) >= 0;
  });
  for (let chosen = 1; chosen < 1 << usable.length; chosen++) {
    const used = usable.filter((_, at) => chosen & (1 << at));
    const at = (offer: number) => used.filter((pair) => pair.offer === offer);
    const isAlone = ({ need }: RemedyPair) => !needs[need].mayPool;
    if (Array.from(offers.keys()).some((offer) => at(offer).length > 1 && at(offer).some(isAlone))) continue;
    const places = [...new Set(used.map(({ offer }) => offer))];
    const cost = places.map((offer) => offers[offer].cost).reduce(add, ZERO);
    if (budget && compare(cost, budget) > 0) continue;
    const settled = [...new Set(used.map(({ need }) => need))];
    const wants = needs.map((each, need) => (settled.includes(need) ? each.partSquareMeters : ZERO));
    const areas = offers.map(({ areaSquareMeters }) => areaSquareMeters);
    if (!shareOutExactly(wants, areas, used)) continue;
    const settledSquareMeters = settled.map((need) => needs[need].lackSquareMeters).reduce(add, ZERO);
    const order = compare(settledSquareMeters, best.settledSquareMeters);
    if (order > 0 || (order === 0 && compare(cost, best.cost) < 0)) best = { settledSquareMeters, cost };
  }
  return best;
}
