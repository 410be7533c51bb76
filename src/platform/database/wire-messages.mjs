// The frames of PostgreSQL's wire protocol: a type byte, a length that counts itself, a body.
// https://www.postgresql.org/docs/current/protocol-message-formats.html

const READY_FOR_QUERY = code('Z');
const NOTIFICATION = code('A');
/** Answers with which a server waits for data to be copied before it is ready again. */
const COPY_ANSWERS = [code('G'), code('W')];
/** Requests PostgreSQL answers at once; the others may wait for one of these. */
const ANSWERED = new Set([...'QSFHXdcfp'].map(code));
/** Requests answered with exactly one ReadyForQuery at the end. A startup packet begins with a zero. */
const MADE_READY = new Set([0, ...[...'QSF'].map(code)]);

/** @param {string} letter */
function code(letter) {
  return letter.charCodeAt(0);
}

/** Cuts what a client sends, in whatever pieces it comes, into whole batches that PostgreSQL answers one by one. */
export class RequestReader {
  /** @type {Uint8Array[]} */
  #parts = [];
  #length = 0;
  /** Bytes known to be whole messages, and bytes there must be before one more can be whole. */
  #whole = 0;
  #needed = 0;

  /**
   * @param {Uint8Array} bytes
   * @returns {{bytes: Uint8Array, last: number}[]} batches with the type of their last message
   */
  read(bytes) {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    if (this.#length < this.#needed) return [];
    const all = joined(this.#parts, this.#length);
    const batches = [];
    let from = 0;
    let at = this.#whole;
    let end = messageEnd(all, at);
    for (; end <= all.length; end = messageEnd(all, at)) {
      const last = all[at];
      at = end;
      if (last !== 0 && !ANSWERED.has(last)) continue;
      batches.push({ bytes: all.subarray(from, at), last });
      from = at;
    }
    this.#parts = [all.subarray(from)];
    this.#length = all.length - from;
    this.#whole = at - from;
    this.#needed = end === Infinity ? 0 : end - from;
    return batches;
  }
}

/**
 * PostgreSQL's answer to a batch with the one ReadyForQuery the client waits for; PGlite gives a second one after an
 * error, which the client would take for the end of its next query. Notifications are left out: all clients share one
 * session, so they are for whoever holds it.
 * @param {Uint8Array} reply
 * @param {number} last type of the batch's last message
 * @returns {{bytes: Uint8Array, status: string | null, notified: boolean}} status: I idle, T in a transaction, E in a
 *   failed one, null not ready
 * @throws Error when the answer breaks off
 */
export function settleReply(reply, last) {
  /** @type {[number, number][]} */
  const ready = [];
  /** @type {[number, number][]} */
  const notifications = [];
  let type = 0;
  let at = 0;
  while (at < reply.length) {
    type = reply[at];
    const end = messageEnd(reply, at);
    if (type === READY_FOR_QUERY) ready.push([at, end]);
    if (type === NOTIFICATION) notifications.push([at, end]);
    at = end;
  }
  const isWhole = at === reply.length;
  const must = MADE_READY.has(last) && !COPY_ANSWERS.includes(type);
  if (!isWhole || (must && ready.length === 0)) throw new Error('an answer broke off');
  const kept = must ? ready.pop() : undefined;
  return {
    bytes: without(
      reply,
      [...ready, ...notifications].sort((a, b) => a[0] - b[0]),
    ),
    status: kept === undefined ? null : String.fromCharCode(reply[kept[0] + 5]),
    notified: notifications.length > 0,
  };
}

/** End of the message that begins at a position; Infinity when its head is not there yet. */
function messageEnd(/** @type {Uint8Array} */ bytes, /** @type {number} */ at) {
  const head = at + (bytes[at] === 0 ? 0 : 1);
  if (head + 4 > bytes.length) return Infinity;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(head);
  return head + Math.max(length, 4);
}

function joined(/** @type {Uint8Array[]} */ parts, /** @type {number} */ length) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(length);
  let to = 0;
  for (const part of parts) {
    all.set(part, to);
    to += part.length;
  }
  return all;
}

/** The bytes without some of them, given as rising pieces [from, to). */
function without(/** @type {Uint8Array} */ bytes, /** @type {[number, number][]} */ pieces) {
  const gone = pieces.reduce((sum, [from, to]) => sum + to - from, 0);
  const kept = new Uint8Array(bytes.length - gone);
  let from = 0;
  let to = 0;
  for (const [begin, end] of [...pieces, [bytes.length, bytes.length]]) {
    kept.set(bytes.subarray(from, begin), to);
    to += begin - from;
    from = end;
  }
  return kept;
}
