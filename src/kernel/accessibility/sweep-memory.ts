import { CompiledMemory } from '../compiled-memory.js';
import { SWEEPS_CODE } from './sweeps-code.js';

/** The functions of assembly/sweeps.ts; arguments are byte addresses, counts and costs. */
export interface Sweeps {
  sweep(
    labels: number,
    reached: number,
    count: number,
    head: number,
    mask: number,
    shift: number,
    queue: number,
    bound: number,
    arc: number,
    base: number,
    limit: number,
  ): number;
  sweepNearest(
    labels: number,
    reached: number,
    count: number,
    head: number,
    mask: number,
    shift: number,
    queue: number,
    bound: number,
    arc: number,
    base: number,
    limit: number,
    nearest: number,
  ): number;
  climbField(keys: number, count: number, offset: number, arc: number, column: number): void;
  descendField(keys: number, count: number, offset: number, arc: number, column: number): void;
  climbLanes(costs: number, met: number, count: number, offset: number, arc: number, column: number): void;
  descendLanes(
    costs: number,
    met: number,
    places: number,
    count: number,
    bound: number,
    arc: number,
    down: number,
  ): void;
  forgetLanes(costs: number, met: number, count: number): void;
}

/** A memory with the searches' and sweeps' compiled loops over it. */
export class SweepMemory extends CompiledMemory<Sweeps> {
  constructor(maxPages?: number) {
    super(SWEEPS_CODE, maxPages);
  }
}
