import type { ClaimFinding, FindingCode, FindingHint } from '../kernel/claims/claim.js';

/** One sentence in Chinese and in English. */
export interface BothTexts {
  readonly zh: string;
  readonly en: string;
}

const MESSAGES: Readonly<Record<FindingCode, BothTexts>> = {
  SUM_MISMATCH: { zh: '合计与各项之和不符', en: 'the total is not the sum of its parts' },
  PRODUCT_MISMATCH: { zh: '乘积不符', en: 'the amount is not the product of its factors' },
  RATIO_MISMATCH: { zh: '比例与分子、分母不符', en: 'the ratio is not that of its two figures' },
  VALUES_DIFFER: { zh: '同一事项前后数值不一致', en: 'the same thing is said with two values' },
  UNIT_SLIP: {
    zh: '单位可能写错，换一个单位后算式成立',
    en: 'the unit looks wrong: with another one it holds',
  },
  UNIT_MISMATCH: { zh: '单位不能一起计算或比较', en: 'these units cannot be calculated or compared' },
  UNIT_CONFUSION: { zh: '同一数字既用“人”又用“人次”', en: 'one number counts people here and visits there' },
  PART_EXCEEDS_TOTAL: { zh: '分项大于总计', en: 'a part is more than its total' },
  DIVISION_BY_ZERO: { zh: '分母为零，无法计算比例', en: 'the denominator is zero: there is no ratio' },
  TRUNCATED: { zh: '只有截断而非四舍五入时才成立', en: 'holds only if cut off instead of rounded' },
  TARGET_MISSED: { zh: '未达到目标', en: 'the target is not met' },
  DATES_OUT_OF_ORDER: { zh: '日期先后不符', en: 'the dates are out of order' },
  PERCENT_OUT_OF_RANGE: { zh: '百分比超出 0–100%', en: 'a percentage outside 0–100 %' },
  NEGATIVE_COUNT: { zh: '数量为负', en: 'a count below zero' },
  FRACTIONAL_COUNT: { zh: '数量不是整数', en: 'a count that is not whole' },
  SCOPE_UNSTATED: {
    zh: '口径不明：未说明是合计还是每县（区）',
    en: 'not said whether in all or for each unit',
  },
  NAMES_DIFFER: { zh: '同一事物名称不一', en: 'one thing has several names' },
  DIFFERS_FROM_RECORD: { zh: '与平台登记的数据不符', en: 'not what is on record' },
  NOT_ON_RECORD: { zh: '平台没有登记该数据，无法比对', en: 'nothing is on record to compare with' },
  PERIODS_DIFFER: { zh: '数值相同但所属时期不同', en: 'equal values of different periods' },
};

/** What a finding says. */
export function messageOf({ code }: ClaimFinding): BothTexts {
  return MESSAGES[code];
}

/** What would put it right, null where nothing is suggested. */
export function hintOf({ hints }: ClaimFinding): BothTexts | null {
  if (hints.length === 0) return null;
  const texts = hints.map(hintTexts);
  return { zh: texts.map(({ zh }) => zh).join('；'), en: texts.map(({ en }) => en).join('; ') };
}

function hintTexts(hint: FindingHint): BothTexts {
  switch (hint.kind) {
    case 'UNIT': {
      const { key, written, unit } = hint;
      return {
        zh: `若 ${key} 的 ${written} 单位为${unit}则成立`,
        en: `holds if ${written} of ${key} is in ${unit}`,
      };
    }
    case 'VALUES': {
      const values = hint.values.map(({ key, text }) => `${key} = ${text}`);
      return {
        zh: `其余不变时须为：${values.join('，或 ')}`,
        en: `with the others right it takes: ${values.join(', or ')}`,
      };
    }
    case 'SCOPE':
      return {
        zh: `请写明 ${hint.text} 是合计，还是每个县（区）各 ${hint.text}`,
        en: `say whether it is ${hint.text} in all or ${hint.text} in each unit`,
      };
  }
}
