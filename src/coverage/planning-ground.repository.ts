import type { EntityManager } from 'typeorm';
import { type DataVersion, type DataVersionRepository, versionKey } from '../accessibility/index.js';
import type { DemandRepository } from '../demand/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type {
  FacilitiesAsOf,
  FacilitiesRepository,
  ServicePredicatesRepository,
  ServingFacility,
} from '../facilities/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { SourcesRepository } from '../platform/sources/index.js';
import { AS_STORED, type DatedPlaces, type DatedPlacesRepository } from './dated-places.repository.js';
import { DivisionTree } from './division-tree.js';
import { groundDemandInSteps } from './ground-demand.js';
import type { GroundDemand, GroundFacility, PlanningGround } from './planning-ground.js';

/** The catalogue's repositories coverage reads from. */
export interface Catalogue {
  readonly divisions: DivisionsRepository;
  readonly facilities: FacilitiesRepository;
  readonly predicates: ServicePredicatesRepository;
  readonly demand: DemandRepository;
}

/** What of a ground does not depend on its date. */
type LastingGround = Pick<PlanningGround, 'tree' | 'demand'>;

/** Reads the catalogue as coverage needs it: whole, light, and of one moment. */
export class PlanningGroundRepository {
  /** Of the latest revisions read; a question about another date reads only the facilities again. */
  private lasting: { readonly key: string; readonly ground: LastingGround } | null = null;

  constructor(
    private readonly manager: EntityManager,
    private readonly versions: DataVersionRepository,
    private readonly catalogue: Catalogue,
    private readonly places: DatedPlacesRepository,
    private readonly sources: SourcesRepository,
  ) {}

  /** The ground as it is now: four to eight statements in one repeatable-read transaction. */
  read(asOf: string): Promise<PlanningGround> {
    return this.manager.transaction('REPEATABLE READ', async (tx) => {
      const version = await this.versions.read(tx);
      const lasting = await this.readLasting(version, tx);
      const found = await this.catalogue.facilities.findServing(asOf, 'ALL', tx);
      const { isDated } = lasting.tree;
      const movedFacilities = isDated ? await this.places.movedOn(asOf, 'facilities', tx) : AS_STORED;
      const movedDemand = isDated ? await this.places.movedOn(asOf, 'demand', tx) : AS_STORED;
      return {
        ...{ version, registerVersion: version, scenario: null, changedCapacities: new Map() },
        asOf,
        tree: lasting.tree,
        demand: demandPlaced(lasting, movedDemand),
        inForce: divisionsInForce(lasting.tree, asOf),
        predicates: await this.catalogue.predicates.readAll(tx),
        facilities: toFacilities(found, lasting.tree, movedFacilities),
        ...(await this.sources.inUse(['administrative_division', 'facility', 'demand_point'], tx)),
      };
    });
  }

  private async readLasting(version: DataVersion, tx: EntityManager): Promise<LastingGround> {
    const key = versionKey(version, 'divisions', 'demand');
    if (this.lasting?.key === key) return this.lasting.ground;
    const tree = new DivisionTree(await this.catalogue.divisions.readTree(null, tx));
    const weights = await this.catalogue.demand.readWeights(tx);
    const demand = await inTurns(groundDemandInSteps(weights, tree));
    this.lasting = { key, ground: { tree, demand } };
    return this.lasting.ground;
  }
}

function divisionsInForce({ nodes }: DivisionTree, asOf: string): Uint8Array {
  return Uint8Array.from(nodes, ({ validFrom, validTo }) =>
    (validFrom === null || validFrom <= asOf) && (validTo === null || asOf < validTo) ? 1 : 0,
  );
}

function toFacilities(
  { operating, idle }: FacilitiesAsOf,
  tree: DivisionTree,
  moved: DatedPlaces,
): GroundFacility[] {
  const placed = (facility: ServingFacility, operates: boolean): GroundFacility => {
    const { id } = facility;
    const divisionCode = moved.has(id) ? moved.get(id)! : facility.divisionCode;
    return { ...facility, divisionCode, division: tree.numberOf(divisionCode), operating: operates };
  };
  return [
    ...operating.map((facility) => placed(facility, true)),
    ...idle.map((facility) => placed(facility, false)),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The demand as of a day: points that lie in another division then. */
function demandPlaced({ demand, tree }: LastingGround, moved: DatedPlaces): GroundDemand {
  if (moved.size === 0) return demand;
  const division = demand.division.map((stored, point) => {
    const id = demand.ids[point];
    return moved.has(id) ? tree.numberOf(moved.get(id)!) : stored;
  });
  return { ...demand, division };
}
