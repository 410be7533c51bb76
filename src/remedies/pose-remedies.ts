import { type HeldNetwork, type WalkBetween, walksBetween } from '../accessibility/index.js';
import type { AuditedRow, AuditView } from '../estate-audit/index.js';
import type { EstatesRepository, PremisesForm } from '../estates/index.js';
import { isInDeficit } from '../kernel/estates/audit-totals.js';
import type { RemedyPair, RemedyQuestion } from '../kernel/estates/remedy-question.js';
import { type Unusable, usablePairs } from '../kernel/estates/usable-pairs.js';
import { exactText } from '../kernel/exact-text.js';
import { type Rational, rationalOf } from '../kernel/rational.js';
import { canonicalJson, sha256Text } from '../platform/canonical-json.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { boxAround } from '../platform/graphql/apply-spatial-filter.js';
import type { Box, PremisesRepository } from './premises.repository.js';
import { MOST_ESTATES, MOST_PAIRS, MOST_PLACES, type RemedyAsk } from './remedy-ask.js';
import { formOfPremises, needOf, premisesPlace, type RemedyPlace, spareOf } from './remedy-place.js';

/** How an estate's people come to a place. */
export interface RemedyWalk {
  /** Metres over the network from the nearest entrance; null where there is no such walk and the place lies inside. */
  readonly walkMeters: number | null;
  readonly isInside: boolean;
  /** Conditions of form nobody knows whether the place keeps. */
  readonly formUnknown: readonly string[];
}

/** Why an estate cannot be settled, as far as what is near tells. */
export type Hopeless = Unusable | 'NO_WALKWAY' | 'FORM_NOT_MET';

/** A question turned into what the kernel plans with, and the way back. */
export interface PosedRemedies {
  readonly question: RemedyQuestion;
  /** By need. */
  readonly estates: readonly AuditedRow[];
  /** By offer. */
  readonly places: readonly RemedyPlace[];
  /** By `need offer`. */
  readonly walks: ReadonlyMap<string, RemedyWalk>;
  /** Needs that no set of places near can settle. */
  readonly hopeless: ReadonlyMap<number, Hopeless>;
  /** SHA-256 of settings and inputs; equal hashes mean the same problem. */
  readonly dataHash: string;
}

export interface RemedySources {
  readonly premises: PremisesRepository;
  readonly estates: Pick<EstatesRepository, 'readEntrancesOf'>;
}

/**
 * Poses the remedies of a division: its estates in deficit; premises wherever they stand and what other estates of the
 * division have to spare; and who walks where, each estate as far as its own rule lets members of a pool walk, or as far
 * as asked where that does not say. Premises inside an estate are always near it.
 * @throws PlanningError LIMIT_EXCEEDED for too many estates, places or pairs
 */
export async function poseRemedies(
  view: AuditView,
  division: number | null,
  ask: RemedyAsk,
  held: HeldNetwork,
  from: RemedySources,
  signal?: AbortSignal,
): Promise<PosedRemedies> {
  const rows = view.rowsOf(division);
  const estates = rows.filter(({ audit }) => isInDeficit(audit)).sort((a, b) => byId(a.estate, b.estate));
  demandAtMost(estates.length, MOST_ESTATES, 'estates in deficit');
  const entrances = await entrancesOf(estates, from.estates);
  const asked = ask.limit.limitCentimeters / 100;
  const limits = estates.map(({ audit }) => audit.rule!.pooling?.walkMeters ?? asked);
  const longest = Math.max(0, ...limits);
  const found = await from.premises.near(
    boxOf(
      entrances.flatMap(({ points }) => points),
      longest,
    ),
    estates.map(({ estate }) => estate.id),
    ask.forms.filter((form): form is PremisesForm => form !== 'POOLING'),
    MOST_PLACES + 1,
  );
  const spare = ask.forms.includes('POOLING') ? rows.flatMap((row) => spareOf(row) ?? []) : [];
  const places = [...found.map(premisesPlace), ...spare.sort(byId)];
  demandAtMost(places.length, MOST_PLACES, 'places');
  const near = await walksBetween(held, entrances, places, longest, { signal });
  const inside = await from.premises.insideEstates(
    found.map(({ id }) => id),
    estates.map(({ estate }) => estate.id),
  );
  const { pairs, walks, broken } = pairUp(estates, places, ask.asOf, {
    walks: near.walks.filter(({ origin, meters }) => meters <= limits[origin]),
    inside,
  });
  demandAtMost(pairs.length, MOST_PAIRS, 'pairs of an estate and a place near it');
  const { budgetYuan } = ask;
  const question: RemedyQuestion = {
    needs: estates.map(needOf),
    offers: places.map(({ offer }) => offer),
    pairs,
    ...(budgetYuan !== null && { budget: rationalOf(budgetYuan) }),
  };
  const hopeless = new Map<number, Hopeless>(usablePairs(question).hopeless);
  const lost = new Set(near.originsWithoutWalkway);
  for (const [need, why] of hopeless) {
    if (why !== 'NO_OFFER') continue;
    if (lost.has(need)) hopeless.set(need, 'NO_WALKWAY');
    else if (broken.has(need)) hopeless.set(need, 'FORM_NOT_MET');
  }
  return { question, estates, places, walks, hopeless, dataHash: hashOf(ask, question, walks) };
}

interface Near {
  readonly walks: readonly WalkBetween[];
  readonly inside: readonly { readonly premisesId: string; readonly estateId: string }[];
}

/** Pairs by need, then by offer, but for premises whose form the estate's rule rules out; and who is near such ones. */
function pairUp(
  estates: readonly AuditedRow[],
  places: readonly RemedyPlace[],
  asOf: string,
  { walks, inside }: Near,
): Pick<PosedRemedies, 'walks'> & { readonly pairs: RemedyPair[]; readonly broken: ReadonlySet<number> } {
  const near = estates.map(() => new Map<number, { walkMeters: number | null; isInside: boolean }>());
  for (const { origin, destination, meters } of walks)
    near[origin].set(destination, { walkMeters: meters, isInside: false });
  const needNumber = new Map(estates.map(({ estate }, need) => [estate.id, need]));
  const offerNumber = new Map(
    places.flatMap(({ premises }, offer) => (premises ? [[premises.id, offer] as const] : [])),
  );
  for (const { premisesId, estateId } of inside) {
    const there = near[needNumber.get(estateId)!];
    const offer = offerNumber.get(premisesId)!;
    there.set(offer, { walkMeters: there.get(offer)?.walkMeters ?? null, isInside: true });
  }
  const pairs: RemedyPair[] = [];
  const kept = new Map<string, RemedyWalk>();
  const broken = new Set<number>();
  near.forEach((there, need) => {
    for (const [offer, walk] of [...there].sort(([a], [b]) => a - b)) {
      const { premises } = places[offer];
      const form = premises && formOfPremises(premises, estates[need].audit.rule!, asOf);
      if (form?.isBroken) {
        broken.add(need);
        continue;
      }
      pairs.push({ need, offer });
      kept.set(`${need} ${offer}`, { ...walk, formUnknown: form?.unknown ?? [] });
    }
  });
  return { pairs, walks: kept, broken };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

async function entrancesOf(rows: readonly AuditedRow[], estates: RemedySources['estates']) {
  const points = new Map(rows.map(({ estate }) => [estate.id, [] as { lon: number; lat: number }[]]));
  const entrances = await estates.readEntrancesOf([...points.keys()]);
  for (const { estateId, lon, lat } of entrances) points.get(estateId)!.push({ lon, lat });
  return rows.map(({ estate }) => ({ points: points.get(estate.id)! }));
}

/** A box around points, so much wider, and so far as a walkway may be from a place. */
function boxOf(points: readonly { readonly lon: number; readonly lat: number }[], meters: number): Box {
  let box: [number, number, number, number] = [180, 90, -180, -90];
  for (const { lon, lat } of points) {
    const [west, south, east, north] = boxAround(lon, lat, meters);
    box = [
      ...[Math.min(box[0], west), Math.min(box[1], south)],
      ...[Math.max(box[2], east), Math.max(box[3], north)],
    ] as typeof box;
  }
  return points.length === 0 ? [0, 0, 0, 0] : box;
}

function demandAtMost(count: number, limit: number, what: string): void {
  if (count <= limit) return;
  throw new PlanningError(
    'LIMIT_EXCEEDED',
    `More than ${limit} ${what}; ask for a smaller division, fewer forms or a shorter walk.`,
    { limit, what },
  );
}

function hashOf(
  { timeLimitSeconds: _, ...ask }: RemedyAsk,
  { needs, offers, pairs }: RemedyQuestion,
  walks: ReadonlyMap<string, RemedyWalk>,
): string {
  const text = (value: Rational | null) => value && exactText(value);
  return sha256Text(
    canonicalJson([
      ask,
      needs.map((need) => [
        ...[need.estateId, text(need.lackSquareMeters), text(need.partSquareMeters)],
        ...[text(need.minimumSiteSquareMeters), need.mayPool],
      ]),
      offers.map((offer) => [
        ...[
          offer.id,
          offer.form,
          text(offer.areaSquareMeters),
          text(offer.siteSquareMeters),
          text(offer.cost),
        ],
      ]),
      pairs.map(({ need, offer }) => [need, offer, walks.get(`${need} ${offer}`)]),
    ]),
  );
}
