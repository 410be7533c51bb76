// Worker thread of WalkPool: opens the networks it is told of and does one piece of work at a time.
import { parentPort } from 'node:worker_threads';
import type { ContractionHierarchy } from '../../kernel/accessibility/index.js';
import { invariant } from '../../kernel/invariant.js';
import { movedBuffers } from '../../platform/compute/moved-buffers.js';
import { keepNewest } from './kept-networks.js';
import { WalkEngine } from './walk-engine.js';
import { walkWork, type WalkWorkName } from './walk-work.js';

/** A network in shared memory; `key` tells it from every other of the process. */
export interface SharedNetwork {
  readonly key: number;
  readonly content: SharedArrayBuffer;
  /** Whether idle time goes into making first polygons as fast as later ones. */
  readonly warm: boolean;
  /** In shared memory, once it has been built; matrices without a limit are much faster with it. */
  readonly hierarchy: ContractionHierarchy | null;
}

export interface WalkRequest {
  readonly id: number;
  /** Key of the network to walk on. */
  readonly key: number;
  /** The network itself where the thread is to open it, or to take over its hierarchy. */
  readonly opening: SharedNetwork | null;
  readonly work: WalkWorkName;
  readonly ask: unknown;
}

export type WalkReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

const port = parentPort!;
const engines = new Map<number, WalkEngine>();
let warming: Generator<void> | null = null;

port.on('message', ({ id, key, opening, work, ask }: WalkRequest) => {
  let reply: WalkReply;
  try {
    if (opening) open(opening);
    const engine = engines.get(key);
    invariant(engine !== undefined, 'a network is opened before it is walked on');
    const answer = (walkWork[work] as (engine: WalkEngine, ask: unknown) => unknown)(engine, ask);
    reply = { id, answer };
  } catch (error) {
    const { name, message } = error as Error;
    reply = { id, error: { name, message } };
  }
  port.postMessage(reply, 'answer' in reply ? movedBuffers(reply.answer) : []);
});

function open({ key, content, warm, hierarchy }: SharedNetwork): void {
  const known = engines.get(key);
  const engine = known ?? new WalkEngine(content);
  if (hierarchy) engine.adopt(hierarchy);
  keepNewest(engines, key, engine);
  if (known) return;
  if (warm) {
    const wasResting = warming === null;
    warming = engine.warmUp();
    if (wasResting) setImmediate(warmOn);
  }
}

/** One circle, then whatever has been asked meanwhile. */
function warmOn(): void {
  if (warming?.next().done === false) setImmediate(warmOn);
  else warming = null;
}
