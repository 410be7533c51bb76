import { bracketed, labelled, listed } from '../language/format.js';
import type { Language } from '../language/words.js';
import { classWords } from './kind-words.js';
import type { EstateAudit } from './totals-tables.js';
import { estateWords } from './words.js';

type Rule = Pick<
  EstateAudit['rules'][number],
  'estateClass' | 'squareMetersPerHundredHouseholds' | 'minimumSiteSquareMeters' | 'document' | 'clause'
>;

/** `新建：每百户 20 ㎡（文件 第三条、备注）`: what a rule asks for, where it stands, and remarks. */
export function ruleText(rule: Rule, remarks: readonly string[], language: Language): string {
  const w = estateWords(language);
  const { estateClass, squareMetersPerHundredHouseholds: rate, minimumSiteSquareMeters: least } = rule;
  const asked = [w.perHundred(rate), ...(least ? [w.leastSite(least)] : [])];
  const source = [rule.document, rule.clause].filter(Boolean).join(' ');
  return (
    labelled(classWords(language)[estateClass], listed(asked, language), language) +
    bracketed(listed([source, ...remarks], language), language)
  );
}
