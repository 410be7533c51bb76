import type { DivisionTree } from '../coverage/index.js';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import type { EstateAudit } from '../kernel/estates/audit-estates.js';
import { AuditTally, type AuditTotals } from '../kernel/estates/audit-totals.js';
import type { LedgerEstateRow } from '../estates/index.js';
import { compare, type Rational, toNumber, ZERO } from '../kernel/rational.js';
import { sortInSteps } from '../kernel/sort-in-steps.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { AllocationRule } from './allocation-rule.record.js';

/** An estate with what its audit found. */
export interface AuditedRow {
  readonly estate: LedgerEstateRow;
  readonly audit: EstateAudit;
}

/** What an audit was asked and made from. */
export interface AuditGround {
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  readonly speedMetersPerSecond: number;
  readonly synthetic: boolean;
  /** Sources of the estates and their records, with edition. */
  readonly editions: readonly string[];
  /** Those that count now, by id. */
  readonly rules: ReadonlyMap<string, AllocationRule>;
  /** Members of each pool, by the pool's id. */
  readonly pools: ReadonlyMap<string, readonly string[]>;
  readonly tree: DivisionTree;
}

/** Estates at a level: those within its units, by unit, and those in none. */
export interface LevelTotals {
  readonly level: DivisionLevel;
  /** Numbers of the units in the tree. */
  readonly units: readonly number[];
  readonly within: AuditTotals;
  readonly elsewhere: AuditTotals;
}

const ROWS_PER_STEP = 512;

/**
 * The audit of every estate on a date, laid out by division: rows of a division and all below it stand together. Number
 * null asks for all estates, also those in no known division.
 */
export class AuditView {
  private worst: Promise<Int32Array> | null = null;

  private constructor(
    readonly ground: AuditGround,
    /** By division in the order of the tree, those in none last; then by id. */
    private readonly rows: readonly AuditedRow[],
    /** First row of each division, and one more. */
    private readonly offset: Int32Array,
    private readonly own: readonly AuditTally[],
    private readonly totals: readonly AuditTotals[],
    private readonly byId: ReadonlyMap<string, AuditedRow>,
  ) {}

  /** @param estates in the order of their ids; `audits` in the same order */
  static *build(
    ground: AuditGround,
    estates: readonly LedgerEstateRow[],
    audits: readonly EstateAudit[],
  ): Generator<void, AuditView> {
    const { tree } = ground;
    const divisions = tree.nodes.length;
    const divisionOf = (estate: LedgerEstateRow) => {
      const number = tree.numberOf(estate.chain[0] ?? null);
      return number < 0 ? divisions : number;
    };
    const offset = new Int32Array(divisions + 2);
    for (let at = 0; at < estates.length; at++) {
      offset[divisionOf(estates[at]) + 1]++;
      if (at % ROWS_PER_STEP === 0) yield;
    }
    for (let d = 0; d <= divisions; d++) offset[d + 1] += offset[d];
    yield;
    const next = offset.slice();
    const rows = new Array<AuditedRow>(estates.length);
    const byId = new Map<string, AuditedRow>();
    const own = Array.from({ length: divisions + 1 }, () => new AuditTally());
    for (let at = 0; at < estates.length; at++) {
      const estate = estates[at];
      const row = { estate, audit: audits[at] };
      const division = divisionOf(estate);
      rows[next[division]++] = row;
      byId.set(estate.id, row);
      own[division].add(row.audit, estate.households);
      if (at % ROWS_PER_STEP === 0) yield;
    }
    const sums = Array.from({ length: divisions }, () => new AuditTally());
    const totals = new Array<AuditTotals>(divisions + 1);
    const all = new AuditTally();
    all.addAll(own[divisions]);
    for (let d = divisions - 1; d >= 0; d--) {
      sums[d].addAll(own[d]);
      (tree.parent[d] < 0 ? all : sums[tree.parent[d]]).addAll(sums[d]);
      totals[d] = sums[d].totals();
      if (d % ROWS_PER_STEP === 0) yield;
    }
    totals[divisions] = all.totals();
    return new AuditView(ground, rows, offset, own, totals, byId);
  }

  find(estateId: string): AuditedRow | null {
    return this.byId.get(estateId) ?? null;
  }

  /** Estates in a division or below it. */
  rowsOf(division: number | null): readonly AuditedRow[] {
    if (division === null) return this.rows;
    return this.rows.slice(this.offset[division], this.offset[this.ground.tree.end[division]]);
  }

  /** The same, largest deficit first, then what cannot be counted, then by id. */
  async worstFirst(division: number | null): Promise<readonly AuditedRow[]> {
    const { rows, offset } = this;
    this.worst ??= inTurns(sortByDeficit(rows));
    const from = division === null ? 0 : offset[division];
    const end = division === null ? rows.length : offset[this.ground.tree.end[division]];
    const order = await this.worst;
    return inTurns(
      (function* () {
        const found: AuditedRow[] = [];
        for (let at = 0; at < order.length; at++) {
          if (order[at] >= from && order[at] < end) found.push(rows[order[at]]);
          if (at % ROWS_PER_STEP === 0) yield;
        }
        return found;
      })(),
    );
  }

  totalsOf(division: number | null): AuditTotals {
    return this.totals[division ?? this.totals.length - 1];
  }

  /** Levels below a division (all for null) at which estates could stand, in the order of the level list. */
  levelsOf(division: number | null): LevelTotals[] {
    const { tree } = this.ground;
    const from = division ?? 0;
    const end = division === null ? tree.nodes.length : tree.end[division];
    const present = new Set(tree.nodes.slice(from, end).map(({ level }) => level));
    if (division !== null) present.delete(tree.nodes[division].level);
    return DIVISION_LEVELS.filter((level) => present.has(level)).map((level) => {
      const units: number[] = [];
      const [within, elsewhere] = [new AuditTally(), new AuditTally()];
      for (let d = from; d < end;) {
        if (tree.nodes[d].level !== level) {
          elsewhere.addAll(this.own[d]);
          d++;
          continue;
        }
        units.push(d);
        for (const last = tree.end[d]; d < last; d++) within.addAll(this.own[d]);
      }
      if (division === null) elsewhere.addAll(this.own[tree.nodes.length]);
      return { level, units, within: within.totals(), elsewhere: elsewhere.totals() };
    });
  }
}

/** Numbers of rows, worst first: by deficits rounded to doubles, which keeps their order, and exactly where these are equal. */
function* sortByDeficit(rows: readonly AuditedRow[]): Generator<void, Int32Array> {
  const lack = new Float64Array(rows.length);
  const order = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    lack[at] = toNumber(deficitOf(rows[at].audit));
    order[at] = at;
    if (at % ROWS_PER_STEP === 0) yield;
  }
  return yield* sortInSteps(order, (a, b) => lack[b] - lack[a] || byDeficit(rows[a].audit, rows[b].audit));
}

function byDeficit(a: EstateAudit, b: EstateAudit): number {
  const lack = compare(deficitOf(b), deficitOf(a));
  if (lack !== 0) return lack;
  if (a.isCounted !== b.isCounted) return a.isCounted ? 1 : -1;
  return a.estateId < b.estateId ? -1 : 1;
}

function deficitOf({ isCounted, deficitSquareMeters }: EstateAudit): Rational {
  return (isCounted && deficitSquareMeters) || ZERO;
}
