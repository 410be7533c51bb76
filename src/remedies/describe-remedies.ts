import type { Point } from 'geojson';
import { ExactNumber } from '../estate-audit/index.js';
import { add, type Rational, ZERO } from '../kernel/rational.js';
import type { PosedRemedies } from './pose-remedies.js';
import {
  RemedyForm,
  RemedyFormTotal,
  RemedyShare,
  RemedyStep,
  UnsettledEstate,
} from './remedy-plan.types.js';
import type { PlannedRemedies } from './remedy-tasks.js';
import type { UnsettledReason } from './unsettled-reason.js';

/** The places of a plan in their order, with what is settled and spent by then. */
export function describeSteps(posed: PosedRemedies, { plan, steps }: PlannedRemedies): RemedyStep[] {
  const { question, estates, places, walks } = posed;
  const sharesOf = new Map(plan.offers.map((offer) => [offer, plan.shares.filter((s) => s.offer === offer)]));
  let [settled, spent] = [ZERO, ZERO];
  return steps.map(({ offer, settles }, at) => {
    const { id, name, form, divisionCode, points, offer: offered, synthetic } = places[offer];
    const shares = sharesOf.get(offer)!;
    settled = sum([settled, ...settles.map((need) => question.needs[need].lackSquareMeters)]);
    spent = add(spent, offered.cost);
    return Object.assign(new RemedyStep(), {
      ...{ order: at + 1, form, placeId: id, name, divisionCode, synthetic },
      location: { type: 'Point', coordinates: [points[0].lon, points[0].lat] } satisfies Point as Point,
      areaSquareMeters: new ExactNumber(offered.areaSquareMeters),
      usedSquareMeters: new ExactNumber(sum(shares.map(({ areaSquareMeters }) => areaSquareMeters))),
      costYuan: new ExactNumber(offered.cost),
      shares: shares.map(({ need, areaSquareMeters }) => {
        const { estate } = estates[need];
        return Object.assign(new RemedyShare(), {
          ...{ estateId: estate.id, estateName: estate.name },
          areaSquareMeters: new ExactNumber(areaSquareMeters),
          ...walks.get(`${need} ${offer}`)!,
        });
      }),
      settledEstateIds: settles.map((need) => estates[need].estate.id),
      settledSoFarSquareMeters: new ExactNumber(settled),
      costSoFarYuan: new ExactNumber(spent),
    });
  });
}

/** Estates a plan leaves as they are, each with the reason. */
export function describeUnsettled(posed: PosedRemedies, { plan }: PlannedRemedies): UnsettledEstate[] {
  const settled = new Set(plan.settled);
  const settledWithoutBudget = new Set(plan.unlimited?.settled);
  const reasonOf = (need: number): UnsettledReason => {
    const hopeless = posed.hopeless.get(need);
    if (hopeless) return hopeless;
    if (settledWithoutBudget.has(need)) return 'BUDGET';
    return (plan.unlimited ?? plan).status === 'OPTIMAL' ? 'TAKEN_BY_OTHERS' : 'TIME';
  };
  return posed.estates.flatMap(({ estate }, need) =>
    settled.has(need)
      ? []
      : Object.assign(new UnsettledEstate(), {
          ...{ estateId: estate.id, estateName: estate.name, reason: reasonOf(need) },
          deficitSquareMeters: new ExactNumber(posed.question.needs[need].lackSquareMeters),
        }),
  );
}

/** Sums by form, in the order of the forms, of those that occur. */
export function describeForms({ places }: PosedRemedies, { plan }: PlannedRemedies): RemedyFormTotal[] {
  return Object.values(RemedyForm).flatMap((form) => {
    const offers = plan.offers.filter((offer) => places[offer].form === form);
    if (offers.length === 0) return [];
    const used = plan.shares.filter(({ offer }) => places[offer].form === form);
    return Object.assign(new RemedyFormTotal(), {
      ...{ form, places: offers.length },
      usedSquareMeters: new ExactNumber(sum(used.map(({ areaSquareMeters }) => areaSquareMeters))),
      costYuan: new ExactNumber(sum(offers.map((offer) => places[offer].offer.cost))),
    });
  });
}

export function sum(values: readonly Rational[]): Rational {
  return values.reduce(add, ZERO);
}
