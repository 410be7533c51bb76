import type { AllocationRule } from './allocation-rule.record.js';
import type { AuditedRow, AuditView } from './audit-view.js';
import { type BothTexts, findingText } from './finding-texts.js';

const RULE_FINDINGS = ['RULE_MISSING', 'RULES_OVERLAP', 'CLASS_UNKNOWN', 'CLASS_CONTRADICTS_DATES'];

/** The date by which the rule of an estate was looked up: of its grant when it is new, else of the audit. */
export function ruleDate({ estate, audit }: AuditedRow, asOf: string): string | null {
  if (audit.estateClass === null) return null;
  return audit.estateClass === 'NEW' ? estate.grantedOn : asOf;
}

/** Why a rule applies to an estate, or why none can be named. */
export function ruleReason(row: AuditedRow, { ground }: AuditView): BothTexts {
  const { estate, audit } = row;
  if (audit.rule === null) {
    const why = audit.findings.find(({ code }) => RULE_FINDINGS.includes(code))!;
    return findingText(why);
  }
  const rule = ground.rules.get(audit.rule.id)!;
  const { jurisdictionCode } = rule;
  const date = ruleDate(row, ground.asOf)!;
  const span = spanText(rule);
  const isDeclared = estate.declaredClass !== null;
  if (audit.estateClass === 'NEW') {
    return {
      zh: `新建小区${isDeclared ? '（登记）' : ''}，${date} 出让土地，适用 ${jurisdictionCode} 当日有效的规则（${span.zh}）`,
      en: `new${isDeclared ? ' by the register' : ''}, land granted on ${date}: the rule of ${jurisdictionCode} of that day (${span.en})`,
    };
  }
  const granted = estate.grantedOn ?? null;
  return {
    zh: `既有小区${isDeclared ? '（登记）' : ''}${granted ? `，${granted} 出让土地` : ''}，适用 ${jurisdictionCode} 在 ${date} 有效的规则（${span.zh}）`,
    en: `existing${isDeclared ? ' by the register' : ''}${granted ? `, land granted on ${granted}` : ''}: the rule of ${jurisdictionCode} in force on ${date} (${span.en})`,
  };
}

/** The same for a column of a printed list, beside those of the class and the dates. */
export function shortReason(row: AuditedRow, view: AuditView): string {
  const { estate, audit } = row;
  if (audit.rule === null) return ruleReason(row, view).zh;
  const { tree, asOf, rules } = view.ground;
  const { jurisdictionCode, validFrom, validTo } = rules.get(audit.rule.id)!;
  const number = tree.numberOf(jurisdictionCode);
  const where = number < 0 ? jurisdictionCode : tree.nodes[number].name;
  const declared = estate.declaredClass === null ? '' : '登记，';
  const isDated = validFrom !== null || validTo !== null;
  return `${declared}${where} ${isDated ? `${ruleDate(row, asOf)} 有效` : '起止日期未登记'}`;
}

/** When a rule holds. */
export function spanText({ validFrom, validTo }: Pick<AllocationRule, 'validFrom' | 'validTo'>): BothTexts {
  if (validFrom === null && validTo === null)
    return { zh: '起止日期未登记', en: 'its days are not on record' };
  if (validTo === null) return { zh: `${validFrom} 起`, en: `since ${validFrom}` };
  if (validFrom === null)
    return { zh: `起始日期未登记，至 ${validTo}`, en: `until ${validTo}, its start is not on record` };
  return { zh: `${validFrom} 至 ${validTo}`, en: `${validFrom} to ${validTo}` };
}
