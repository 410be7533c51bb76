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

const compiled = new Map<string, object>();

/**
 * Memory with compiled functions over it: arrays are taken one after another and stay until all of it is let go. Views
 * hold until the memory grows, which taking and the functions may do; `buffer` is then another one.
 */
export class CompiledMemory<Functions> {
  readonly functions: Functions;
  /** Byte address after the last array. Everything from here on is the functions' own. */
  end = ALIGNMENT;
  private readonly memory: Memory;

  /**
   * @param code A module as base64 text.
   * @param maxPages How far the memory may grow, in pages of 64 KB.
   */
  constructor(code: string, maxPages = MAX_PAGES) {
    let module = compiled.get(code);
    if (!module) compiled.set(code, (module = new WebAssembly.Module(decodeBase64(code))));
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: maxPages });
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.functions = instance.exports as Functions;
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
    const end = roundedUp(address + bytes);
    this.reach(end);
    this.end = end;
    return address;
  }

  /**
   * Makes the memory reach an address beyond the last array.
   * @throws RangeError when there is no more memory.
   */
  reach(address: number): void {
    const missing = Math.ceil((address - this.memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.memory.grow(missing);
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

/** The next address at which an array may begin. */
export function roundedUp(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}

function decodeBase64(text: string): Uint8Array {
  const signs = atob(text);
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}
