import type { DivisionsRepository } from '../divisions/index.js';
import type { EstatesRepository } from '../estates/index.js';
import type { CandidateKind, CandidateRow, CandidateSitesRepository } from '../facilities/index.js';
import type { HeldNetwork } from '../accessibility/index.js';
import { isInBox, type Box, type Candidate, CandidateSource } from './candidate-source.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { networkCandidatesInSteps } from './network-candidates.js';

const PAGE = 1000;
const ALL_SOURCES = Object.values(CandidateSource);
const BESIDE_KINDS = ['HEALTH_SITE', 'CULTURE_SITE'] as const satisfies CandidateKind[];

/** Collects possible sites from wherever a plan wants them. */
export class CandidatePool {
  constructor(
    private readonly divisions: DivisionsRepository,
    private readonly candidates: CandidateSitesRepository,
    private readonly estates: EstatesRepository,
  ) {}

  /**
   * Candidates of all these sources within a box, in the order of their ids; an id two sources share is the first
   * source's.
   */
  async read(
    sources: readonly CandidateSource[],
    kinds: readonly CandidateKind[] | null,
    box: Box,
    network: HeldNetwork,
  ): Promise<Candidate[]> {
    const byId = new Map<string, Candidate>();
    for (const source of ALL_SOURCES.filter((each) => sources.includes(each)))
      for (const place of await this.fromSource(source, kinds, box, network))
        if (isInBox(place, box) && !byId.has(place.id)) byId.set(place.id, place);
    return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Health and culture sites in a box, by id: care should stand beside them (POLICY row 15). */
  readBeside(box: Box): Promise<CandidateRow[]> {
    return this.candidates.readCandidates({ kinds: BESIDE_KINDS, spatial: boxOnly(box) });
  }

  private async fromSource(
    source: CandidateSource,
    kinds: readonly CandidateKind[] | null,
    box: Box,
    network: HeldNetwork,
  ): Promise<Candidate[]> {
    switch (source) {
      case 'IMPORTED': {
        const rows = await this.candidates.readCandidates({ kinds, spatial: boxOnly(box) });
        return rows.map((row) => ({ ...row, source }));
      }
      case 'COMMUNITY_POINTS':
        return this.communityPoints(box);
      case 'ESTATE_ENTRANCES':
        return this.estateEntrances();
      case 'NETWORK_NODES':
        return inTurns(networkCandidatesInSteps(network.network, box, network.synthetic));
    }
  }

  private async communityPoints(box: Box): Promise<Candidate[]> {
    const spatial = boxOnly(box);
    const found: Candidate[] = [];
    let after: readonly (string | number)[] | null = null;
    for (;;) {
      const page = await this.divisions.list(
        { levels: ['COMMUNITY', 'VILLAGE'], spatial },
        { first: PAGE, after },
      );
      for (const division of await this.divisions.findByCodes(page.keys)) {
        if (!division?.representativePoint) continue;
        const [lon, lat] = division.representativePoint.coordinates;
        const { code, name } = division;
        found.push({ ...PLACE, source: 'COMMUNITY_POINTS', id: code, name, lon, lat, divisionCode: code });
      }
      if (!page.hasNextPage) return found;
      after = page.sortKeys[page.sortKeys.length - 1];
    }
  }

  private async estateEntrances(): Promise<Candidate[]> {
    const entrances = await this.estates.readEntrances(null);
    return entrances.map(({ estateId, estateName, ordinal, divisionCode, lon, lat, synthetic }) => ({
      id: `${estateId}#${ordinal}`,
      name: ordinal > 0 ? `${estateName} 出入口${ordinal}` : estateName,
      lon,
      lat,
      ...{ ...PLACE, divisionCode, synthetic },
      source: 'ESTATE_ENTRANCES' as const,
    }));
  }
}

/** A place nothing more is known of. */
const PLACE = { cost: null, kind: null, capacity: null, synthetic: false };

function boxOnly(box: Box) {
  return { bbox: box, intersects: null, dWithin: null };
}
