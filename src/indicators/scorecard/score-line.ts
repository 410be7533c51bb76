import type { Indicator } from '../indicator.record.js';
import type { Target } from '../target.record.js';
import { type Figure, noFigure, shareFigure } from './figure.js';
import type { FiguresAt } from './figures.service.js';
import { levelsOfScope, unitsOfScope } from './scope-units.js';
import { type Score, type ScoreDates, scoreTarget } from './score-target.js';

/** A unit of a line: one that has to reach the target by itself, or one that counts or does not in a share of units. */
export interface LineUnit {
  readonly code: string;
  readonly name: string;
  /** Its own figure; null where the line counts units that have something. */
  readonly figure: Figure | null;
  /** null when its figure is not known. */
  readonly reaches: boolean | null;
}

/** What a line says, whatever it is shown as. */
export interface LineFigures extends Score {
  /** The figure, or for a target of each unit the share of the units that reach it. */
  readonly figure: Figure;
  readonly measure: 'VALUE' | 'UNITS_REACHING';
  /** Units that fall short, by code. */
  readonly short: readonly LineUnit[];
}

/** Holds a division to a target; a target of each unit asks how many of its units reach the value. */
export function scoreLine(
  figures: FiguresAt,
  code: string,
  indicator: Indicator,
  target: Target,
  dates: ScoreDates,
): LineFigures {
  const levels = levelsOfScope(target.scope);
  if (levels === null) return scoreWhole(figures, code, indicator, target, dates);
  const { tree } = figures;
  const units = unitsOfScope(figures, tree.numberOf(code), levels).map((unit): LineUnit => {
    const { code: unitCode, name } = tree.nodes[unit];
    const figure = figures.figure(indicator, unitCode, target.deadline);
    return { code: unitCode, name, figure, reaches: scoreTarget(figure, indicator, target, dates).isMet };
  });
  const short = units.filter(({ reaches }) => reaches !== true);
  const figure = shareOfUnits(units, figures, target, code);
  const all = { value: 1, direction: 'AT_LEAST', deadline: target.deadline } as const;
  const score = scoreTarget(figure, indicator, all, dates);
  const unitsShort = figure.value === null ? null : short.length;
  return { ...score, figure, measure: 'UNITS_REACHING', short, unitsShort };
}

function scoreWhole(
  figures: FiguresAt,
  code: string,
  indicator: Indicator,
  target: Target,
  dates: ScoreDates,
): LineFigures {
  const figure = figures.figure(indicator, code, target.deadline);
  const { nodes } = figures.tree;
  const short = figure.without.map((unit) => {
    return { code: nodes[unit].code, name: nodes[unit].name, figure: null, reaches: false };
  });
  return { ...scoreTarget(figure, indicator, target, dates), figure, measure: 'VALUE', short };
}

function shareOfUnits(units: readonly LineUnit[], figures: FiguresAt, target: Target, code: string): Figure {
  const basis = units[0]?.figure?.basis ?? 'REPORTED';
  const rule = `Units of the scope ${target.scope} whose figure reaches the target; a unit without one does not`;
  if (figures.tree.numberOf(code) < 0) return noFigure('NOT_IMPORTED', { basis, rule });
  if (units.length > 0 && units.every(({ reaches }) => reaches === null))
    return noFigure(units[0].figure!.reason ?? 'NO_READING', { basis, rule });
  const months = units.flatMap(({ figure }) => figure?.month ?? []).sort();
  return shareFigure(units.filter(({ reaches }) => reaches === true).length, units.length, {
    basis,
    rule,
    month: months.at(-1) ?? null,
    synthetic: units.some(({ figure }) => figure!.synthetic),
    projected: units.some(({ figure }) => figure!.projected),
  });
}
