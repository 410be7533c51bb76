/**
 * A value that is JSON text already. It goes into an answer as it stands, without being parsed and written again, which
 * is what large geometries cost most.
 */
export class JsonText {
  constructor(readonly text: string) {}

  /** The value itself, for whoever needs more than its text. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
