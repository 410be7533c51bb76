import type { DivisionsRepository } from '../divisions/index.js';
import type { EstatesRepository } from '../estates/index.js';
import type { CandidateKind, CandidateSitesRepository } from '../facilities/index.js';
import type { HeldNetwork } from '../accessibility/index.js';
import { isInBox, type Box, type Candidate, type CandidateSource } from './candidate-source.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { networkCandidatesInSteps } from './network-candidates.js';

const PAGE = 1000;

/** Collects possible sites from wherever a plan wants them. */
export class CandidatePool {
  constructor(
    private readonly divisions: DivisionsRepository,
    private readonly candidates: CandidateSitesRepository,
    private readonly estates: EstatesRepository,
  ) {}

  /** Candidates of one source within a box, in the order of their ids. */
  async read(
    source: CandidateSource,
    kinds: readonly CandidateKind[] | null,
    box: Box,
    network: HeldNetwork,
  ): Promise<Candidate[]> {
    const found = await this.fromSource(source, kinds, box, network);
    return found.filter((place) => isInBox(place, box)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async fromSource(
    source: CandidateSource,
    kinds: readonly CandidateKind[] | null,
    box: Box,
    network: HeldNetwork,
  ): Promise<Candidate[]> {
    switch (source) {
      case 'IMPORTED':
        return this.candidates.readCandidates({
          kinds,
          spatial: { bbox: box, intersects: null, dWithin: null },
        });
      case 'COMMUNITY_POINTS':
        return this.communityPoints(box);
      case 'ESTATE_ENTRANCES':
        return this.estateEntrances();
      case 'NETWORK_NODES':
        return inTurns(networkCandidatesInSteps(network.network, box, network.synthetic));
    }
  }

  private async communityPoints(box: Box): Promise<Candidate[]> {
    const spatial = { bbox: box, intersects: null, dWithin: null };
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
        found.push({ id: code, name, lon, lat, divisionCode: code, cost: null, synthetic: false });
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
      divisionCode,
      cost: null,
      synthetic,
    }));
  }
}
