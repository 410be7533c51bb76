import { CompensatedSum } from '../compensated-sum.js';
import type { MclpModel } from './mclp-model.js';

/** A set of open model candidates and how often each demand class is covered by it. */
export class CoverState {
  readonly isOpen: Uint8Array;
  readonly timesCovered: Int32Array;
  private readonly chosen = new Set<number>();

  constructor(
    private readonly model: MclpModel,
    open: Iterable<number> = [],
  ) {
    this.isOpen = new Uint8Array(model.candidate.length);
    this.timesCovered = new Int32Array(model.weight.length);
    for (const candidate of open) this.open(candidate);
  }

  /** The open candidates, ascending. */
  get openCandidates(): number[] {
    return [...this.chosen].sort((a, b) => a - b);
  }

  get size(): number {
    return this.chosen.size;
  }

  open(candidate: number): void {
    this.isOpen[candidate] = 1;
    this.chosen.add(candidate);
    this.count(candidate, 1);
  }

  close(candidate: number): void {
    this.isOpen[candidate] = 0;
    this.chosen.delete(candidate);
    this.count(candidate, -1);
  }

  /** Weight a closed candidate would add. */
  gain(candidate: number): number {
    return this.weightCovered(candidate, 0);
  }

  /** Weight lost if an open candidate closed. */
  loss(candidate: number): number {
    return this.weightCovered(candidate, 1);
  }

  /** Total weight covered. */
  value(): number {
    const sum = new CompensatedSum();
    const { weight } = this.model;
    for (let cls = 0; cls < weight.length; cls++) if (this.timesCovered[cls] > 0) sum.add(weight[cls]);
    return sum.value;
  }

  private weightCovered(candidate: number, times: number): number {
    const { covers, weight } = this.model;
    let sum = 0;
    for (let at = covers.offset[candidate]; at < covers.offset[candidate + 1]; at++) {
      const cls = covers.member[at];
      if (this.timesCovered[cls] === times) sum += weight[cls];
    }
    return sum;
  }

  private count(candidate: number, step: number): void {
    const { covers } = this.model;
    for (let at = covers.offset[candidate]; at < covers.offset[candidate + 1]; at++) {
      this.timesCovered[covers.member[at]] += step;
    }
  }
}

/** Total weight a set of model candidates covers. */
export function coveredWeight(model: MclpModel, open: Iterable<number>): number {
  return new CoverState(model, open).value();
}
