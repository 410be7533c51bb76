import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bucketShift } from '../../src/kernel/accessibility/bucket-queue.js';
import { legFromEnd, legFromStart } from '../../src/kernel/accessibility/leg-costs.js';
import { searchArcs } from '../../src/kernel/accessibility/search-arcs.js';
import type { Snap, WalkNetwork } from '../../src/kernel/network/index.js';

/** Searches of a list of sources by the C program: nanoseconds of each repetition, and the nodes one repetition reached. */
export interface NativeRun {
  readonly nanoseconds: readonly number[];
  readonly reached: number;
}

/** The bounded search compiled from bench/native/walk-search.c, for walks towards the sources. */
export class NativeSearch {
  private constructor(
    readonly compiler: string,
    private readonly folder: string,
  ) {}

  /** Compiles the program, or returns null where there is no gcc. */
  static compile(): NativeSearch | null {
    let compiler: string;
    try {
      compiler = execFileSync('gcc', ['--version'], { encoding: 'utf8' }).split('\n')[0];
    } catch {
      return null;
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-native-'));
    const source = path.resolve('bench/native/walk-search.c');
    execFileSync('gcc', ['-O3', '-march=native', '-o', path.join(folder, 'walk-search'), source]);
    return new NativeSearch(compiler, folder);
  }

  run(network: WalkNetwork, sources: readonly Snap[], limit: number, repetitions: number): NativeRun {
    let largest = 1;
    for (let at = 1; at < network.reverseArc.length; at += 2)
      largest = Math.max(largest, network.reverseArc[at]);
    const seeds = sources.flatMap((snap) => {
      const [byStart, byEnd] = [legFromStart(network, snap), legFromEnd(network, snap)];
      largest = Math.max(largest, byStart, byEnd);
      return [network.edgeFrom[snap.edge], byStart, network.edgeTo[snap.edge], byEnd];
    });
    const shift = bucketShift(network);
    let buckets = 64;
    while (buckets < (largest >> shift) + 2) buckets *= 2;
    const { nodeCount } = network;
    const { bound, arc } = searchArcs(network, 'TOWARDS_ORIGINS');
    const header = [nodeCount, arc.length / 2, sources.length, limit, shift, buckets, repetitions];
    const file = path.join(this.folder, 'input');
    const parts = [Int32Array.from(header), bound, arc, Int32Array.from(seeds)];
    writeFileSync(
      file,
      Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
    );
    const lines = execFileSync(path.join(this.folder, 'walk-search'), [file], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const rows = lines.map((line) => line.split(' ').map(Number));
    return { nanoseconds: rows.map(([nanoseconds]) => nanoseconds), reached: rows[0][1] };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
