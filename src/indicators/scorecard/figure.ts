import { type UrbanRuralRule } from '../../coverage/index.js';
import { defineEnum } from '../../platform/graphql/define-enum.js';
import type { Month } from '../month.js';

export const FigureBasis = defineEnum('FigureBasis', 'Where a figure comes from. 数据来源方式', {
  COMPUTED: 'Computed from the platform’s own data. 平台计算',
  REPORTED: 'Recorded as a reading. 填报',
});
export type FigureBasis = keyof typeof FigureBasis;

export const NoFigureReason = defineEnum('NoFigureReason', 'Why a figure has no value. 无数值的原因', {
  NO_DENOMINATOR: 'The denominator is 0. 分母为零',
  NO_READING: 'Nothing was reported. 未填报',
  NOT_IMPORTED: 'The division has not been imported. 区划未导入',
  NO_NETWORK: 'There is no walking network. 无步行路网',
  NOT_DUE: 'Nothing is due yet. 尚未到期',
  NOT_ADDITIVE: 'Reported by the divisions below in a way that cannot be added up. 下级数据不可加总',
  NOT_COMPUTABLE: 'The platform does not know how to compute it. 无法计算',
});
export type NoFigureReason = keyof typeof NoFigureReason;

/** The same figure under another way of telling urban from rural. */
export interface OtherReading {
  readonly rule: UrbanRuralRule;
  readonly numerator: number;
  readonly denominator: number;
}

/** What an indicator is in one division, on one date. */
export interface Figure {
  readonly basis: FigureBasis;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** In the indicator's unit; null with the reason. */
  readonly value: number | null;
  readonly reason: NoFigureReason | null;
  /** What was counted how, in words, `中文 · English`. */
  readonly rule: string;
  /** Way urban was told from rural; null when both count. */
  readonly urbanRuralRule: UrbanRuralRule | null;
  /** The ways that give another figure. */
  readonly otherWays: readonly OtherReading[];
  /** Month of the latest reading behind it; null when computed. */
  readonly month: Month | null;
  /** Divisions whose readings were added up, of those there are; null unless they were. */
  readonly reporting: { readonly divisions: number; readonly of: number } | null;
  /** Numbers in the tree of units that do not count; empty unless it counts units. */
  readonly without: readonly number[];
  readonly synthetic: boolean;
  /** True when computed over a scenario: what would be, which nothing records. */
  readonly projected: boolean;
}

type Told = Partial<Figure> & Pick<Figure, 'basis' | 'rule'>;

/** What was counted how, in both languages. */
export function inBoth(chinese: string, english: string): string {
  return `${chinese} · ${english}`;
}

/** A figure of nothing, with its reason. */
export function noFigure(reason: NoFigureReason, told: Told): Figure {
  return { ...EMPTY, ...told, reason };
}

/** A share of two counts: null with the reason when there is nothing to divide by. */
export function shareFigure(numerator: number, denominator: number, told: Told): Figure {
  const value = denominator === 0 ? null : numerator / denominator;
  const reason = denominator === 0 ? 'NO_DENOMINATOR' : null;
  return { ...EMPTY, numerator, denominator, value, reason, ...told };
}

const EMPTY: Omit<Figure, 'basis' | 'rule'> = {
  numerator: null,
  denominator: null,
  value: null,
  reason: null,
  urbanRuralRule: null,
  otherWays: [],
  month: null,
  reporting: null,
  without: [],
  synthetic: false,
  projected: false,
};
