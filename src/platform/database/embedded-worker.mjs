// Hosts PGlite + PostGIS off the main thread and speaks the PostgreSQL wire protocol with any number of clients.
// PGlite has one session, so a client holds it from its first message until PostgreSQL says it is idle again.
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

const { dataDirectory, image } = workerData;
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const ROLLBACK = queryMessage('ROLLBACK');

const extensions = { postgis };
const loadDataDir = image ? new Blob([await readFile(image)]) : undefined;

// A new cluster is made aside and moved into place whole, so that a start cut short leaves no half-made one.
if (dataDirectory && !existsSync(dataDirectory)) {
  const draft = `${dataDirectory}.draft`;
  await rm(draft, { recursive: true, force: true });
  const cluster = await PGlite.create({ dataDir: draft, loadDataDir, extensions });
  await cluster.close();
  await rename(draft, dataDirectory);
}
const db = await PGlite.create(
  dataDirectory ? { dataDir: dataDirectory, extensions } : { loadDataDir, extensions },
);

/** @type {{client: number, bytes: Uint8Array | null}[]} */
const waiting = [];
/** @type {number | null} */
let holder = null;
let running = false;

/** @param {string} sql */
function queryMessage(sql) {
  const text = new TextEncoder().encode(sql);
  const message = new Uint8Array(text.length + 6);
  message[0] = 'Q'.charCodeAt(0);
  new DataView(message.buffer).setInt32(1, text.length + 5);
  message.set(text, 5);
  return message;
}

/** @param {Uint8Array} reply */
function endsIdle(reply) {
  return reply.length >= 6 && reply.at(-6) === READY_FOR_QUERY && reply.at(-1) === IDLE;
}

function nextTurn() {
  if (holder === null) return waiting.shift();
  const index = waiting.findIndex((turn) => turn.client === holder);
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

/** @param {{client: number, bytes: Uint8Array | null}} turn */
async function take(turn) {
  const left = turn.bytes === null || turn.bytes[0] === TERMINATE;
  if (left) {
    // A client that goes in the middle of a transaction takes it along.
    if (holder === turn.client) {
      await db.execProtocolRaw(ROLLBACK);
      holder = null;
    }
    return;
  }
  const reply = await db.execProtocolRaw(/** @type {Uint8Array} */ (turn.bytes));
  holder = endsIdle(reply) ? null : turn.client;
  const copy = new Uint8Array(reply);
  parentPort.postMessage({ client: turn.client, bytes: copy }, [copy.buffer]);
}

async function run() {
  if (running) return;
  running = true;
  for (let turn = nextTurn(); turn; turn = nextTurn()) {
    try {
      await take(turn);
    } catch (error) {
      if (holder === turn.client) holder = null;
      parentPort.postMessage({ client: turn.client, failure: String(error) });
    }
  }
  running = false;
}

parentPort.on('message', async (message) => {
  if (message.client !== undefined) {
    waiting.push(message);
    void run();
  } else if (message.ask === 'dump') {
    const blob = await db.dumpDataDir('none');
    const bytes = new Uint8Array(await blob.arrayBuffer());
    parentPort.postMessage({ answer: message.number, bytes }, [bytes.buffer]);
  } else if (message.ask === 'close') {
    await db.close();
    parentPort.postMessage({ answer: message.number });
  }
});
parentPort.postMessage({ ready: true });
