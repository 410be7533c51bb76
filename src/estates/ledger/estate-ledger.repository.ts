import type { EntityManager } from 'typeorm';
import { type DivisionsRepository, divisionsUnder, jurisdictionsAtOrAbove } from '../../divisions/index.js';
import { type Milestones, SYNC_STEPS, type SyncStep } from '../../kernel/estates/estate-ledger.js';
import { type Rational, rationalOfText } from '../../kernel/rational.js';
import type {
  EstateLedger,
  LedgerEstateRow,
  LedgerPoolRow,
  LedgerRoomRow,
  LedgerScope,
  StepEvidence,
} from './ledger-rows.js';

type StoredEstate = Omit<
  LedgerEstateRow,
  'chain' | 'steps' | 'evidenceIds' | 'rooms' | 'farthestEntranceMeters'
> & {
  readonly plannedOn: string | null;
  readonly builtOn: string | null;
  readonly acceptedOn: string | null;
  readonly deliveredOn: string | null;
  readonly farthestEntranceMeters: number | null;
};

type StoredRoom = Omit<
  LedgerRoomRow,
  'steps' | 'evidenceIds' | 'floorAreaSquareMeters' | 'buildingAreaSquareMeters'
> & {
  readonly floorArea: string | null;
  readonly buildingArea: string | null;
  readonly estateIds: readonly string[];
};

/** What holds of one subject: the date of a step, and the evidence that says so. */
interface Held {
  readonly dates: Record<SyncStep, string | null>;
  readonly ids: Record<SyncStep, string | null>;
}

/** The register and evidence of whole areas at once. The caller answers for who may see it. */
export class EstateLedgerRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly divisions: Pick<DivisionsRepository, 'findAncestorCodes'>,
  ) {}

  /**
   * Estates with their rooms, dates and pools, in five statements whatever their number. Estates elsewhere that share a
   * room or a pool with them come along (`isInScope` false): without them nobody could tell who claims a room twice, or
   * what a pool has.
   */
  async ledgerOf(scope: LedgerScope = {}, manager: EntityManager = this.manager): Promise<EstateLedger> {
    const code = scope.divisionCode ?? null;
    const stored: StoredEstate[] = await (code === null
      ? manager.query(estatesIn(ALL))
      : manager.query(estatesIn(LINKED), [code]));
    const ids = code === null ? null : stored.map(({ id }) => id);
    const held = await this.evidence(ids, manager);
    const roomsOf = await this.rooms(ids, held, manager);
    const chains = await this.chains(stored, manager);
    const pools: LedgerPoolRow[] = await manager.query(POOLS, [ids]);
    const estates = stored.map((row): LedgerEstateRow => {
      const { plannedOn, builtOn, acceptedOn, deliveredOn, farthestEntranceMeters, ...estate } = row;
      const { dates, ids: evidenceIds } = held.get(estateKey(row.id)) ?? NOTHING_HELD;
      const steps: Milestones = {
        PLANNED: dates.PLANNED ?? plannedOn,
        BUILT: dates.BUILT ?? builtOn,
        ACCEPTED: dates.ACCEPTED ?? acceptedOn,
        DELIVERED: dates.DELIVERED ?? deliveredOn,
      };
      return {
        ...estate,
        chain: row.divisionCode === null ? [] : chains.get(row.divisionCode)!,
        steps,
        evidenceIds,
        farthestEntranceMeters: farthestEntranceMeters ?? 0,
        rooms: roomsOf.get(row.id) ?? [],
      };
    });
    return { estates, pools };
  }

  /** The last evidence recorded for each step that no other corrects, by subject. */
  private async evidence(
    ids: readonly string[] | null,
    manager: EntityManager,
  ): Promise<ReadonlyMap<string, Held>> {
    const rows: { key: string; step: SyncStep; happenedOn: string; id: string }[] = await manager.query(
      EVIDENCE_IN_FORCE,
      [ids],
    );
    const held = new Map<string, Held>();
    for (const { key, step, happenedOn, id } of rows) {
      let subject = held.get(key);
      if (!subject) held.set(key, (subject = { dates: noSteps(), ids: noSteps() }));
      subject.dates[step] = happenedOn;
      subject.ids[step] = id;
    }
    return held;
  }

  private async rooms(
    ids: readonly string[] | null,
    held: ReadonlyMap<string, Held>,
    manager: EntityManager,
  ): Promise<ReadonlyMap<string, readonly LedgerRoomRow[]>> {
    const rows: StoredRoom[] = await manager.query(ROOMS, [ids]);
    const roomsOf = new Map<string, LedgerRoomRow[]>();
    for (const { estateIds, floorArea, buildingArea, ...row } of rows) {
      const { dates, ids: evidenceIds } = held.get(roomKey(row.id)) ?? NOTHING_HELD;
      const room: LedgerRoomRow = {
        ...row,
        floorAreaSquareMeters: exact(floorArea),
        buildingAreaSquareMeters: exact(buildingArea),
        steps: dates,
        evidenceIds,
      };
      for (const estateId of estateIds) {
        const there = roomsOf.get(estateId);
        if (there) there.push(room);
        else roomsOf.set(estateId, [room]);
      }
    }
    return roomsOf;
  }

  /** Every division above one, deepest first; where the tree ends, those its code names go on. */
  private async chains(
    estates: readonly StoredEstate[],
    manager: EntityManager,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const codes = [...new Set(estates.flatMap(({ divisionCode }) => divisionCode ?? []))];
    if (codes.length === 0) return new Map();
    const above = await this.divisions.findAncestorCodes(codes, manager);
    return new Map(
      codes.map((code) => {
        const known = [code, ...[...(above.get(code) ?? [])].reverse()];
        const named = jurisdictionsAtOrAbove(known[known.length - 1]).slice(1);
        return [code, [...known, ...named]];
      }),
    );
  }
}

const noSteps = (): Record<SyncStep, string | null> =>
  Object.fromEntries(SYNC_STEPS.map((step) => [step, null])) as Record<SyncStep, string | null>;
const NOTHING_HELD: { readonly dates: Milestones; readonly ids: StepEvidence } = {
  dates: noSteps(),
  ids: noSteps(),
};

const estateKey = (id: string): string => `E ${id}`;
const roomKey = (id: string): string => `R ${id}`;

function exact(area: string | null): Rational | null {
  return area === null ? null : rationalOfText(area);
}

const ALL = 'wanted(id, in_scope) AS (SELECT id, true FROM housing_estate)';

// From estate to estate over the rooms they claim and the pools they are in.
const LINKED = `asked AS MATERIALIZED (
    SELECT e.id FROM housing_estate e WHERE e.division_code IN (${divisionsUnder('$1')})
  ), linked(id) AS (
    SELECT id FROM asked UNION SELECT next.id FROM linked, LATERAL (
      SELECT other.estate_id AS id FROM care_room_claim own JOIN care_room_claim other USING (care_room_id)
      WHERE own.estate_id = linked.id
      UNION ALL
      SELECT other.estate_id FROM estate_pool_member own JOIN estate_pool_member other USING (pool_id)
      WHERE own.estate_id = linked.id
    ) AS next
  ), wanted(id, in_scope) AS (
    SELECT linked.id, asked.id IS NOT NULL FROM linked LEFT JOIN asked ON asked.id = linked.id
  )`;

/** Metres in a degree of longitude and of latitude at a latitude of so many radians (WGS 84, to a centimetre). */
const METERS_PER_DEGREE = (radians: string) => `
  111412.84 * cos(${radians}) - 93.5 * cos(3 * ${radians}) + 0.118 * cos(5 * ${radians}) AS x,
  111132.92 - 559.82 * cos(2 * ${radians}) + 1.175 * cos(4 * ${radians}) - 0.0023 * cos(6 * ${radians}) AS y`;

/** About 100 m: nearer entrances are no matter, and their distance is the cheap one, a fifth too much at most. */
const NEAR_DEGREES = 0.001;

// Distances in the plane, in metres of the estate's own latitude: 0 inside the outline, else to it, or to the point.
const estatesIn = (wanted: string) => `
  WITH RECURSIVE ${wanted}, entrance AS (
    SELECT n.estate_id, max(ST_Distance(COALESCE(b.boundary, b.location), n.location)) AS degrees
    FROM estate_entrance n JOIN housing_estate b ON b.id = n.estate_id
    WHERE n.estate_id IN (SELECT id FROM wanted) GROUP BY n.estate_id
  )
  SELECT e.id, e.name, e.households, e.declared_class AS "declaredClass", e.granted_on::text AS "grantedOn",
    e.planned_on::text AS "plannedOn", e.built_on::text AS "builtOn", e.accepted_on::text AS "acceptedOn",
    e.delivered_on::text AS "deliveredOn", e.phase, e.developer, e.responsible_body AS "responsibleBody",
    e.division_code AS "divisionCode", ST_X(e.location) AS lon, ST_Y(e.location) AS lat, e.version, s.synthetic,
    w.in_scope AS "isInScope", CASE WHEN entrance.degrees > ${NEAR_DEGREES} THEN (
      SELECT max(ST_Distance(ST_Scale(COALESCE(e.boundary, e.location), x, y), ST_Scale(n.location, x, y)))
      FROM estate_entrance n, LATERAL (SELECT radians(ST_Y(e.location)) AS r) AS at,
        LATERAL (SELECT ${METERS_PER_DEGREE('r')}) AS meters
      WHERE n.estate_id = e.id
    ) ELSE 111132.92 * entrance.degrees END AS "farthestEntranceMeters"
  FROM wanted w JOIN housing_estate e ON e.id = w.id JOIN data_source s ON s.key = e.source_key
  LEFT JOIN entrance ON entrance.estate_id = e.id
  ORDER BY e.id COLLATE "C"`;

const ROOMS = `
  SELECT r.id, r.name, r.floor_area_square_meters::text AS "floorArea",
    r.building_area_square_meters::text AS "buildingArea", r.floor, r.own_entrance AS "ownEntrance",
    r.lift_or_ramp AS "liftOrRamp", COALESCE(r.handed_over_code, r.handed_over_to) AS "handedOverTo",
    r.is_registered AS "isRegistered", r.use, ST_X(r.location) AS lon, ST_Y(r.location) AS lat, r.version,
    claim.estates AS "estateIds"
  FROM care_room r JOIN (
    SELECT care_room_id, array_agg(estate_id) AS estates FROM care_room_claim
    WHERE $1::text[] IS NULL OR estate_id = ANY($1) GROUP BY care_room_id
  ) AS claim ON claim.care_room_id = r.id
  ORDER BY r.id COLLATE "C"`;

// In the order of their numbers, so that the last one of a step stays.
const EVIDENCE_IN_FORCE = `
  WITH subject(estate_id, care_room_id) AS (
    SELECT unnest($1::text[]), NULL WHERE $1::text[] IS NOT NULL
    UNION ALL
    SELECT DISTINCT NULL, care_room_id FROM care_room_claim WHERE estate_id = ANY($1::text[])
  ), found AS (
    SELECT e.* FROM estate_evidence e WHERE $1::text[] IS NULL
    UNION ALL
    SELECT e.* FROM subject s JOIN estate_evidence e ON e.estate_id = s.estate_id
    UNION ALL
    SELECT e.* FROM subject s JOIN estate_evidence e ON e.care_room_id = s.care_room_id
  )
  SELECT CASE WHEN e.care_room_id IS NULL THEN 'E ' ELSE 'R ' END || e.subject_id AS key, e.step,
    e.happened_on::text AS "happenedOn", e.id::text AS id
  FROM found e
  WHERE e.happened_on IS NOT NULL AND NOT EXISTS (SELECT FROM estate_evidence r WHERE r.replaces = e.id)
  ORDER BY e.id`;

const POOLS = `
  SELECT p.id, p.name, p.agreed_on::text AS "agreedOn", p.document,
    array_agg(m.estate_id ORDER BY m.estate_id COLLATE "C") AS "estateIds"
  FROM estate_pool p JOIN estate_pool_member m ON m.pool_id = p.id
  WHERE $1::text[] IS NULL OR p.id IN (SELECT pool_id FROM estate_pool_member WHERE estate_id = ANY($1))
  GROUP BY p.id ORDER BY p.id COLLATE "C"`;
