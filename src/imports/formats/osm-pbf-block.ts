import { PbfReader } from 'pbf';
import { malformedPbf, parseOsmPbf } from './osm-pbf-blobs.js';

/** What a file says about itself in its first block. */
export interface OsmHeader {
  readonly requiredFeatures: readonly string[];
  readonly optionalFeatures: readonly string[];
  /** west, south, east, north in degrees, where the file says so. */
  readonly bounds: readonly [number, number, number, number] | null;
}

/** A decoded way: only the tags asked for; `refs` is valid during the callback only. */
export interface OsmWay {
  readonly id: number;
  readonly tags: Record<string, string>;
  readonly refs: Float64Array;
  readonly refCount: number;
}

/** Receives the nodes of a block; `tags` is asked for only when the node is `wanted` and has tags. */
export interface OsmNodeSink {
  /** A slot number when the node matters, -1 to skip it. */
  wanted(id: number): number;
  place(slot: number, lon: number, lat: number): void;
  tags(slot: number, tags: Record<string, string>): void;
}

interface BlockLayout {
  readonly strings: BlockStrings;
  /** Start and end byte of each primitive group. */
  readonly groups: readonly (readonly [number, number])[];
  readonly granularity: number;
  readonly lonOffset: number;
  readonly latOffset: number;
}

export function parseOsmHeader(bytes: Uint8Array): OsmHeader {
  return parseOsmPbf(() => {
    const reader = new PbfReader(bytes);
    const requiredFeatures: string[] = [];
    const optionalFeatures: string[] = [];
    let bounds: [number, number, number, number] | null = null;
    while (reader.pos < bytes.length) {
      const key = reader.readVarint();
      const field = key >> 3;
      if (field === 4) requiredFeatures.push(reader.readString());
      else if (field === 5) optionalFeatures.push(reader.readString());
      else if (field === 1) bounds = parseBounds(reader);
      else reader.skip(key);
    }
    return { requiredFeatures, optionalFeatures, bounds };
  });
}

/** Calls back for every way of a block that carries at least one of the `keys`; says whether the block holds nodes too. */
export function readOsmWays(
  bytes: Uint8Array,
  keys: ReadonlySet<string>,
  onWay: (way: OsmWay) => void,
): { readonly holdsNodes: boolean } {
  return parseOsmPbf(() => {
    let holdsNodes = false;
    const layout = layoutOf(bytes);
    const reader = new PbfReader(bytes);
    const keyIndexes: number[] = [];
    const valueIndexes: number[] = [];
    let refs = new Float64Array(2048);
    for (const [start, end] of layout.groups) {
      reader.pos = start;
      while (reader.pos < end) {
        const key = reader.readVarint();
        if (key >> 3 !== 3) {
          holdsNodes ||= key >> 3 < 3;
          reader.skip(key);
          continue;
        }
        const wayEnd = reader.readVarint() + reader.pos;
        if (wayEnd > end) throw malformedPbf('a way is longer than its block');
        let id = 0;
        let refsAt = -1;
        keyIndexes.length = 0;
        valueIndexes.length = 0;
        while (reader.pos < wayEnd) {
          const wayKey = reader.readVarint();
          const field = wayKey >> 3;
          if (field === 1) id = reader.readVarint(true);
          else if (field === 2) readIndexes(reader, wayKey, keyIndexes);
          else if (field === 3) readIndexes(reader, wayKey, valueIndexes);
          else {
            if (field === 8) refsAt = reader.pos;
            // Field 4 is the editor's name, number and time: skipped unread, like all else.
            reader.skip(wayKey);
          }
        }
        const tags = layout.strings.tags(keyIndexes, valueIndexes, keys);
        if (tags === null || refsAt < 0) continue;

        reader.pos = refsAt;
        const refsEnd = reader.readVarint() + reader.pos;
        if (refsEnd > wayEnd) throw malformedPbf('a way has more nodes than bytes');
        let refCount = 0;
        let ref = 0;
        while (reader.pos < refsEnd) {
          ref += reader.readSVarint();
          if (refCount === refs.length) {
            const longer = new Float64Array(refs.length * 2);
            longer.set(refs);
            refs = longer;
          }
          refs[refCount++] = ref;
        }
        onWay({ id, tags, refs, refCount });
        reader.pos = wayEnd;
      }
    }
    return { holdsNodes };
  });
}

/** Hands the wanted nodes of a block (dense or plain) to the sink; editors' data is skipped unread. */
export function readOsmNodes(bytes: Uint8Array, keys: ReadonlySet<string>, sink: OsmNodeSink): void {
  parseOsmPbf(() => {
    const layout = layoutOf(bytes);
    const reader = new PbfReader(bytes);
    for (const [start, end] of layout.groups) {
      reader.pos = start;
      while (reader.pos < end) {
        const key = reader.readVarint();
        const field = key >> 3;
        if (field !== 1 && field !== 2) {
          reader.skip(key);
          continue;
        }
        const messageEnd = reader.readVarint() + reader.pos;
        if (messageEnd > end) throw malformedPbf('a node is longer than its block');
        if (field === 2) readDenseNodes(bytes, reader.pos, messageEnd, layout, keys, sink);
        else readPlainNode(reader, messageEnd, layout, keys, sink);
        reader.pos = messageEnd;
      }
    }
  });
}

function readPlainNode(
  reader: PbfReader,
  end: number,
  layout: BlockLayout,
  keys: ReadonlySet<string>,
  sink: OsmNodeSink,
): void {
  let id = 0;
  let lat = 0;
  let lon = 0;
  const keyIndexes: number[] = [];
  const valueIndexes: number[] = [];
  while (reader.pos < end) {
    const key = reader.readVarint();
    const field = key >> 3;
    if (field === 1) id = reader.readSVarint();
    else if (field === 2) readIndexes(reader, key, keyIndexes);
    else if (field === 3) readIndexes(reader, key, valueIndexes);
    else if (field === 8) lat = reader.readSVarint();
    else if (field === 9) lon = reader.readSVarint();
    else reader.skip(key);
  }
  const slot = sink.wanted(id);
  if (slot < 0) return;
  sink.place(slot, degrees(lon, layout.lonOffset, layout), degrees(lat, layout.latOffset, layout));
  const tags = layout.strings.tags(keyIndexes, valueIndexes, keys);
  if (tags !== null) sink.tags(slot, tags);
}

/** Dense nodes are parallel delta-coded columns; one reader walks each column, so nothing is copied. */
function readDenseNodes(
  bytes: Uint8Array,
  start: number,
  end: number,
  layout: BlockLayout,
  keys: ReadonlySet<string>,
  sink: OsmNodeSink,
): void {
  const reader = new PbfReader(bytes);
  const columns = { ids: EMPTY_RANGE, lats: EMPTY_RANGE, lons: EMPTY_RANGE, tags: EMPTY_RANGE };
  reader.pos = start;
  while (reader.pos < end) {
    const key = reader.readVarint();
    const field = key >> 3;
    const name =
      field === 1 ? 'ids' : field === 8 ? 'lats' : field === 9 ? 'lons' : field === 10 ? 'tags' : null;
    if (name === null) {
      reader.skip(key);
      continue;
    }
    const length = reader.readVarint();
    if (reader.pos + length > end) throw malformedPbf('dense nodes are longer than their block');
    columns[name] = [reader.pos, reader.pos + length];
    reader.pos += length;
  }
  const ids = columnReader(bytes, columns.ids);
  const lats = columnReader(bytes, columns.lats);
  const lons = columnReader(bytes, columns.lons);
  const tags = columnReader(bytes, columns.tags);
  const tagsEnd = columns.tags[1];
  const keyIndexes: number[] = [];
  const valueIndexes: number[] = [];
  let id = 0;
  let lat = 0;
  let lon = 0;
  while (ids.pos < columns.ids[1]) {
    if (lats.pos >= columns.lats[1] || lons.pos >= columns.lons[1]) {
      throw malformedPbf('dense nodes have fewer positions than numbers');
    }
    id += ids.readSVarint();
    lat += lats.readSVarint();
    lon += lons.readSVarint();
    const slot = sink.wanted(id);
    if (slot >= 0)
      sink.place(slot, degrees(lon, layout.lonOffset, layout), degrees(lat, layout.latOffset, layout));

    // key, value, key, value, 0 per node; the whole column is left out when no node of the block has tags.
    keyIndexes.length = 0;
    valueIndexes.length = 0;
    while (tags.pos < tagsEnd) {
      const keyIndex = tags.readVarint();
      if (keyIndex === 0) break;
      const valueIndex = tags.readVarint();
      if (slot < 0) continue;
      keyIndexes.push(keyIndex);
      valueIndexes.push(valueIndex);
    }
    if (slot < 0 || keyIndexes.length === 0) continue;
    const found = layout.strings.tags(keyIndexes, valueIndexes, keys);
    if (found !== null) sink.tags(slot, found);
  }
}

/** A packed column of text numbers; the reader wants to know the field's wire type first. */
function readIndexes(reader: PbfReader, key: number, into: number[]): void {
  reader.type = key & 7;
  reader.readPackedVarint(into);
}

const EMPTY_RANGE: readonly [number, number] = [0, 0];

function columnReader(bytes: Uint8Array, range: readonly [number, number]): PbfReader {
  const reader = new PbfReader(bytes);
  reader.pos = range[0];
  return reader;
}

/** Whole nanodegrees divided once, so that 0.0000001° steps come out as the nearest double. */
function degrees(units: number, offset: number, layout: BlockLayout): number {
  return (offset + layout.granularity * units) / 1e9;
}

function layoutOf(bytes: Uint8Array): BlockLayout {
  const reader = new PbfReader(bytes);
  const groups: [number, number][] = [];
  let table: readonly [number, number] = EMPTY_RANGE;
  let granularity = 100;
  let lonOffset = 0;
  let latOffset = 0;
  while (reader.pos < bytes.length) {
    const key = reader.readVarint();
    const field = key >> 3;
    if (field === 1 || field === 2) {
      const length = reader.readVarint();
      const range: [number, number] = [reader.pos, reader.pos + length];
      if (range[1] > bytes.length) throw malformedPbf('a group is longer than its block');
      if (field === 1) table = range;
      else groups.push(range);
      reader.pos = range[1];
    } else if (field === 17) granularity = reader.readVarint(true);
    else if (field === 19) latOffset = reader.readVarint(true);
    else if (field === 20) lonOffset = reader.readVarint(true);
    else reader.skip(key);
  }
  return { strings: new BlockStrings(bytes, table), groups, granularity, lonOffset, latOffset };
}

const decoder = new TextDecoder();

/** A block's string table, decoded only where asked: it also holds editors' names, which are never touched. */
class BlockStrings {
  private starts: number[] | null = null;
  private ends: number[] = [];
  private readonly decoded: (string | undefined)[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly range: readonly [number, number],
  ) {}

  /** The tags whose key is wanted, or null when there is none. */
  tags(
    keyIndexes: readonly number[],
    valueIndexes: readonly number[],
    wanted: ReadonlySet<string>,
  ): Record<string, string> | null {
    let tags: Record<string, string> | null = null;
    for (let i = 0; i < keyIndexes.length; i++) {
      const key = this.text(keyIndexes[i]);
      if (!wanted.has(key)) continue;
      tags ??= {};
      tags[key] = this.text(valueIndexes[i]);
    }
    return tags;
  }

  private text(index: number): string {
    const known = this.decoded[index];
    if (known !== undefined) return known;
    const starts = (this.starts ??= this.index());
    if (!(index >= 0 && index < starts.length)) throw malformedPbf(`text number ${index} does not exist`);
    const text = decoder.decode(this.bytes.subarray(starts[index], this.ends[index]));
    this.decoded[index] = text;
    return text;
  }

  private index(): number[] {
    const starts: number[] = [];
    const reader = new PbfReader(this.bytes);
    reader.pos = this.range[0];
    while (reader.pos < this.range[1]) {
      const key = reader.readVarint();
      if (key >> 3 !== 1) {
        reader.skip(key);
        continue;
      }
      const length = reader.readVarint();
      starts.push(reader.pos);
      this.ends.push(reader.pos + length);
      reader.pos += length;
    }
    return starts;
  }
}

function parseBounds(reader: PbfReader): [number, number, number, number] {
  const end = reader.readVarint() + reader.pos;
  const box: [number, number, number, number] = [0, 0, 0, 0];
  const place: Readonly<Record<number, number>> = { 1: 0, 4: 1, 2: 2, 3: 3 };
  while (reader.pos < end) {
    const key = reader.readVarint();
    const at = place[key >> 3];
    if (at === undefined) reader.skip(key);
    else box[at] = reader.readSVarint() / 1e9;
  }
  return box;
}
