import type { ChineseSentence } from './chinese-sentence.js';

/** What is said of remedies, walks and sheets, by the pattern of the English sentence. */
export const REMEDY_SENTENCES: readonly ChineseSentence[] = [
  [/^budgetYuan must be 0 or more/, () => '预算应为不小于 0 的数（元）'],
  [/^forms must name at least one form/, () => '至少选择一种补建方式'],
  [/^--sheet must name a file/, () => '表格文件名应以 .xlsx 或 .csv 结尾'],
  [/^(?<file>.+) cannot be written:/, ({ file }) => `无法写入文件 ${file}`],
  [
    /^More than (?<most>\d+) (estates in deficit|places|pairs of)/,
    ({ most }) => `超过上限 ${most}：请缩小区划、减少补建方式或缩短步行时间`,
  ],
  [
    /^A workbook of (?<cells>\d+) cells is too large/,
    ({ cells }) => `工作簿有 ${cells} 个单元格，过大：请改用 CSV 或缩小区划`,
  ],
];
