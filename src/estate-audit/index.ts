/**
 * What housing estates owe in care rooms, have and lack: allocation rules, the audit of every estate on a date, its
 * findings and what became of them, care land and community premises. Does not live here: estates, rooms and their
 * evidence (estates), what would settle a deficit (remedies). Neighbours: estates, divisions, accessibility, indicators.
 */
import type { EntityManager } from 'typeorm';
import { type AccessibilityRoom, DEFAULT_SPEED_METERS_PER_SECOND } from '../accessibility/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { EstatesRoom } from '../estates/index.js';
import type { IndicatorsRoom } from '../indicators/index.js';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, SourcesRepository, type SourcesRoom } from '../platform/sources/index.js';
import { today } from '../platform/today.js';
import { AllocationRule } from './allocation-rule.record.js';
import { AllocationRulesRepository } from './allocation-rules.repository.js';
import { AllocationRulesResolver } from './allocation-rules.resolver.js';
import { AllocationRulesService } from './allocation-rules.service.js';
import { judgedIds } from './audit-pages.js';
import { createEstateAuditLoaders, type EstateAuditLoaders } from './estate-audit.loaders.js';
import {
  CareLandFigureResolver,
  CommunityPremisesFigureResolver,
  EstateAuditPartResolver,
  EstateAuditResolver,
} from './estate-audit.resolver.js';
import { EstateAuditReports } from './estate-audit-reports.js';
import { EstateAuditService } from './estate-audit.service.js';
import {
  AuditedEstateResolver,
  AuditOfEstateResolver,
  EstateFindingResolver,
} from './estate-findings.resolver.js';
import { FindingEventsRepository } from './finding-events.repository.js';
import { FindingsService } from './findings.service.js';
import { LandRepository } from './land.repository.js';
import { LandService } from './land.service.js';
import { PoolWalks } from './pool-walks.js';

export { ALLOCATION_RULE_FIELDS, readAllocationRule } from './allocation-rule.feature.js';
export { ALLOCATION_RULE_FILE } from './allocation-rule-file.js';
export { AllocationRule } from './allocation-rule.record.js';
export { allocationRuleConditions } from './allocation-rules.inputs.js';
export { AllocationRulesRepository, type NewAllocationRule } from './allocation-rules.repository.js';
export { type AuditedRow, AuditView } from './audit-view.js';
export { auditSheets } from './audit-sheets.js';
export { CODE_WORDS, LEVEL_WORDS, selectionText, SEVERITY_WORDS, STATE_WORDS } from './audit-words.js';
export type { AuditedEstateFilter } from './estate-audit.inputs.js';
export type { EstateAuditReport } from './estate-audit-reports.js';
export type { FindingEvent } from './finding-event.record.js';
export type { StatedFinding } from './finding-states.js';
export { aboutText, findingText, NO_LONGER_FOUND } from './finding-texts.js';
export { FindingCode, FindingState, severityOf } from './finding-words.js';
export { plainAudit } from './plain-audit.js';
export { auditedDivision, type AuditQuestion, EstateAuditService } from './estate-audit.service.js';
export { ExactNumber, exactNumber } from './exact-number.type.js';

export interface EstateAuditRoom extends Room {
  readonly rules: AllocationRulesRepository;
  readonly ruleEntries: AllocationRulesService;
  readonly audits: EstateAuditService;
  readonly reports: EstateAuditReports;
  readonly findings: FindingsService;
  readonly loaders: EstateAuditLoaders;
}

export function createEstateAuditRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
  readonly estates: EstatesRoom;
  readonly accessibility: AccessibilityRoom;
  readonly indicators: Pick<IndicatorsRoom, 'targets' | 'documents'>;
}): EstateAuditRoom {
  const { manager, divisions, estates, accessibility } = ground;
  const { versions, networks } = accessibility;
  const rules = new AllocationRulesRepository(manager);
  const ruleEntries = new AllocationRulesService(manager, rules);
  const events = new FindingEventsRepository(manager);
  const from = {
    ...{ versions, divisions: divisions.divisions, ledger: estates.ledger, rules, events },
    sources: new SourcesRepository(manager),
  };
  const audits = new EstateAuditService(manager, from, new PoolWalks(networks, estates.estates));
  const land = new LandService(new LandRepository(manager), ground.indicators.targets);
  const loaders = createEstateAuditLoaders(audits, events, accessibility.loaders);
  estates.judged.find = async (asked, context) => {
    const question = {
      asOf: asked.auditedOn ?? today(),
      speedMetersPerSecond: DEFAULT_SPEED_METERS_PER_SECOND,
    };
    return judgedIds(await context.load(loaders.view, question), asked);
  };
  const reports = new EstateAuditReports(audits, land, versions, ground.indicators.documents);
  const findings = new FindingsService(manager, events, audits, versions);
  const resolvers = [
    new AllocationRulesResolver(rules, ruleEntries, divisions.loaders),
    new EstateAuditResolver(loaders, land, divisions.loaders),
    new EstateAuditPartResolver(divisions.loaders),
    new CareLandFigureResolver(divisions.loaders),
    new CommunityPremisesFigureResolver(divisions.loaders),
    new AuditOfEstateResolver(loaders),
    new AuditedEstateResolver(loaders, estates.loaders),
    new EstateFindingResolver(loaders, estates.loaders, findings),
    createSourcedResolver(() => AllocationRule, ground.sources.loaders),
  ];
  return { resolvers, rules, ruleEntries, audits, reports, findings, loaders };
}
