import { exactText } from '../kernel/exact-text.js';
import { isInBreach, isInDeficit, type AuditTotals } from '../kernel/estates/audit-totals.js';
import type { Rational } from '../kernel/rational.js';
import type { AllocationRule } from './allocation-rule.record.js';
import type { EstateAuditReport } from './estate-audit-reports.js';
import { evidenceIdsOf } from './finding-evidence.js';
import { findingText, NO_LONGER_FOUND } from './finding-texts.js';
import { severityOf } from './finding-words.js';
import type { CareLandFigure, HeldFigure, PremisesFigure } from './land-figures.js';
import { ruleDate, ruleReason } from './rule-reason.js';

const exact = (value: Rational | null) => value && exactText(value);

/** A report as JSON; areas as exact texts. */
export function plainAudit({ view, divisions, levels, estates, findings, ...land }: EstateAuditReport) {
  const { asOf, speedMetersPerSecond, synthetic, editions, rules } = view.ground;
  const applied = new Set(estates.flatMap(({ audit }) => audit.rule?.id ?? []));
  return {
    asOf,
    speedMetersPerSecond,
    synthetic,
    sources: editions,
    rules: [...rules.values()].filter(({ id }) => applied.has(id)).map(plainRule),
    divisions: divisions.map(({ node, totals }) => ({
      ...{ code: node?.code ?? null, name: node?.name ?? null, level: node?.level ?? null },
      ...plainTotals(totals),
    })),
    levels: levels.map(({ level, units, within, elsewhere }) => ({
      ...{ level, units: units.length, within: plainTotals(within), elsewhere: plainTotals(elsewhere) },
    })),
    estates: estates.map((row) => {
      const { estate, audit } = row;
      const { zh, en } = ruleReason(row, view);
      return {
        ...{ id: estate.id, name: estate.name, divisionCode: estate.divisionCode },
        ...{ developer: estate.developer, phase: estate.phase, responsibleBody: estate.responsibleBody },
        ...{ households: estate.households, estateClass: audit.estateClass, ruleId: audit.rule?.id ?? null },
        ...{ ruleDate: ruleDate(row, asOf), ruleReason: zh, ruleReasonEn: en, counted: audit.isCounted },
        ...{ inDeficit: isInDeficit(audit), inBreach: isInBreach(audit), poolId: audit.poolId },
        requiredSquareMeters: exact(audit.requiredSquareMeters),
        providedSquareMeters: exact(audit.providedSquareMeters),
        pooledSquareMeters: exact(audit.pooledSquareMeters),
        deficitSquareMeters: exact(audit.deficitSquareMeters),
        ...{ step: audit.step, housingSteps: estate.steps, roomSteps: audit.roomSteps },
        rooms: audit.rooms.map(({ roomId, provision }) => ({
          roomId,
          countedSquareMeters: exact(provision.countedSquareMeters),
          notCounted: provision.notCounted,
        })),
      };
    }),
    findings: findings.map(({ row, stated }) => {
      const { finding, code, about, state, lastEvent } = stated;
      const message = finding ? findingText(finding) : NO_LONGER_FOUND;
      return {
        ...{ estateId: row.estate.id, code, severity: severityOf(code), about },
        ...{ message: message.zh, messageEn: message.en, state, occurs: finding !== null, lastEvent },
        ...{ ruleIds: finding?.ruleIds ?? [], facts: finding?.facts ?? {} },
        evidenceIds: evidenceIdsOf(row, stated, view),
      };
    }),
    careLand: land.careLand.map(plainLand),
    communityPremises: land.premises.map(plainPremises),
  };
}

function plainRule({ sourceKey: _, superseded: __, ...rule }: AllocationRule) {
  return rule;
}

function plainTotals(totals: AuditTotals) {
  return {
    ...totals,
    requiredSquareMeters: exact(totals.requiredSquareMeters),
    providedSquareMeters: exact(totals.providedSquareMeters),
    pooledSquareMeters: exact(totals.pooledSquareMeters),
    receivedSquareMeters: exact(totals.receivedSquareMeters),
    deficitSquareMeters: exact(totals.deficitSquareMeters),
  };
}

function plainHeld({ target, isMet, lacking }: HeldFigure) {
  const cited = target && {
    ...{ value: target.value, documentKey: target.documentKey, clause: target.clauseName },
  };
  return { target: cited, isMet, lackingSquareMeters: exact(lacking) };
}

function plainLand(figure: CareLandFigure) {
  const { divisionCode, zone, base, pieces, area, plannedPeople, value } = figure;
  return {
    ...{ divisionCode, zone, base, pieces, areaSquareMeters: exact(area), plannedPeople },
    ...{ squareMetersPerPerson: exact(value), ...plainHeld(figure) },
  };
}

function plainPremises(figure: PremisesFigure) {
  const { divisionCode, premises, area, careArea, unknownCareArea, keptApart, value } = figure;
  return {
    ...{
      divisionCode,
      premises,
      floorAreaSquareMeters: exact(area),
      careFloorAreaSquareMeters: exact(careArea),
    },
    ...{ unknownCareArea, keptApart, share: exact(value), ...plainHeld(figure) },
  };
}
