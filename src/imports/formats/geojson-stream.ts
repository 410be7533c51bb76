import { importError } from '../import-issue.js';

/** One object (or other value) of a JSON document's "features" list, as text, with its 1-based number. */
export interface FeatureText {
  readonly feature: number;
  readonly text: string;
}

/** A single feature, or the members of the document beside its features, may be this long (characters). */
const LONGEST_FEATURE = 128 * 1024 * 1024;

/**
 * Cuts a GeoJSON text into its features without parsing the whole of it, so that memory and pauses stay small for
 * any size of file. Everything of the root object but the "features" list is kept in `rest`, itself a JSON object.
 *
 * Call `push` with each piece of text and `finish` at the end.
 * @throws PlanningError EMPTY_FILE, TRUNCATED_FILE, MALFORMED_FILE or FILE_TOO_LARGE
 */
export class GeoJsonCutter {
  /** Unread text: the feature or member now being read starts here. */
  private pending = '';
  private at = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private started = false;
  private ended = false;
  private inFeatures = false;
  private featureStart = -1;
  private featureCount = 0;
  private restText = '';
  private keyStart = -1;
  private lastKey = '';

  /** Whether the list of features has begun; members before it are then in `rest`. */
  get sawFeatures(): boolean {
    return this.inFeatures || this.featureCount > 0;
  }

  /** The root object without its features; complete after `finish`, and as far as read before. */
  get rest(): string {
    return this.restText;
  }

  *push(text: string): Generator<FeatureText> {
    this.pending += text;
    const length = this.pending.length;
    let copied = this.inFeatures ? -1 : this.at;
    for (; this.at < length; this.at++) {
      const code = this.pending.charCodeAt(this.at);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) {
          this.inString = false;
          if (this.depth === 1 && this.keyStart >= 0)
            this.lastKey = this.pending.slice(this.keyStart, this.at);
        }
        continue;
      }
      if (code === QUOTE) {
        this.inString = true;
        this.keyStart = this.depth === 1 ? this.at + 1 : -1;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        if (this.ended || (!this.started && code !== OPEN_BRACE)) throw this.malformed();
        this.started = true;
        this.depth++;
        if (this.depth === 2 && code === OPEN_BRACKET && this.lastKey === 'features' && !this.inFeatures) {
          this.restText += this.pending.slice(copied, this.at + 1);
          this.inFeatures = true;
          copied = -1;
        } else if (this.depth === 3 && this.inFeatures) this.featureStart = this.at;
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.depth--;
        if (this.depth < 0) throw this.malformed();
        if (this.depth === 2 && this.inFeatures && this.featureStart >= 0) {
          yield { feature: ++this.featureCount, text: this.pending.slice(this.featureStart, this.at + 1) };
          this.featureStart = -1;
        } else if (this.depth === 1 && this.inFeatures) {
          this.inFeatures = false;
          this.lastKey = '';
          copied = this.at;
        }
        if (this.depth === 0) this.ended = true;
      } else if (!this.started && !isBlank(code)) throw this.malformed();
      else if (this.ended && !isBlank(code)) throw this.malformed();
      else if (this.inFeatures && this.depth === 2 && code !== COMMA && !isBlank(code))
        throw this.malformed();
    }
    if (copied >= 0) this.restText += this.pending.slice(copied, this.at);
    this.forget();
  }

  /** Ends the text. Throws when it is empty or breaks off. */
  finish(): void {
    if (!this.started) throw importError('EMPTY_FILE');
    if (!this.ended)
      throw importError('TRUNCATED_FILE', {
        detail: `GeoJSON, ${this.featureCount} 个要素之后 / features read`,
      });
  }

  private malformed(): Error {
    const near = this.pending.slice(Math.max(0, this.at - 20), this.at + 20);
    return importError('MALFORMED_FILE', { format: 'GeoJSON', detail: `"${near}"` });
  }

  /** Drops what has been handed out or copied. */
  private forget(): void {
    const keep = this.featureStart >= 0 ? this.featureStart : this.keepKey();
    this.pending = this.pending.slice(keep);
    this.at -= keep;
    if (this.featureStart >= 0) this.featureStart = 0;
    if (Math.max(this.pending.length, this.restText.length) > LONGEST_FEATURE) {
      throw importError(
        'FILE_TOO_LARGE',
        {
          what: '单个要素 / one feature',
          actual: `${this.pending.length + this.restText.length}`,
          limit: `${LONGEST_FEATURE}`,
        },
        'LIMIT_EXCEEDED',
      );
    }
  }

  /** A key cut between two pieces must stay whole. */
  private keepKey(): number {
    const isOpenKey = this.inString && this.depth === 1 && this.keyStart >= 0;
    if (!isOpenKey) {
      this.keyStart = -1;
      return this.at;
    }
    const keep = this.keyStart;
    this.keyStart = 0;
    return keep;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff;
}
