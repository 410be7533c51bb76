import type { Phase, SitingLimits } from './siting-model.js';
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
    const everySite = Array.from({ length: this.sites }, (_, at) => at);
    const positionOf = new Map(settled.choosable.map((site, at) => [site, at]));
    const among = (sites: readonly number[]) => sites.flatMap((site) => positionOf.get(site) ?? []);
    phases.forEach((phase, year) => {
      this.addLimits(phase, year, settled, everySite);
      for (const group of phase.groups ?? []) this.addLimits(group, year, settled, among(group.sites));
      for (const at of among(phase.fixed ?? [])) this.addOpening(year, at);
      if (year > 0) this.addStaying(year);
    });
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

  override get switches(): number {
    return this.phases.length * this.sites;
  }

  /** What stands in the last year was built in some year. */
  override newSiteCounts(): Float64Array {
    const counts = new Float64Array(this.switches);
    counts.set(super.newSiteCounts(), (this.phases.length - 1) * this.sites);
    return counts;
  }

  /** A site opens in one of the years and stays. */
  override openingMoves() {
    const years = this.phases.length;
    const moves = Array.from({ length: years * this.sites }, (_, k) => {
      const [year, at] = [Math.floor(k / this.sites), k % this.sites];
      return Array.from({ length: years - year }, (__, later) => this.variable(year + later, at));
    });
    return { moves, groupOf: moves.map((_, k) => k % this.sites) };
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

  /** What a year may add of some candidates. */
  private addLimits(
    { p = Infinity, budget = Infinity }: SitingLimits,
    year: number,
    { cost }: SettledSites,
    among: readonly number[],
  ): void {
    const addNew = (scale: (at: number) => number, most: number) => {
      if (most === Infinity) return;
      this.addRow(-Infinity, most);
      for (const at of among) {
        if (scale(at) === 0) continue;
        this.addTerm(this.variable(year, at), scale(at));
        if (year > 0) this.addTerm(this.variable(year - 1, at), -scale(at));
      }
    };
    addNew(() => 1, p);
    addNew((at) => cost[at], budget);
  }

  /** A candidate opens in a year, neither before nor after. */
  private addOpening(year: number, at: number): void {
    this.addRow(1, 1);
    this.addTerm(this.variable(year, at), 1);
    if (year === 0) return;
    this.addRow(0, 0);
    this.addTerm(this.variable(year - 1, at), 1);
  }

  /** What is open the year before stays. */
  private addStaying(year: number): void {
    for (let at = 0; at < this.sites; at++) {
      this.addRow(0, Infinity);
      this.addTerm(this.variable(year, at), 1);
      this.addTerm(this.variable(year - 1, at), -1);
    }
  }
}
