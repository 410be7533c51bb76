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
