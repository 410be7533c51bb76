import type { PlainLine } from '../indicators/index.js';

/** How a target stands, for tables. */
export const STATUS_TEXTS: Readonly<Record<PlainLine['status'], string>> = {
  ACHIEVED: '已达标 achieved',
  ON_PACE: '正常 on pace',
  BEHIND: '滞后 behind',
  OVERDUE: '逾期 overdue',
  UNKNOWN: '未知 unknown',
};

/** A share as per cent with one decimal, anything else with at most three. */
export function figureText(value: number, unit: PlainLine['unit']): string {
  if (unit === 'RATIO') return `${(value * 100).toFixed(1)} %`;
  return String(Math.round(value * 1000) / 1000);
}
