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

/** As much of WebAssembly as is used here; the standard library's types know it only beside a browser's. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
  Memory: new (size: { initial: number; maximum: number }) => Memory;
};

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const PAGE_BYTES = 65_536;
/** 4 GB, all that 32-bit addresses reach. */
const MAX_PAGES = 65_536;
/** Arrays begin at whole cache lines. */
const ALIGNMENT = 64;

let compiled: object | null = null;

/**
 * Memory with compiled sweeps over it: arrays are taken one after another and stay until all of it is let go. Views
 * hold until the memory grows, which taking and sweeping may do; `buffer` is then another one.
 */
export class SweepMemory {
  readonly sweeps: Sweeps;
  /** Byte address after the last array. Everything from here on is the sweep's own. */
  end = ALIGNMENT;
  private readonly memory: Memory;

  constructor() {
    compiled ??= new WebAssembly.Module(decodeBase64(SWEEPS_CODE));
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES });
    const instance = new WebAssembly.Instance(compiled, { env: { memory: this.memory } });
    this.sweeps = instance.exports as Sweeps;
  }

  get buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  /**
   * Byte address of a new array of so many bytes, with anything in it.
   * @throws RangeError when there is no more memory.
   */
  take(bytes: number): number {
    const address = this.end;
    const end = Math.ceil((address + bytes) / ALIGNMENT) * ALIGNMENT;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.memory.grow(missing);
    this.end = end;
    return address;
  }

  /** Byte address of a copy of an array. */
  takeCopy(values: Int32Array): number {
    const address = this.take(4 * values.length);
    this.int32s(address, values.length).set(values);
    return address;
  }

  int32s(address: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count);
  }
}

function decodeBase64(text: string): Uint8Array {
  const signs = atob(text);
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}
