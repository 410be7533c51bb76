/** How a target stands, as the API says it. */
export type PaceStatus = 'ACHIEVED' | 'ON_PACE' | 'BEHIND' | 'OVERDUE' | 'UNKNOWN';

/** A traffic light: read by its shape and word where colours cannot be told apart. */
export interface Light {
  readonly colour: string;
  /** Outline in a box of 20 × 20. */
  readonly outline: string;
  /** Sign drawn in white on it. */
  readonly sign: string;
}

/** Darkest need first: how lights are sorted and counted. */
export const STATUS_ORDER: readonly PaceStatus[] = ['OVERDUE', 'BEHIND', 'ON_PACE', 'ACHIEVED', 'UNKNOWN'];

/** Colours keep 4.5 : 1 on white and apart for red–green blindness; no two share a shape. */
export const LIGHTS: Readonly<Record<PaceStatus, Light>> = {
  ACHIEVED: {
    colour: '#00704d',
    outline: 'M10 1a9 9 0 1 1 0 18a9 9 0 1 1 0-18Z',
    sign: 'M5.8 10.4l2.9 2.9l5.6-6',
  },
  ON_PACE: { colour: '#0b61a4', outline: 'M10 1.5L19 18H1Z', sign: 'M10 8v6M7.6 10.2L10 7.8l2.4 2.4' },
  BEHIND: { colour: '#8f5600', outline: 'M10 .8L19.2 10L10 19.2L.8 10Z', sign: 'M10 5.5v5.5M10 13.6v.9' },
  OVERDUE: {
    colour: '#b3201b',
    outline: 'M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3Z',
    sign: 'M6.6 6.6l6.8 6.8M13.4 6.6l-6.8 6.8',
  },
  UNKNOWN: {
    colour: '#5b6167',
    outline: 'M2 2h16v16H2Z',
    sign: 'M7.4 7.6a2.6 2.6 0 1 1 3.6 2.4q-1 .5-1 1.8M10 14v.9',
  },
};

/** How many of some lines have each status. */
export function countByStatus(lines: readonly { readonly status: PaceStatus }[]): Record<PaceStatus, number> {
  const counts = { ACHIEVED: 0, ON_PACE: 0, BEHIND: 0, OVERDUE: 0, UNKNOWN: 0 };
  for (const { status } of lines) counts[status]++;
  return counts;
}

/** The most pressing first; within a status the earlier deadline first. */
export function byNeed<
  T extends { readonly status: PaceStatus; readonly target: { readonly deadline: string } },
>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => {
    const need = STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status);
    return need !== 0 ? need : a.target.deadline.localeCompare(b.target.deadline);
  });
}
