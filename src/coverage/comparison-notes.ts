import type { ComparisonQuestion } from './comparison-question.js';
import { ComparisonNote, type ComparisonNoteCode } from './compare.types.js';

const WORDS: Readonly<Record<ComparisonNoteCode, string>> = {
  PEOPLE_UNDATED:
    '需求点没有日期：两侧均按现存人数，只有区划边界变动会改变分母 · demand points carry no dates: both sides count the people stored now; only moved boundaries change the denominator',
  PEOPLE_SCALED: '人口按区划历年统计折算 · people are scaled by the yearly counts of the divisions',
  PEOPLE_UNSCALED:
    '没有可用于折算的历年人口，按现存人数计 · no yearly counts to scale by; people are those stored now',
  HOUSEHOLDS_BY_DELIVERY:
    '小区自交付之日起计入，户数为现存数 · an estate counts from the day it is handed over, with the households stored now',
  GROUND_UNDATED:
    '边界与居住用地没有日期，分母不变 · outlines and land carry no dates: the denominator stays',
  CAPABILITIES_UNDATED:
    '设施服务能力没有日期，两侧均按现状 · what a facility offers carries no dates: both sides take what is recorded now',
};

/** What to know when reading a comparison. */
export function comparisonNotes(
  { reading, people }: Pick<ComparisonQuestion, 'reading' | 'people'>,
  isScaled: boolean,
): ComparisonNote[] {
  const codes: ComparisonNoteCode[] = [];
  if (reading === 'POPULATION')
    codes.push(people === 'AS_STORED' ? 'PEOPLE_UNDATED' : isScaled ? 'PEOPLE_SCALED' : 'PEOPLE_UNSCALED');
  if (reading === 'HOUSEHOLDS') codes.push('HOUSEHOLDS_BY_DELIVERY');
  if (reading === 'AREA') codes.push('GROUND_UNDATED');
  codes.push('CAPABILITIES_UNDATED');
  return codes.map((code) => Object.assign(new ComparisonNote(), { code, words: WORDS[code] }));
}
