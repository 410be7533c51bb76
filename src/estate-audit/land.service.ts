import type { DivisionTree } from '../coverage/index.js';
import type { TargetsService } from '../indicators/index.js';
import { careLandFigures, type CareLandFigure, premisesFigure, type PremisesFigure } from './land-figures.js';
import type { LandRepository } from './land.repository.js';
import { landTargets } from './land-targets.js';

/** Care land and community premises of divisions, held against the targets of their jurisdictions. */
export class LandService {
  constructor(
    private readonly land: LandRepository,
    private readonly targets: Pick<TargetsService, 'inForce'>,
  ) {}

  /** Figures of each division in order, all zones first, then each; divisions without land are left out. */
  async careLand(
    tree: DivisionTree,
    divisions: readonly (number | null)[],
    asOf: string,
  ): Promise<CareLandFigure[]> {
    const rows = await this.land.careLand();
    const targetOf = await this.targetsOf(tree, divisions, asOf);
    return divisions.flatMap((division) => careLandFigures(rows, tree, division, targetOf));
  }

  /** Likewise for community premises. */
  async premises(
    tree: DivisionTree,
    divisions: readonly (number | null)[],
    asOf: string,
  ): Promise<PremisesFigure[]> {
    const rows = await this.land.premises();
    const targetOf = await this.targetsOf(tree, divisions, asOf);
    return divisions.flatMap((division) => premisesFigure(rows, tree, division, targetOf) ?? []);
  }

  private targetsOf(tree: DivisionTree, divisions: readonly (number | null)[], asOf: string) {
    const codes = divisions.flatMap((division) => (division === null ? [] : tree.nodes[division].code));
    return landTargets(this.targets, codes, asOf);
  }
}
