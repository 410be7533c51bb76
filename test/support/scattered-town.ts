import { A, B, type TownCandidate, type TownDemand } from './grid-town.js';

/** Crossings along each side of the grid. */
export const SIZE = 9;

/** Walks of three blocks, 300 m at 1 m/s. */
export const WALK = 'walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';

/** Blocks walked between two crossings. */
export const blocks = (a: readonly number[], b: readonly number[]): number =>
  Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);

/** Demand points at a fixed scatter of crossings, in divisions by turns. */
export function scatteredDemand(
  count: number,
  elderly60: (at: number) => number,
  divisions: readonly string[] = [B, A],
): TownDemand[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `p${numbered(at, count)}`,
    at: scatter(at),
    division: divisions[at % divisions.length],
    elderly60: elderly60(at),
  }));
}

/** Candidate sites likewise, idle schools and others by turns, of cost 1 to 4. */
export function scatteredCandidates(
  count: number,
  divisions: readonly string[] = [B, A, A],
): TownCandidate[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${numbered(at, count)}`,
    at: scatter(at * 5 + 3),
    division: divisions[at % divisions.length],
    cost: 1 + (at % 4),
    kind: at % 2 ? 'IDLE_SCHOOL' : 'OTHER',
  }));
}

function scatter(at: number): [number, number] {
  return [(at * 7 + ((at * at) % 5)) % SIZE, (at * 4 + ((at * 3) % 7)) % SIZE];
}

/** With as many digits as the last one has, so that ids sort as numbers do. */
function numbered(at: number, count: number): string {
  return String(at).padStart(String(count - 1).length, '0');
}
