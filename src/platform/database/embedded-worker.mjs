// Hosts PGlite + PostGIS off the main thread and speaks the PostgreSQL wire protocol with any number of clients.
// PGlite has one session, so a client holds it from its first message until PostgreSQL says it is idle again.
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { onlyPostgis } from './only-postgis.mjs';
import { guardLoop, thrownAsError } from './thrown-as-error.mjs';
import { RequestReader, settleReply } from './wire-messages.mjs';

const { dataDirectory, image, newData } = workerData;
const TERMINATE = 'X'.charCodeAt(0);
const IDLE = 'I';
const ROLLBACK = queryMessage('ROLLBACK');
/** Its triggers tell of every committed change of what a data version is read from. */
const LISTEN = queryMessage('LISTEN data_version');

const extensions = { postgis, onlyPostgis, thrownAsError };
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

guardLoop(db.Module);
await db.execProtocolRaw(LISTEN);

/** @type {Map<number, RequestReader>} */
const readers = new Map();
/** @type {{client: number, bytes: Uint8Array | null, last: number}[]} */
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

/** @param {{client: number, bytes: Uint8Array | null}} message */
function queue({ client, bytes }) {
  if (bytes === null) {
    readers.delete(client);
    waiting.push({ client, bytes, last: TERMINATE });
    return;
  }
  let reader = readers.get(client);
  if (!reader) readers.set(client, (reader = new RequestReader()));
  for (const batch of reader.read(bytes)) waiting.push({ client, ...batch });
}

function nextTurn() {
  if (holder === null) return waiting.shift();
  const index = waiting.findIndex((turn) => turn.client === holder);
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

/** @param {{client: number, bytes: Uint8Array | null, last: number}} turn */
async function take({ client, bytes, last }) {
  if (bytes === null || last === TERMINATE) {
    // A client that goes in the middle of a transaction takes it along.
    if (holder === client) {
      await db.execProtocolRaw(ROLLBACK);
      holder = null;
    }
    return;
  }
  const reply = settleReply(await db.execProtocolRaw(bytes), last);
  holder = reply.status === IDLE ? null : client;
  // Counted before the client hears that it has committed, so whoever asks from then on sees it.
  if (reply.notified) Atomics.add(newData, 0, 1);
  parentPort.postMessage({ client, bytes: reply.bytes }, [reply.bytes.buffer]);
}

async function run() {
  if (running) return;
  running = true;
  try {
    for (let turn = nextTurn(); turn; turn = nextTurn()) await take(turn);
  } catch (error) {
    // Nothing more is asked of a database that broke off; its keeper starts it anew from its folder.
    throw new Error(`PostgreSQL broke off: ${error instanceof Error ? error.message : String(error)}`);
  }
  running = false;
}

parentPort.on('message', async (message) => {
  if (message.client !== undefined) {
    queue(message);
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
