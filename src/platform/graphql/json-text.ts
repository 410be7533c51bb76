/**
 * A value that is JSON text already. It goes into an answer as it stands, without being parsed and written again, which
 * is what large geometries cost most.
 */
export class JsonText {
  /** @param bytes the text in UTF-8 */
  constructor(readonly bytes: Uint8Array) {}

  /** The value itself, for whoever needs more than its text. */
  toJSON(): unknown {
    return JSON.parse(new TextDecoder().decode(this.bytes));
  }
}

/** JsonText that is still being made: only an answer that is sent in pieces can hold it. */
export class LateJsonText {
  /** The text in UTF-8, from before `arrival` is fulfilled. */
  bytes: Uint8Array | null = null;

  /** @param arrival rejects where the text cannot be made */
  constructor(readonly arrival: Promise<unknown>) {}
}
