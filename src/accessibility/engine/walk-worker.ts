// Worker thread of WalkPool: opens the networks it is told of and does one piece of work at a time.
import { parentPort } from 'node:worker_threads';
import type { ContractionHierarchy } from '../../kernel/accessibility/index.js';
import { movedBuffers } from '../../platform/compute/moved-buffers.js';
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
  readonly network: SharedNetwork;
  readonly work: WalkWorkName;
  readonly ask: unknown;
}

export type WalkReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** The one in use and the one before it, which requests under way still walk on. */
const KEPT_NETWORKS = 2;

const port = parentPort!;
const engines = new Map<number, WalkEngine>();
let warming: Generator<void> | null = null;

port.on('message', ({ id, network, work, ask }: WalkRequest) => {
  let reply: WalkReply;
  try {
    const engine = engineOf(network);
    const answer = (walkWork[work] as (engine: WalkEngine, ask: unknown) => unknown)(engine, ask);
    reply = { id, answer };
  } catch (error) {
    const { name, message } = error as Error;
    reply = { id, error: { name, message } };
  }
  port.postMessage(reply, 'answer' in reply ? movedBuffers(reply.answer) : []);
});

function engineOf({ key, content, warm, hierarchy }: SharedNetwork): WalkEngine {
  const known = engines.get(key);
  const engine = known ?? new WalkEngine(content);
  if (hierarchy) engine.adopt(hierarchy);
  if (known) return known;
  engines.set(key, engine);
  for (const oldest of engines.keys()) {
    if (engines.size <= KEPT_NETWORKS) break;
    engines.delete(oldest);
  }
  if (warm) {
    const wasResting = warming === null;
    warming = engine.warmUp();
    if (wasResting) setImmediate(warmOn);
  }
  return engine;
}

/** One circle, then whatever has been asked meanwhile. */
function warmOn(): void {
  if (warming?.next().done === false) setImmediate(warmOn);
  else warming = null;
}
