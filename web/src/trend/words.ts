import { words } from '../language/words.js';

export const trendWords = words({
  zh: {
    month: '月份',
    value: '数值',
    counts: '分子 / 分母',
    unknown: '无数据',
    target: '目标',
    table: '数据表',
    none: '这些月份没有数据，不画趋势。',
    summary: (name: string, from: string, to: string, first: string, last: string, target: string) =>
      `${name}：${from} 为 ${first}，${to} 为 ${last}${target === '' ? '' : `，目标 ${target}`}。`,
  },
  en: {
    month: 'Month',
    value: 'Value',
    counts: 'Numerator / denominator',
    unknown: 'no data',
    target: 'Target',
    table: 'Table',
    none: 'No figures in these months, so there is no trend to draw.',
    summary: (name: string, from: string, to: string, first: string, last: string, target: string) =>
      `${name}: ${first} in ${from}, ${last} in ${to}${target === '' ? '' : `, target ${target}`}.`,
  },
});
