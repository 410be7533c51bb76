/**
 * Who is covered: presence of care per administrative unit, people within walking time, and the gaps that are left.
 * Lives here: coverage of every division and level, its members and reasons, gaps. Does not live here: walking itself
 * (accessibility), where to build (siting), promised targets, saved scenarios. Neighbours: divisions, facilities, demand,
 * accessibility; scenarios, whose changes are made to the ground once.
 */
import type { EntityManager } from 'typeorm';
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { DemandRoom } from '../demand/index.js';
import { DivisionsAround, type DivisionsRoom } from '../divisions/index.js';
import type { EstatesRoom } from '../estates/index.js';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { Room } from '../platform/graphql/room.js';
import type { ScenariosRoom } from '../scenarios/index.js';
import { SourcesRepository } from '../platform/sources/index.js';
import {
  ComparedFacilityResolver,
  ComparedUnitResolver,
  ComparisonResolver,
  CoverageChangePartResolver,
} from './compare.resolver.js';
import { ComparisonService } from './compare.service.js';
import { AreaCoverageRepository } from './area.repository.js';
import { AreaService } from './area.service.js';
import {
  DeclaredPeopleResolver,
  GapResolver,
  PopulationMemberResolver,
  PresenceMemberResolver,
} from './coverage-links.resolver.js';
import { createCoverageLoaders, type CoverageLoaders } from './coverage.loaders.js';
import {
  CoverageOfDivisionResolver,
  CoverageResolver,
  PopulationCoverageResolver,
  PresenceCoverageResolver,
} from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';
import { DatedPlacesRepository } from './dated-places.repository.js';
import { ExplainResolver } from './explain.resolver.js';
import { ExplainService } from './explain.service.js';
import { HouseholdService } from './household.service.js';
import { checkScenario } from './check-scenario.js';
import { PlanningGroundRepository } from './planning-ground.repository.js';
import { ComparisonReports } from './report-comparison.js';
import { createReadingLoaders } from './readings.loaders.js';
import {
  AreaCoverageResolver,
  AreaMemberResolver,
  HouseholdCoverageResolver,
  HouseholdMemberResolver,
  ReadingsResolver,
} from './readings.resolver.js';
import { CoverageReports } from './report-coverage.js';
import {
  ClosingPlanResolver,
  ClosingUnitResolver,
  UnitsOfPresenceResolver,
  UrbanRuralDifferenceResolver,
  UrbanRuralOfCoverageResolver,
  UrbanRuralReadingsResolver,
} from './unit-figures.resolver.js';
import { GapLayer } from './gap-layer.js';
import { ScenarioLayer } from './scenario-layer.js';
import { ExplainReports } from './report-explanation.js';
import { WhatIfReports } from './what-if-report.js';
import {
  WhatIfChangeResolver,
  WhatIfDivisionResolver,
  WhatIfPointResolver,
  WhatIfResolver,
  WhatIfWalkResolver,
} from './what-if.resolver.js';
import { WhatIfService } from './what-if.service.js';

export type { CoverageLoaders } from './coverage.loaders.js';
export { CoverageArguments, DivisionCoverageArguments, questionOf } from './coverage.inputs.js';
export { CoverageRule, ruleOf } from './coverage-rule.js';
export { type CoverageQuestion, CoverageService, divisionNumber } from './coverage.service.js';
export { type CoverageView } from './coverage-view.js';
export { CoveredPeople, coveredPeopleOf } from './covered-people.js';
export { DivisionTree } from './division-tree.js';
export { NoRatioReason } from './coverage-reasons.js';
export { Coverage, PopulationMember, PopulationMemberConnection } from './coverage.types.js';
export { describeCoverage } from './describe-coverage.js';
export { pageOfList, rankOrder, textOrder } from './list-page.js';
export { pageOfDemand } from './page-of-demand.js';
export { rowsInTurns } from './rows-in-turns.js';
export {
  type CoverageReport,
  CoverageReports,
  type DivisionReport,
  type GapReport,
  type ReportQuestion,
} from './report-coverage.js';
export { PRESENCE_RELATIONS, unitPresence } from './unit-presence.js';
export { EVERY_UNIT, type UnitChoice, unitSet } from './unit-set.js';
export { levelsAsked, UrbanRuralRule, UrbanRuralSide } from './unit-choice.js';
export { CoverageReading, RatioPart } from './explain.types.js';
export type { ExplainReport } from './report-explanation.js';
export type { NearestField } from './nearest-field.js';
export type { UncheckedChange } from './what-if-change.js';
export type { ComparisonReport } from './report-comparison.js';
export { ComparedReading } from './compare.types.js';
export type { WhatIfReport } from './what-if-report.js';
export type { GroundDemand, GroundFacility, PlanningGround } from './planning-ground.js';

export interface CoverageRoom extends Room {
  readonly coverage: CoverageService;
  readonly reports: CoverageReports;
  readonly explainReports: ExplainReports;
  readonly whatIfReports: WhatIfReports;
  readonly comparisonReports: ComparisonReports;
  readonly loaders: CoverageLoaders;
  /** What it computes for maps, by layer. */
  readonly layerSources: { readonly gaps: GapLayer; readonly scenario: ScenarioLayer };
}

export function createCoverageRoom(ground: {
  readonly manager: EntityManager;
  readonly divisions: DivisionsRoom;
  readonly facilities: FacilitiesRoom;
  readonly estates: EstatesRoom;
  readonly demand: DemandRoom;
  readonly accessibility: AccessibilityRoom;
  readonly scenarios: ScenariosRoom;
}): CoverageRoom {
  const { manager, accessibility } = ground;
  const catalogue = {
    divisions: ground.divisions.divisions,
    facilities: ground.facilities.facilities,
    predicates: ground.facilities.predicates,
    demand: ground.demand.demand,
  };
  const places = new DatedPlacesRepository(manager);
  const sources = new SourcesRepository(manager);
  const repository = new PlanningGroundRepository(
    manager,
    accessibility.versions,
    catalogue,
    places,
    sources,
  );
  const { networks, versions } = accessibility;
  const coverage = new CoverageService(repository, {
    networks,
    divisions: catalogue.divisions,
    facilities: catalogue.facilities,
  });
  ground.scenarios.service.check = (scenario) => checkScenario(scenario, coverage, versions);
  const around = new DivisionsAround(ground.divisions.divisions, async () => {
    return (await accessibility.versions.read()).revisions.divisions;
  });
  const whatIfs = new WhatIfService(coverage, around);
  const households = new HouseholdService(ground.estates.estates, places, sources);
  const areas = new AreaService(new AreaCoverageRepository(manager), sources);
  const comparisons = new ComparisonService(
    coverage,
    whatIfs,
    accessibility.versions,
    ground.divisions.divisions,
    households,
    areas,
  );
  const loaders = createCoverageLoaders(coverage, accessibility.loaders);
  const explaining = new ExplainService(coverage, households, areas);
  const readings = createReadingLoaders(households, areas, accessibility.loaders);
  const divisions = ground.divisions.loaders;
  const facilities = ground.facilities.loaders;
  const resolvers = [
    new CoverageOfDivisionResolver(loaders),
    new CoverageResolver(divisions),
    new ReadingsResolver(readings),
    new HouseholdCoverageResolver(),
    new HouseholdMemberResolver(divisions, facilities, ground.estates.loaders),
    new AreaCoverageResolver(),
    new AreaMemberResolver(facilities),
    new ExplainResolver(explaining, accessibility.loaders, divisions, facilities),
    new PresenceCoverageResolver(),
    new UnitsOfPresenceResolver(),
    new ClosingPlanResolver(),
    new ClosingUnitResolver(divisions),
    new UrbanRuralOfCoverageResolver(),
    new UrbanRuralReadingsResolver(),
    new UrbanRuralDifferenceResolver(divisions),
    new PopulationCoverageResolver(),
    new PresenceMemberResolver(divisions, facilities),
    new DeclaredPeopleResolver(divisions),
    new PopulationMemberResolver(divisions, facilities),
    new GapResolver(divisions, facilities),
    new ComparisonResolver(comparisons, accessibility.loaders, divisions),
    new CoverageChangePartResolver(),
    new ComparedUnitResolver(divisions),
    new ComparedFacilityResolver(facilities),
    new WhatIfResolver(whatIfs, accessibility.loaders, divisions),
    new WhatIfChangeResolver(divisions, facilities),
    new WhatIfDivisionResolver(divisions),
    new WhatIfPointResolver(divisions),
    new WhatIfWalkResolver(facilities),
  ];
  const reports = new CoverageReports(coverage, accessibility.versions, households, areas);
  const whatIfReports = new WhatIfReports(whatIfs, accessibility.versions);
  const comparisonReports = new ComparisonReports(comparisons, accessibility.versions);
  const explainReports = new ExplainReports(explaining, accessibility.versions);
  const { service } = ground.scenarios;
  const layerSources = {
    gaps: new GapLayer(coverage, versions, service),
    scenario: new ScenarioLayer(coverage, versions, service),
  };
  return {
    resolvers,
    coverage,
    reports,
    explainReports,
    whatIfReports,
    comparisonReports,
    loaders,
    layerSources,
  };
}
