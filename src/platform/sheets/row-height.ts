import { CELL_POINTS, POINTS_PER_CHARACTER } from './print-layout.js';

/** Points a line of text takes in height, as a share of its size. */
const LINE = 16 / 11;
/** What a cell leaves white at its sides together. */
const PADDING_POINTS = 4;
/** Widths as shares of the size: a Chinese character is square, a Latin one half as wide or a little more. */
const WIDE = 1;
const NARROW = 0.56;

/** Words that stay together; everything beyond Latin may break anywhere. */
const UNBROKEN = /[\u0021-\u024f]+|[^]/gu;

/**
 * Lines a text takes in a column, as spreadsheet programs wrap it. They disagree on whether to make a row as high as its
 * text by themselves, so its height is stated.
 * @param width of the column, in characters of the usual font
 */
export function linesOf(text: string, width: number, points: number = CELL_POINTS): number {
  const room = Math.max(points, width * POINTS_PER_CHARACTER - PADDING_POINTS);
  return text.split('\n').reduce((sum, line) => sum + linesOfParagraph(line, room / points), 0);
}

/** Points a row of so many lines takes. */
export function rowPoints(lines: number, points: number = CELL_POINTS): number {
  return Math.ceil(Math.max(1, lines) * points * LINE);
}

/** @param room width of a line, as a multiple of the size of text */
function linesOfParagraph(paragraph: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const [piece] of paragraph.matchAll(UNBROKEN)) {
    const width = piece.charCodeAt(0) < 0x250 ? NARROW * piece.length : WIDE;
    if (used + width <= room) {
      used += width;
      continue;
    }
    // A word longer than a line is broken where it ends.
    const further = Math.ceil(width / room);
    lines += used === 0 ? further - 1 : further;
    used = width - (further - 1) * room;
  }
  return lines;
}
