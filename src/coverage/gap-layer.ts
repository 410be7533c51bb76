import { type DataVersionRepository, versionKey } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { ScenariosService } from '../scenarios/index.js';
import { type AskedCare, askedCare } from './asked-care.js';
import type { CoverageView } from './coverage-view.js';
import type { CoverageService } from './coverage.service.js';
import { describeGap } from './describe-coverage.js';
import { demandGaps, type GapFigures, gapList } from './gap-list.js';

/** A feature of a map at a point, as the layers take it. */
export interface MapRow {
  readonly id: string;
  readonly lon: number | null;
  readonly lat: number | null;
  /** Codes of the division it lies in and of all above. */
  readonly divisions: readonly string[];
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

/** The gaps of everywhere as a layer of maps; for planners. */
export class GapLayer {
  constructor(
    private readonly coverage: CoverageService,
    private readonly versions: Pick<DataVersionRepository, 'read'>,
    private readonly scenarios: Pick<ScenariosService, 'get'>,
  ) {}

  /** @throws PlanningError UNAUTHENTICATED, FORBIDDEN, and as `askedCare` */
  async ask(asked: AskedCare, viewer: Viewer) {
    demandGaps(viewer);
    const { cohort, ...question } = await askedCare(asked, this.scenarios, viewer);
    const version = await this.versions.read();
    const { service, limit, asOf, scenario } = question;
    const walk = `${limit.walkMinutes} ${limit.speedMetersPerSecond}`;
    const data = versionKey(version, 'divisions', 'facilities', 'demand');
    return {
      key: `${data} ${service} ${walk} ${cohort} ${asOf} ${scenario?.key}`,
      read: async (signal?: AbortSignal): Promise<MapRow[]> => {
        const view = await this.coverage.view(question, version);
        const { tree } = view.ground;
        const gaps: GapFigures[] = [];
        for (const [division, parent] of tree.parent.entries())
          if (parent < 0) gaps.push(...(await gapList(view, division, cohort, viewer, signal)));
        gaps.sort((a, b) => b.weight - a.weight || a.rank - b.rank);
        return gaps.map((gap, at) => rowOf(view, { ...gap, rank: at + 1 })).sort(byId);
      },
    };
  }
}

function rowOf(view: CoverageView, gap: GapFigures): MapRow {
  const { tree, demand } = view.ground;
  const { location, reasons, rank, people, points, nearestFacilityId, nearestWalkSeconds } = describeGap(
    view,
    gap,
  );
  const id = demand.ids[gap.representative];
  const { code, name } = tree.nodes[gap.division];
  const [lon, lat] = location.coordinates;
  const properties = {
    ...{ id, rank, people, points, divisionCode: code, divisionName: name },
    ...{ nearestFacilityId, nearestWalkSeconds, synthetic: view.synthetic },
    ...reasons,
  };
  return { id, lon, lat, divisions: codesAbove(view.ground, gap.division), properties };
}

export function codesAbove({ tree }: CoverageView['ground'], division: number): string[] {
  const codes: string[] = [];
  for (let at = division; at >= 0; at = tree.parent[at]) codes.push(tree.nodes[at].code);
  return codes;
}

export function byId(a: MapRow, b: MapRow): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
