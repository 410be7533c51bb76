import type { AuditedRow } from '../estate-audit/index.js';
import type { AllocationRule } from '../kernel/estates/allocation-rule.js';
import type { LedgerRoom } from '../kernel/estates/estate-ledger.js';
import type { RemedyForm, RemedyNeed, RemedyOffer } from '../kernel/estates/remedy-question.js';
import { provisionOf } from '../kernel/estates/room-provision.js';
import {
  add,
  compare,
  multiply,
  type Rational,
  rational,
  rationalOfText,
  subtract,
  ZERO,
} from '../kernel/rational.js';
import type { PremisesRow } from './premises.repository.js';

/** A place that could give room, with what names and places it. */
export interface RemedyPlace {
  readonly offer: RemedyOffer;
  readonly id: string;
  readonly name: string;
  readonly form: RemedyForm;
  readonly divisionCode: string | null;
  /** Where one walks to: the premises, or the rooms of the estate that has area to spare. */
  readonly points: readonly { readonly lon: number; readonly lat: number }[];
  /** Null for an estate's spare area. */
  readonly premises: PremisesRow | null;
  readonly synthetic: boolean;
}

/** What an estate owes by its households alone, without the smallest size of a site. */
function ownPart({ estate, audit }: AuditedRow): Rational {
  return multiply(audit.rule!.squareMetersPerHundredHouseholds, rational(estate.households!, 100));
}

/**
 * An estate in deficit as the plan sees it. It lacks what its audit says; what it must get is its own part, as members of
 * a pool owe, while the smallest size is asked of the sites.
 */
export function needOf(row: AuditedRow): RemedyNeed {
  const { estateId, rule, deficitSquareMeters, providedSquareMeters } = row.audit;
  const lack = deficitSquareMeters!;
  const part = subtract(ownPart(row), providedSquareMeters);
  return {
    estateId,
    lackSquareMeters: lack,
    partSquareMeters: compare(part, ZERO) > 0 && compare(part, lack) < 0 ? part : lack,
    minimumSiteSquareMeters: rule!.minimumSiteSquareMeters,
    mayPool: rule!.pooling !== null,
  };
}

/**
 * What an estate has beyond its own part and what its pool already uses, as an offer to its neighbours; null where it has
 * none, its rule forbids sharing, or no room that counts has a place on the map.
 */
export function spareOf(row: AuditedRow): RemedyPlace | null {
  const { estate, audit } = row;
  if (!audit.isCounted || !audit.rule?.pooling || compare(audit.deficitSquareMeters ?? ZERO, ZERO) > 0)
    return null;
  const spare = subtract(add(audit.providedSquareMeters, audit.pooledSquareMeters), ownPart(row));
  if (compare(spare, ZERO) <= 0) return null;
  const counted = new Map(
    audit.rooms.map(({ roomId, provision }) => [roomId, provision.countedSquareMeters]),
  );
  const rooms = estate.rooms.flatMap(({ id, lon, lat }) => {
    const area = counted.get(id) ?? null;
    return area === null || lon === null || lat === null ? [] : [{ area, lon, lat }];
  });
  if (rooms.length === 0) return null;
  const largest = rooms.map(({ area }) => area).reduce((a, b) => (compare(a, b) < 0 ? b : a));
  const id = estate.id;
  return {
    ...{ id, name: estate.name, form: 'POOLING', divisionCode: estate.divisionCode, premises: null },
    points: rooms.map(({ lon, lat }) => ({ lon, lat })),
    offer: {
      ...{ id, form: 'POOLING', areaSquareMeters: spare, cost: ZERO },
      siteSquareMeters: compare(largest, spare) > 0 ? largest : null,
    },
    synthetic: estate.synthetic,
  };
}

export function premisesPlace(row: PremisesRow): RemedyPlace {
  const { id, name, form, divisionCode, lon, lat, synthetic } = row;
  return {
    ...{ id, name, form, divisionCode, premises: row, synthetic },
    points: [{ lon, lat }],
    offer: {
      ...{ id, form, siteSquareMeters: null },
      areaSquareMeters: rationalOfText(row.areaSquareMeters),
      cost: rationalOfText(row.costYuan),
    },
  };
}

/** What a rule asks of a room's form and premises do not keep, or leave open. */
export interface FormReading {
  readonly isBroken: boolean;
  /** Names of the conditions nobody knows about. */
  readonly unknown: readonly string[];
}

export function formOfPremises(premises: PremisesRow, rule: AllocationRule, asOf: string): FormReading {
  const { id, floor, ownEntrance, liftOrRamp } = premises;
  const room: LedgerRoom = {
    ...{ id, floor, ownEntrance, liftOrRamp, buildingAreaSquareMeters: null, use: 'CARE' },
    ...{ floorAreaSquareMeters: null, handedOverTo: null, isRegistered: null, steps: NO_STEPS },
  };
  const { findings } = provisionOf(room, rule, asOf);
  return {
    isBroken: findings.some(({ code }) => code === 'FORM_NOT_MET'),
    unknown: findings
      .filter(({ code }) => code === 'FORM_UNKNOWN')
      .map(({ facts }) => String(facts.condition)),
  };
}

const NO_STEPS = { PLANNED: null, BUILT: null, ACCEPTED: null, DELIVERED: null };
