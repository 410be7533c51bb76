import type { DataVersion, DataVersionRepository } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { Progress } from '../kernel/progress.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { AreaService } from './area.service.js';
import type { NoRatioReason } from './coverage-reasons.js';
import { type CoverageRule, ruleOf } from './coverage-rule.js';
import type { CoverageView } from './coverage-view.js';
import { type CoverageQuestion, type CoverageService, divisionNumber } from './coverage.service.js';
import { describeGap } from './describe-coverage.js';
import { demandGaps, gapList } from './gap-list.js';
import type { HouseholdService } from './household.service.js';
import { type ReadingsReport, readingsReport } from './report-readings.js';
import { presenceFigures, readTarget } from './presence-coverage.js';
import { GRASSROOTS } from './describe-units.js';
import { EVERY_UNIT, type UnitChoice } from './unit-set.js';
import { unitsToClose } from './units-to-close.js';
import { type UrbanRuralFigures, urbanRuralFigures } from './urban-rural-readings.js';

/** What a report of coverage or gaps is asked for. */
export interface ReportQuestion extends CoverageQuestion {
  readonly divisionCode: string;
  readonly cohort: Cohort;
}

export interface DivisionReport {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly presence: readonly {
    readonly level: DivisionLevel | null;
    readonly levels: readonly DivisionLevel[];
    readonly choice: UnitChoice;
    readonly excludedUnits: number;
    readonly numerator: number;
    readonly denominator: number;
    readonly ratio: number | null;
    readonly noRatioReason: NoRatioReason | null;
    readonly target: number | null;
    readonly unitsNeeded: number | null;
    readonly unitsShort: number | null;
    /** Units to close first, only as many as the target needs; empty without a target. */
    readonly unitsToClose: readonly {
      readonly code: string;
      readonly name: string;
      readonly people: number;
      readonly uncoveredPeople: number | null;
    }[];
  }[];
  /** The three ways side by side over communities and villages; null when not asked for. */
  readonly urbanRural:
    (Omit<UrbanRuralFigures, 'differing'> & { readonly differing: readonly string[] }) | null;
  /** null while there is no walking network: who walks is not known then, who has a facility is. */
  readonly population: {
    readonly cohort: Cohort;
    readonly coveredPeople: number;
    readonly totalPeople: number;
    readonly ratio: number | null;
    readonly noRatioReason: NoRatioReason | null;
    readonly unsnappedPeople: number;
    readonly points: number;
  } | null;
  /** null likewise. */
  readonly households: ReadingsReport['households'];
  /** null likewise, and where it was not asked for. */
  readonly area: ReadingsReport['area'];
}

export interface CoverageReport {
  readonly rule: CoverageRule;
  readonly division: DivisionReport;
  /** The divisions at the level asked for, or those directly below. */
  readonly parts: readonly DivisionReport[];
}

export interface GapReport {
  readonly rule: CoverageRule;
  readonly division: { readonly code: string; readonly name: string };
  readonly cohort: Cohort;
  /** People not covered, and how many of them the listed gaps hold. */
  readonly uncoveredPeople: number;
  readonly gapCount: number;
  readonly gaps: readonly {
    readonly rank: number;
    readonly divisionCode: string;
    readonly divisionName: string;
    readonly people: number;
    readonly points: number;
    readonly lon: number;
    readonly lat: number;
    readonly nearestFacilityId: string | null;
    readonly nearestFacilityName: string | null;
    readonly nearestWalkSeconds: number | null;
    readonly minWalkSeconds: number | null;
    readonly maxWalkSeconds: number | null;
    readonly reasons: { readonly tooFar: number; readonly unreachable: number; readonly notSnapped: number };
  }[];
}

export interface ReportOptions {
  readonly partsLevel?: DivisionLevel | null;
  readonly targetRatio?: string | null;
  readonly choice?: UnitChoice;
  readonly urbanRural?: boolean;
  /** Whether to measure area coverage, which takes seconds where nothing is at hand yet. */
  readonly area?: boolean;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** Coverage and gaps as plain data, from the same computation as the API. */
export class CoverageReports {
  constructor(
    private readonly coverage: CoverageService,
    private readonly versions: DataVersionRepository,
    private readonly households: HouseholdService,
    private readonly areas: AreaService,
  ) {}

  /**
   * Coverage of a division and its parts.
   * @param partsLevel which divisions below to list; null lists those directly below
   * @param targetRatio share such as "0.7" or "70%"; with it the units to close first are told
   * @param choice which units count
   * @param urbanRural whether to tell the three ways apart, side by side
   * @throws PlanningError NOT_FOUND, BAD_USER_INPUT for the target
   */
  async reportCoverage(question: ReportQuestion, options: ReportOptions = {}): Promise<CoverageReport> {
    const { view, version, division } = await this.open(question);
    const { tree } = view.ground;
    const { partsLevel } = options;
    const parts = partsLevel ? tree.unitsAt(division, partsLevel) : tree.childrenOf(division);
    const current = parts.filter((unit) => view.ground.inForce[unit]);
    const readings = await readingsReport(
      view,
      view.snapshotId === null ? null : await this.households.view(view, version),
      view.snapshotId === null || options.area === false ? null : await this.areas.field(view, version),
      [division, ...current],
      options,
    );
    const describe = (unit: number) => describeDivision(view, unit, question.cohort, options, readings(unit));
    return { rule: ruleOf(view, division), division: describe(division), parts: current.map(describe) };
  }

  /**
   * The gaps of a division, most people first.
   * @throws PlanningError NOT_FOUND, UNAUTHENTICATED or FORBIDDEN unless a planner asks
   */
  async reportGaps(question: ReportQuestion, viewer: Viewer, first = 50): Promise<GapReport> {
    demandGaps(viewer);
    const { view, division } = await this.open(question);
    const { tree, facilities } = view.ground;
    const gaps = await gapList(view, division, question.cohort, viewer);
    const { totalWeight, coveredWeight } = view.population(division, question.cohort);
    return {
      rule: ruleOf(view, division),
      division: { code: tree.nodes[division].code, name: tree.nodes[division].name },
      cohort: question.cohort,
      uncoveredPeople: totalWeight - coveredWeight,
      gapCount: gaps.length,
      gaps: gaps.slice(0, first).map((gap) => {
        const { location, ...figures } = describeGap(view, gap);
        return {
          ...figures,
          divisionName: tree.nodes[gap.division].name,
          nearestFacilityName: facilities[gap.nearestFacility]?.name ?? null,
          lon: location.coordinates[0],
          lat: location.coordinates[1],
        };
      }),
    };
  }

  private async open(
    question: ReportQuestion,
  ): Promise<{ view: CoverageView; version: DataVersion; division: number }> {
    const version = await this.versions.read();
    const view = await this.coverage.view(question, version);
    return { view, version, division: divisionNumber(view.ground, question.divisionCode) };
  }
}

function describeDivision(
  view: CoverageView,
  unit: number,
  cohort: Cohort,
  { targetRatio = null, choice = EVERY_UNIT, urbanRural = false }: ReportOptions,
  readings: ReadingsReport,
): DivisionReport {
  const { tree } = view.ground;
  const { code, name, level } = tree.nodes[unit];
  const target = readTarget(targetRatio);
  return {
    code,
    name,
    level,
    presence: tree.levelsWithin(unit).map((each) => {
      const found = presenceFigures(view, unit, [each], target, choice);
      const { units: _, excluded, ...figures } = found;
      const open = target ? unitsToClose(view, found, cohort).slice(0, found.unitsShort!) : [];
      return {
        ...figures,
        excludedUnits: excluded.length,
        unitsToClose: open.map(({ unit: number, people, uncoveredPeople }) => ({
          code: tree.nodes[number].code,
          name: tree.nodes[number].name,
          people,
          uncoveredPeople,
        })),
      };
    }),
    urbanRural: urbanRural ? describeThreeWays(view, unit, choice.zones) : null,
    population: view.snapshotId === null ? null : describePeople(view, unit, cohort),
    ...readings,
  };
}

function describeThreeWays(view: CoverageView, unit: number, zones: UnitChoice['zones']) {
  const { differing, ...figures } = urbanRuralFigures(view, unit, GRASSROOTS, zones);
  return { ...figures, differing: differing.map((each) => view.ground.tree.nodes[each].code) };
}

function describePeople(view: CoverageView, unit: number, cohort: Cohort): DivisionReport['population'] {
  const { coveredWeight, totalWeight, ratio, unsnappedWeight, pointCount } = view.population(unit, cohort);
  return {
    cohort,
    coveredPeople: coveredWeight,
    totalPeople: totalWeight,
    ratio,
    noRatioReason: ratio === null ? 'NO_PEOPLE' : null,
    unsnappedPeople: unsnappedWeight,
    points: pointCount,
  };
}
