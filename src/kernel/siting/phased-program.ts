import type { Phase } from './siting-model.js';
import { SiteProgram } from './site-program.js';
import type { SettledSites } from './settled-sites.js';

/** Sites over years (METHODS E6): variable (year, candidate) = open by then, never less than the year before. */
export class PhasedProgram extends SiteProgram {
  private readonly sites: number;

  /** @param mustOpen choosable candidates (positions) that have to open in some year */
  constructor(
    settled: SettledSites,
    private readonly phases: readonly Phase[],
    offset: number,
    mustOpen: readonly number[] = [],
  ) {
    // The first year's variables are those of the base class, without limits of their own.
    super('maximize', { ...settled, p: Infinity, budget: Infinity }, { offset });
    this.sites = settled.choosable.length;
    for (let year = 1; year < phases.length; year++)
      for (let at = 0; at < this.sites; at++) this.addVariable({ upper: 1, integer: true });
    phases.forEach((phase, year) => this.addLimits(phase, year, settled));
    for (const at of mustOpen) {
      this.addRow(1, Infinity);
      this.addTerm(this.variable(phases.length - 1, at), 1);
    }
  }

  /** Weight that counts in a year once one of the candidates is open by then. */
  addCoveredIn(year: number, weight: number, sites: ArrayLike<number>): void {
    this.addCovered(
      weight,
      Array.from(sites, (at) => this.variable(year, at)),
    );
  }

  /** The year a candidate opens; the number of years when it never does. */
  yearOf(values: Float64Array, at: number): number {
    let year = 0;
    while (year < this.phases.length && values[this.variable(year, at)] < 0.5) year++;
    return year;
  }

  private variable(year: number, at: number): number {
    return year * this.sites + at;
  }

  private addLimits({ p = Infinity, budget = Infinity }: Phase, year: number, { cost }: SettledSites): void {
    const addNew = (scale: (at: number) => number, most: number) => {
      if (most === Infinity) return;
      this.addRow(-Infinity, most);
      for (let at = 0; at < this.sites; at++) {
        if (scale(at) === 0) continue;
        this.addTerm(this.variable(year, at), scale(at));
        if (year > 0) this.addTerm(this.variable(year - 1, at), -scale(at));
      }
    };
    addNew(() => 1, p);
    addNew((at) => cost[at], budget);
    for (let at = 0; year > 0 && at < this.sites; at++) {
      this.addRow(0, Infinity);
      this.addTerm(this.variable(year, at), 1);
      this.addTerm(this.variable(year - 1, at), -1);
    }
  }
}
