import { compensatedSum } from '../compensated-sum.js';
import { coverGround } from './cover-ground.js';
import { demandClasses } from './demand-classes.js';
import type { PolicyQuestion } from './siting-model.js';
import { SiteProgram } from './site-program.js';
import type { SettledSites } from './settled-sites.js';

/** A row of policy that can be relaxed: how much is asked for beyond what stands, and the variable that gives way. */
export interface PolicyRow {
  readonly kind: 'TARGET' | 'FLOOR';
  readonly name: string;
  /** Asked for and standing, in units (TARGET) or weight (FLOOR). */
  readonly asked: number;
  readonly standing: number;
  /** All there is: units, or the unit's weight. */
  readonly total: number;
  /** Variable of the shortfall as a share of what is missing; null in a program that does not give way. */
  readonly shortfall: number | null;
}

export interface PolicyProgram {
  readonly program: SiteProgram;
  readonly rows: readonly PolicyRow[];
  /** Weight covered by what stands. */
  readonly standing: number;
}

/**
 * The covering model with policy as rows (METHODS E6): v_u ≤ Σ x_j over the sites that count for unit u,
 * Σ v_u ≥ ⌈τ N⌉; and per unit of the floor, covered weight ≥ its share.
 *
 * @param givesWay rows may fall short, and the program minimises by how much (as shares of what is missing)
 */
export function policyProgram(
  question: PolicyQuestion,
  settled: SettledSites,
  givesWay: boolean,
): PolicyProgram {
  const { demandWeight, cutoff, targets, floor } = question;
  const { rows: covers, standingCovers } = coverGround(question, settled, cutoff);
  const covered = demandWeight.map((weight, point) => (standingCovers[point] > 0 ? weight : 0));
  const open = demandWeight.map((weight, point) => (standingCovers[point] > 0 ? 0 : weight));
  const standing = compensatedSum(covered);
  const program = givesWay
    ? new SiteProgram('minimize', settled)
    : new SiteProgram('maximize', settled, { offset: standing });
  const rows: PolicyRow[] = [];
  const addRow = (row: Omit<PolicyRow, 'shortfall'>, terms: readonly (readonly [number, number])[]) => {
    const missing = row.asked - row.standing;
    if (missing <= 1e-9 * Math.max(1, row.total)) return;
    const shortfall = givesWay ? program.addVariable({ objective: 1, upper: 1 }) : null;
    rows.push({ ...row, shortfall });
    program.addRow(1 - 1e-9, Infinity);
    for (const [variable, value] of terms) program.addTerm(variable, value / missing);
    if (shortfall !== null) program.addTerm(shortfall, 1);
  };

  const tag = floor && Int32Array.from(floor.unitOf, (unit) => unit + 1);
  const classes = demandClasses(open, covers, tag).filter(({ weight }) => weight > 0);
  const byUnit = new Map<number, [number, number][]>();
  for (const { weight, sites, tag: unit } of classes) {
    const y = program.addCovered(givesWay ? 0 : weight, sites);
    if (!byUnit.has(unit)) byUnit.set(unit, []);
    byUnit.get(unit)!.push([y, weight]);
  }
  if (floor) {
    floor.unitNames.forEach((name, unit) => {
      const isOf = (_: number, point: number) => floor.unitOf[point] === unit;
      const total = compensatedSum(demandWeight.filter(isOf));
      const share = typeof floor.share === 'number' ? floor.share : floor.share[unit];
      const terms = byUnit.get(unit + 1) ?? [];
      addRow(
        { kind: 'FLOOR', name, asked: share * total, standing: compensatedSum(covered.filter(isOf)), total },
        terms,
      );
    });
  }
  const positionOf = new Map(settled.choosable.map((site, at) => [site, at]));
  const standingSites = new Set(settled.standing);
  for (const { name, units, share } of targets) {
    const isMet = (sites: readonly number[]) => sites.some((site) => standingSites.has(site));
    const terms = units
      .filter((sites) => !isMet(sites))
      .map((sites) => {
        const own = sites.flatMap((site) => positionOf.get(site) ?? []);
        return [program.addCovered(0, own), 1] as const;
      });
    const asked = Math.ceil(share * units.length - 1e-9);
    addRow({ kind: 'TARGET', name, asked, standing: units.filter(isMet).length, total: units.length }, terms);
  }
  return { program, rows, standing };
}
