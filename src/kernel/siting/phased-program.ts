import type { Phase, PhasedQuestion, SitingLimits } from './siting-model.js';
import { SiteProgram } from './site-program.js';
import type { SettledSites } from './settled-sites.js';

/** A limit of a year, for all sites or one kind, and the variable by which it gives way (null = it does not). */
export interface PhaseLimit {
  readonly year: number;
  readonly name: string;
  readonly what: 'p' | 'budget';
  readonly most: number;
  readonly excess: number | null;
}

/** Sites over years (METHODS E6): variable (year, candidate) = open by then, never less than the year before. */
export class PhasedProgram extends SiteProgram {
  readonly limits: PhaseLimit[] = [];
  private readonly sites: number;
  private readonly phases: readonly Phase[];
  /** Per choosable candidate the year it is committed to; -1 = none. */
  private readonly committed: readonly number[];
  private readonly fixedYears: number;

  /**
   * @param offset weight what stands covers in all years
   * @param givesWay limits may be exceeded, and the program minimises by how much: a site counts 1, money as the sites
   *   of average cost it pays for
   */
  constructor(
    settled: SettledSites,
    question: PhasedQuestion,
    offset: number,
    private readonly givesWay = false,
  ) {
    // The first year's variables are those of the base class, without limits of their own.
    super(
      givesWay ? 'minimize' : 'maximize',
      { ...settled, p: Infinity, budget: Infinity },
      givesWay ? {} : { offset },
    );
    const { phases, fixedAheadYears = 0, roles } = question;
    this.phases = phases;
    this.sites = settled.choosable.length;
    this.fixedYears = Math.min(phases.length, fixedAheadYears);
    const yearOf = new Map(phases.flatMap(({ fixed = [] }, year) => fixed.map((site) => [site, year])));
    this.committed = settled.choosable.map((site) => yearOf.get(site) ?? -1);
    for (let year = 1; year < phases.length; year++)
      for (let at = 0; at < this.sites; at++) this.addVariable({ upper: 1, integer: true });
    for (let year = 1; year < phases.length; year++) this.keepWhatStands(year);
    settled.choosable.forEach((site, at) => this.keepCommitment(at, roles?.[site] === 'LOCKED_IN'));
    phases.forEach((phase, year) => this.addLimits(phase, year));
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

  /** A site opens in one of the years it may and stays. */
  override openingMoves() {
    const years = this.phases.length;
    const all = Array.from({ length: years * this.sites }, (_, k) => ({
      year: Math.floor(k / this.sites),
      at: k % this.sites,
    }));
    const possible = all.filter(({ year, at }) =>
      this.committed[at] >= 0 ? year === this.committed[at] : year >= this.fixedYears,
    );
    const moves = possible.map(({ year, at }) =>
      Array.from({ length: years - year }, (_, later) => this.variable(year + later, at)),
    );
    return { moves, groupOf: possible.map(({ at }) => at) };
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

  private keepWhatStands(year: number): void {
    for (let at = 0; at < this.sites; at++) {
      this.addRow(0, Infinity);
      this.addTerm(this.variable(year, at), 1);
      this.addTerm(this.variable(year - 1, at), -1);
    }
  }

  /** Committed sites open in their year; others not in the years that are fixed, and some time when locked in. */
  private keepCommitment(at: number, isLockedIn: boolean): void {
    const year = this.committed[at];
    const closedUntil = year >= 0 ? year : this.fixedYears;
    if (closedUntil > 0) {
      this.addRow(-Infinity, 0);
      this.addTerm(this.variable(closedUntil - 1, at), 1);
    }
    if (year < 0 && !isLockedIn) return;
    this.addRow(1, Infinity);
    this.addTerm(this.variable(year >= 0 ? year : this.phases.length - 1, at), 1);
  }

  private addLimits({ name, groups = [], ...limits }: Phase, year: number): void {
    const { choosable } = this.settled;
    const positionOf = new Map(choosable.map((site, at) => [site, at]));
    this.addLimit(year, name, limits, Array.from(choosable.keys()));
    for (const { sites, name: group, ...own } of groups) {
      const among = [...new Set(sites.flatMap((site) => positionOf.get(site) ?? []))];
      this.addLimit(year, group === undefined ? name : `${name}, ${group}`, own, among);
    }
  }

  private addLimit(year: number, name: string, limits: SitingLimits, sites: readonly number[]): void {
    const { cost } = this.settled;
    const mean = cost.reduce((sum, each) => sum + each, 0) / Math.max(1, cost.length) || 1;
    for (const what of ['p', 'budget'] as const) {
      const most = limits[what];
      if (most === undefined || most === Infinity) continue;
      const price = what === 'p' ? 1 : 1 / mean;
      const excess = this.givesWay ? this.addVariable({ objective: price }) : null;
      this.limits.push({ year, name, what, most, excess });
      this.addRow(-Infinity, most);
      for (const at of sites) {
        const scale = what === 'p' ? 1 : cost[at];
        if (scale === 0) continue;
        this.addTerm(this.variable(year, at), scale);
        if (year > 0) this.addTerm(this.variable(year - 1, at), -scale);
      }
      if (excess !== null) this.addTerm(excess, -1);
    }
  }
}
