import type { Sheet } from './sheet.js';

/** Papers of office printers in landscape, the smaller one first; `code` is that of SpreadsheetML's paperSize. */
const PAPERS = [
  { name: 'A4', code: 9, widthPoints: 841.89 },
  { name: 'A3', code: 8, widthPoints: 1190.55 },
] as const;

/** Inches; what office printers leave white anyway. */
export const SIDE_MARGIN_INCHES = 0.4;
const POINTS_PER_INCH = 72;
/** A character of the usual font is 7 pixels of 3/4 point wide. */
export const POINTS_PER_CHARACTER = 5.25;
/** Size of text in the cells, and the least that is read without effort on paper. */
export const CELL_POINTS = 11;
export const LEAST_PRINTED_POINTS = 8;

/** How a sheet comes on paper. */
export interface PrintLayout {
  readonly paper: (typeof PAPERS)[number];
  readonly pagesWide: number;
  /** Size of text on the paper. */
  readonly printedPoints: number;
}

/**
 * The smallest paper on which all columns stand side by side and can be read; a sheet too wide for the largest goes on
 * over several pages.
 */
export function printLayout({ columns }: Pick<Sheet, 'columns'>): PrintLayout {
  const widthPoints = columns.reduce((sum, { width }) => sum + width, 0) * POINTS_PER_CHARACTER;
  const pointsOn = (paper: PrintLayout['paper'], pagesWide: number): number => {
    const room = pagesWide * (paper.widthPoints - 2 * SIDE_MARGIN_INCHES * POINTS_PER_INCH);
    return CELL_POINTS * Math.min(1, room / Math.max(1, widthPoints));
  };
  const layout = (paper: PrintLayout['paper'], pagesWide: number): PrintLayout => {
    return { paper, pagesWide, printedPoints: pointsOn(paper, pagesWide) };
  };
  const isReadable = ({ printedPoints }: PrintLayout) => printedPoints >= LEAST_PRINTED_POINTS;
  const small = PAPERS.map((paper) => layout(paper, 1)).find(isReadable);
  if (small) return small;
  let pagesWide = 2;
  while (!isReadable(layout(PAPERS[1], pagesWide))) pagesWide++;
  return layout(PAPERS[1], pagesWide);
}
