import type { EntityManager } from 'typeorm';
import { type DivisionsRepository, jurisdictionsAtOrAbove } from '../../divisions/index.js';
import type { RoomChange } from '../../kernel/estates/estate-ledger.js';
import { type Rational, rationalOfText } from '../../kernel/rational.js';
import { inTurns } from '../../platform/compute/in-turns.js';
import { type ColumnPage, pagesRead } from './column-pages.js';
import type { EstateLedger, LedgerEstateRow, LedgerPoolRow, LedgerRoomRow } from './ledger-rows.js';
import {
  ESTATES,
  POOLS,
  ROOMS,
  type StoredChange,
  type StoredEstate,
  type StoredRoom,
} from './ledger-statements.js';
import { EvidenceReader } from './step-evidence.js';

interface OpenEstate extends LedgerEstateRow {
  readonly rooms: LedgerRoomRow[];
}

/** The register and evidence of all estates at once. The caller answers for who may see it. */
export class EstateLedgerRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly divisions: Pick<DivisionsRepository, 'findAncestorCodes'>,
  ) {}

  /**
   * Every estate with its rooms, dates and pools, in four statements whatever their number. While the server works on one
   * statement the rows of the one before are put together, a few at a time: other requests go on.
   */
  async ledgerOf(manager: EntityManager = this.manager): Promise<EstateLedger> {
    const evidence = new EvidenceReader();
    const chains = new Map<string, string[]>();
    const estatePages: ColumnPage<StoredEstate>[] = await manager.query(ESTATES);
    const [roomPages, estates] = await Promise.all([
      manager.query<ColumnPage<StoredRoom>[]>(ROOMS),
      inTurns(putTogether(estatePages, chains, evidence)),
    ]);
    const [pools] = await Promise.all([
      this.poolsAndChains(chains, manager),
      inTurns(addRooms(estates, roomPages, evidence)),
    ]);
    return { estates, pools };
  }

  private async poolsAndChains(
    chains: ReadonlyMap<string, string[]>,
    manager: EntityManager,
  ): Promise<LedgerPoolRow[]> {
    const pools: LedgerPoolRow[] = await manager.query(POOLS);
    if (chains.size === 0) return pools;
    const above = await this.divisions.findAncestorCodes([...chains.keys()], manager);
    for (const [code, chain] of chains) {
      // Deepest first; where the tree ends, those the code names go on.
      const known = [code, ...[...(above.get(code) ?? [])].reverse()];
      chain.push(...known, ...jurisdictionsAtOrAbove(known[known.length - 1]).slice(1));
    }
    return pools;
  }
}

/** The estates without their rooms. @param chains gets an empty one for each division, for somebody to fill */
function* putTogether(
  pages: ColumnPage<StoredEstate>[],
  chains: Map<string, string[]>,
  reader: EvidenceReader,
): Generator<void, OpenEstate[]> {
  const estates: OpenEstate[] = [];
  for (const page of pagesRead(pages)) {
    for (let row = 0; row < page.at.length; row++) {
      const { dates, ids } = reader.read(page.evidence[row]);
      estates[page.at[row]] = {
        id: page.id[row],
        name: page.name[row],
        chain: chainOf(page.divisionCode[row], chains),
        households: page.households[row],
        declaredClass: page.declaredClass[row],
        grantedOn: page.grantedOn[row],
        steps: {
          PLANNED: dates.PLANNED ?? page.plannedOn[row],
          BUILT: dates.BUILT ?? page.builtOn[row],
          ACCEPTED: dates.ACCEPTED ?? page.acceptedOn[row],
          DELIVERED: dates.DELIVERED ?? page.deliveredOn[row],
        },
        evidenceIds: ids,
        farthestEntranceMeters: page.farthestEntranceMeters[row] ?? 0,
        divisionCode: page.divisionCode[row],
        phase: page.phase[row],
        developer: page.developer[row],
        responsibleBody: page.responsibleBody[row],
        lon: page.lon[row],
        lat: page.lat[row],
        version: page.version[row],
        synthetic: page.synthetic[row],
        rooms: [],
      };
    }
    yield;
  }
  return estates;
}

/** Gives every estate the rooms it claims, in the order of their ids. */
function* addRooms(
  estates: readonly OpenEstate[],
  pages: ColumnPage<StoredRoom>[],
  reader: EvidenceReader,
): Generator<void, void> {
  const byId = new Map<string, OpenEstate>();
  for (const estate of estates) {
    byId.set(estate.id, estate);
    if (byId.size % 1024 === 0) yield;
  }
  for (const page of pagesRead(pages)) {
    const order = Array.from(page.at.keys()).sort((a, b) => page.at[a] - page.at[b]);
    for (const row of order) {
      const { dates, ids } = reader.read(page.evidence[row]);
      const room: LedgerRoomRow = {
        id: page.id[row],
        name: page.name[row],
        floorAreaSquareMeters: exact(page.floorArea[row]),
        buildingAreaSquareMeters: exact(page.buildingArea[row]),
        floor: page.floor[row],
        ownEntrance: page.ownEntrance[row],
        liftOrRamp: page.liftOrRamp[row],
        handedOverTo: page.handedOverTo[row],
        isRegistered: page.isRegistered[row],
        use: page.use[row],
        changes: page.changes[row]?.map(changeOf),
        steps: dates,
        evidenceIds: ids,
        lon: page.lon[row],
        lat: page.lat[row],
        version: page.version[row],
      };
      for (const estateId of page.estateIds[row]) byId.get(estateId)!.rooms.push(room);
    }
    yield;
  }
}

const NOWHERE: readonly string[] = [];

/** Estates of one division share their chain. */
function chainOf(divisionCode: string | null, chains: Map<string, string[]>): readonly string[] {
  if (divisionCode === null) return NOWHERE;
  let chain = chains.get(divisionCode);
  if (!chain) chains.set(divisionCode, (chain = []));
  return chain;
}

function changeOf([aspect, from, value]: StoredChange): RoomChange {
  return { aspect, from, value };
}

function exact(area: string | null): Rational | null {
  return area === null ? null : rationalOfText(area);
}
