/**
 * What policy documents promise: documents and clauses, the registry of indicators, targets with their versions and
 * contradictions, the lists of basic services; and what is reached month by month.
 * Does not live here: how a ratio over facilities or people is computed (coverage, kernel). Neighbours: divisions,
 * coverage and the catalogue.
 */
import type { EntityManager } from 'typeorm';
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { CoverageRoom } from '../coverage/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, type SourcesRoom } from '../platform/sources/index.js';
import { FiguresOnRecord } from './figures-on-record.js';
import { Indicator } from './indicator.record.js';
import { createIndicatorLoaders, type IndicatorLoaders } from './indicators.loaders.js';
import { IndicatorsRepository } from './indicators.repository.js';
import { LevelTargets } from './level-targets.js';
import { IndicatorsResolver, TargetsResolver } from './indicators.resolver.js';
import { MonthsRepository } from './months/months.repository.js';
import { MonthsResolver, ScorecardMonthResolver } from './months/months.resolver.js';
import { MonthsService } from './months/months.service.js';
import { PolicyDocument } from './policy-document.record.js';
import { PolicyDocumentsRepository } from './policy-documents.repository.js';
import { PolicyClauseResolver, PolicyDocumentsResolver } from './policy-documents.resolver.js';
import { PolicyDocumentsService } from './policy-documents.service.js';
import { POLICY_FILES, type PolicyFile } from './policy-files.js';
import { type PolicyLoadReport, PolicyLoadService } from './policy-load.service.js';
import { PolicyRowsRepository } from './policy-rows.repository.js';
import { ReadingsRepository } from './readings/readings.repository.js';
import { ReadingsResolver } from './readings/readings.resolver.js';
import { ReadingsImportService } from './readings/readings-import.service.js';
import { ReadingsLedger } from './readings/readings-ledger.js';
import { ReadingsService } from './readings/readings.service.js';
import { FiguresService } from './scorecard/figures.service.js';
import { IndicatorFiguresResolver } from './scorecard/indicator-figures.resolver.js';
import { IndicatorFiguresService } from './scorecard/indicator-figures.service.js';
import { InstitutionsRepository } from './scorecard/institutions.repository.js';
import { ScorecardLineResolver, ScorecardResolver } from './scorecard/scorecard.resolver.js';
import { ScorecardService } from './scorecard/scorecard.service.js';
import { ServiceListItem } from './service-list/service-list-item.record.js';
import { ServiceListRepository } from './service-list/service-list.repository.js';
import { ServiceListResolver } from './service-list/service-list.resolver.js';
import { ServiceListService } from './service-list/service-list.service.js';
import { Target } from './target.record.js';
import { TargetsRepository } from './targets.repository.js';
import { TargetsService } from './targets.service.js';

export type { TargetDraft } from './check-target.js';
export { Indicator } from './indicator.record.js';
export type { PolicyFile } from './policy-files.js';
export { issuesOf, RowIssue } from './row-issue.types.js';
export { checkTargetFilter } from './indicators.inputs.js';
export { type IndicatorConditions, IndicatorsRepository } from './indicators.repository.js';
export { LevelTargets, type RecordedLevelTarget } from './level-targets.js';
export { checkMonth } from './month.js';
export type { PlainDispatch } from './months/dispatch.js';
export type { FrozenMonth } from './months/frozen-month.record.js';
export { MonthsRepository } from './months/months.repository.js';
export { type Dispatched, MonthsService } from './months/months.service.js';
export { type PlainLine, type PlainScorecard, plainScorecard } from './months/plain-scorecard.js';
export type { PolicyDocument } from './policy-document.record.js';
export { PolicyDocumentsRepository } from './policy-documents.repository.js';
export { IndicatorUnit, ServiceListKind, TargetDirection, TargetScope, WHOLE_UNITS } from './policy-words.js';
export type { ReadingDraft } from './readings/check-reading.js';
export { READING_FIELDS, readReading } from './readings/reading.feature.js';
export { Reading } from './readings/reading.record.js';
export { checkReadingFilter, readingDraftOf } from './readings/readings.inputs.js';
export { ReadingsService } from './readings/readings.service.js';
export type { FigureOfIndicator } from './scorecard/indicator-figures.service.js';
export { isWantedIndicator, scorecardQuestion } from './scorecard/scorecard.inputs.js';
export { ScorecardService } from './scorecard/scorecard.service.js';
export { SERVICE_LIST_FIELDS, readServiceListRow } from './service-list/service-list.feature.js';
export type { ServiceListItem } from './service-list/service-list-item.record.js';
export { serviceListConditions } from './service-list/service-list.inputs.js';
export { ServiceListRepository } from './service-list/service-list.repository.js';
export { Target } from './target.record.js';
export { TargetsService } from './targets.service.js';

export interface IndicatorsRoom extends Room {
  readonly indicators: IndicatorsRepository;
  readonly documents: PolicyDocumentsRepository;
  readonly targets: TargetsService;
  readonly levelTargets: LevelTargets;
  readonly readings: ReadingsService;
  readonly readingsImport: ReadingsImportService;
  readonly scorecards: ScorecardService;
  readonly figures: IndicatorFiguresService;
  readonly onRecord: FiguresOnRecord;
  readonly months: MonthsService;
  readonly frozenMonths: MonthsRepository;
  readonly services: ServiceListRepository;
  readonly serviceLists: ServiceListService;
  readonly loaders: IndicatorLoaders;
  /** Brings the shipped policy rows up to date; nothing happens when they are. */
  prepare(folder?: URL): Promise<PolicyLoadReport>;
}

export function createIndicatorsRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
  readonly accessibility: Pick<AccessibilityRoom, 'versions'>;
  readonly coverage: Pick<CoverageRoom, 'coverage' | 'loaders'>;
  /** Shipped files of rooms above. */
  readonly policyFiles?: readonly PolicyFile[];
}): IndicatorsRoom {
  const { manager, sources, divisions, coverage } = ground;
  const indicators = new IndicatorsRepository(manager);
  const documents = new PolicyDocumentsRepository(manager);
  const repository = new TargetsRepository(manager);
  const services = new ServiceListRepository(manager);
  const serviceLists = new ServiceListService(manager, services, documents);
  const targets = new TargetsService(manager, repository, indicators, documents);
  const readingsRepository = new ReadingsRepository(manager);
  const frozenMonths = new MonthsRepository(manager);
  const loaders = createIndicatorLoaders(indicators, documents, readingsRepository, frozenMonths);
  const ledger = new ReadingsLedger(readingsRepository, indicators, frozenMonths);
  const readings = new ReadingsService(manager, readingsRepository, ledger);
  const readingsImport = new ReadingsImportService(manager, indicators, ledger);
  const institutions = new InstitutionsRepository(manager);
  const figures = new FiguresService(coverage.coverage, readingsRepository, frozenMonths, institutions);
  const { versions } = ground.accessibility;
  const indicatorFigures = new IndicatorFiguresService(indicators, figures, versions);
  const scorecards = new ScorecardService(targets, indicators, documents, figures, versions);
  const months = new MonthsService(manager, frozenMonths, readingsRepository, scorecards);
  const load = new PolicyLoadService(manager, new PolicyRowsRepository(manager), [
    ...POLICY_FILES,
    ...(ground.policyFiles ?? []),
  ]);
  const resolvers = [
    new IndicatorsResolver(indicators, loaders),
    new TargetsResolver(repository, targets, loaders, divisions.loaders),
    new PolicyDocumentsResolver(documents, new PolicyDocumentsService(manager, documents), loaders),
    new PolicyClauseResolver(loaders),
    new ServiceListResolver(services, serviceLists, loaders),
    new ReadingsResolver(readingsRepository, readings, readingsImport, loaders),
    new ScorecardResolver(scorecards, coverage.loaders, divisions.loaders),
    new ScorecardLineResolver(),
    new IndicatorFiguresResolver(indicatorFigures),
    new MonthsResolver(frozenMonths, months, loaders),
    new ScorecardMonthResolver(months),
    ...[Indicator, PolicyDocument, ServiceListItem, Target].map((type) =>
      createSourcedResolver(() => type, sources.loaders),
    ),
  ];
  return {
    resolvers,
    indicators,
    documents,
    targets,
    levelTargets: new LevelTargets(targets, indicators),
    readings,
    readingsImport,
    scorecards,
    figures: indicatorFigures,
    onRecord: new FiguresOnRecord(indicators, indicatorFigures, targets),
    months,
    frozenMonths,
    services,
    serviceLists,
    loaders,
    prepare: (folder) => load.load(folder),
  };
}
