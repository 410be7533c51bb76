import { type DataVersionRepository, versionKey } from '../accessibility/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type {
  FacilitiesOfService,
  FacilitiesRepository,
  Facility,
  FacilityStatus,
} from '../facilities/index.js';
import { publicViewer } from '../platform/access/viewer.js';
import type { KeyPage, PageRequest } from '../platform/database/key-page.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { SourcesRepository } from '../platform/sources/index.js';
import { today } from '../platform/today.js';
import { LIST_FACTS, type PublicFacility, type PublicList, type PublicListName } from './public-list.js';
import { TownsOfDivisions } from './towns-of-divisions.js';

type OfferedTerms = Awaited<ReturnType<FacilitiesOfService['terms']>>;

const PAGE = 1000;
/** A facility that is closed for good is no longer one to go to. */
const LISTED: readonly FacilityStatus[] = ['OPERATING', 'SUSPENDED', 'BUILDING', 'PLANNED'];

export interface PublicListsGround {
  readonly divisions: DivisionsRepository;
  readonly facilities: FacilitiesRepository;
  readonly ofService: FacilitiesOfService;
  readonly sources: SourcesRepository;
  readonly versions: Pick<DataVersionRepository, 'read'>;
}

/** The lists of published facilities: read as the public, so that nothing else can be on them. */
export class PublicListsService {
  private readonly kept = new Map<
    PublicListName,
    { readonly key: string; readonly list: Promise<PublicList> }
  >();

  constructor(private readonly ground: PublicListsGround) {}

  /**
   * A list as it is today.
   * @param divisionCode leaves out what does not stand in it or below it
   * @throws PlanningError NOT_FOUND for an unknown division
   */
  async read(name: PublicListName, divisionCode: string | null = null): Promise<PublicList> {
    const whole = await this.whole(name);
    if (divisionCode === null) return whole;
    const nodes = await this.ground.divisions.readTree(divisionCode);
    const division = nodes.find(({ code }) => code === divisionCode);
    if (!division)
      throw new PlanningError('NOT_FOUND', `There is no division with the code ${divisionCode}.`, {
        divisionCode,
      });
    const under = new Set(nodes.map(({ code }) => code));
    const facilities = whole.facilities.filter(
      (one) => one.divisionCode !== null && under.has(one.divisionCode),
    );
    return {
      ...whole,
      division: { code: division.code, name: division.name },
      facilities,
      synthetic: facilities.some(({ synthetic }) => synthetic),
    };
  }

  /** Read once for every state of the data, predicate and day. */
  private async whole(name: PublicListName): Promise<PublicList> {
    const asOf = today();
    const terms = await this.ground.ofService.terms(LIST_FACTS[name].service, asOf);
    const version = await this.ground.versions.read();
    const key = JSON.stringify([asOf, versionKey(version, 'facilities', 'divisions'), terms]);
    const known = this.kept.get(name);
    if (known?.key === key) return known.list;
    const kept = { key, list: this.readAll(name, asOf, terms) };
    this.kept.set(name, kept);
    kept.list.catch(() => {
      if (this.kept.get(name) === kept) this.kept.delete(name);
    });
    return kept.list;
  }

  private async readAll(name: PublicListName, asOf: string, terms: OfferedTerms): Promise<PublicList> {
    const { facilities: repository, divisions, sources } = this.ground;
    const filter = { service: LIST_FACTS[name].service, terms, statuses: LISTED, asOf };
    const rows: Facility[] = [];
    const statuses: (FacilityStatus | null)[] = [];
    for (let after: PageRequest['after'] = null; ;) {
      const page: KeyPage = await repository.list(filter, 'ID', { first: PAGE, after }, publicViewer);
      const ids = page.keys;
      const [found, histories] = await Promise.all([
        repository.findByIds(ids, publicViewer),
        repository.findStatusHistories(ids, publicViewer),
      ]);
      found.forEach((facility, at) => {
        if (!facility) return;
        rows.push(facility);
        statuses.push(histories[at].filter(({ validFrom }) => validFrom <= asOf).at(-1)?.status ?? null);
      });
      if (!page.hasNextPage) break;
      after = page.sortKeys.at(-1)!;
    }
    const towns = new TownsOfDivisions(await divisions.readTree(null));
    const keys = [...new Set(rows.map(({ sourceKey }) => sourceKey))].sort();
    const known = (await sources.findByKeys(keys)).filter((source) => source !== null);
    const generated = new Set(known.filter(({ synthetic }) => synthetic).map((source) => source.key));
    const all = rows.map((row, at) =>
      publicFacility(row, statuses[at]!, towns, generated.has(row.sourceKey)),
    );
    return {
      name,
      asOf,
      division: null,
      facilities: all.sort(byTownAndName),
      synthetic: generated.size > 0,
      editions: known.map(({ key, vintage }) => (vintage ? `${key} (${vintage})` : key)),
      attributions: [...new Set(known.flatMap(({ attribution }) => attribution || []))],
    };
  }
}

/** Field by field: what is not named here is not on the list. */
function publicFacility(
  { id, name, kind, address, contact, capabilities, mealMode, divisionCode, entrance }: Facility,
  status: FacilityStatus,
  towns: TownsOfDivisions,
  synthetic: boolean,
): PublicFacility {
  const [lon, lat] = entrance?.coordinates ?? [null, null];
  const place = towns.of(divisionCode);
  return {
    ...{ id, name, kind, address, contact, capabilities, mealMode, status },
    ...place,
    lon,
    lat,
    synthetic,
  };
}

function byTownAndName(a: PublicFacility, b: PublicFacility): number {
  const order = (one: PublicFacility) => [one.townCode ?? '~', one.divisionCode ?? '~', one.name, one.id];
  const [left, right] = [order(a), order(b)];
  const at = left.findIndex((text, k) => text !== right[k]);
  return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
}
