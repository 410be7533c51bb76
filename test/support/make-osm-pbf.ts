import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

export interface TestNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface TestWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface TestOsm {
  readonly nodes?: readonly TestNode[];
  readonly ways?: readonly TestWay[];
  /** How blocks are packed; `lz4`, `lzma` and `zstd` only carry the label. */
  readonly packing?: 'raw' | 'zlib' | 'lzma' | 'lz4' | 'zstd';
  /** Write nodes one by one instead of as dense columns. */
  readonly plainNodes?: boolean;
  /** Put the ways before the nodes. */
  readonly waysFirst?: boolean;
  readonly requiredFeatures?: readonly string[];
  readonly optionalFeatures?: readonly string[];
  /** Editor's name, written into the string table and the elements' info. */
  readonly user?: string;
  readonly granularity?: number;
  /** west, south, east, north as the header tells them. */
  readonly bounds?: readonly [number, number, number, number];
}

/** Builds a small .osm.pbf in memory. */
export function makeOsmPbf(osm: TestOsm): Uint8Array {
  const packing = osm.packing ?? 'zlib';
  const header = new PbfWriter();
  if (osm.bounds) {
    const [west, south, east, north] = osm.bounds;
    const box = new PbfWriter();
    [west, east, north, south].forEach((degrees, k) =>
      box.writeSVarintField(k + 1, Math.round(degrees * 1e9)),
    );
    header.writeBytesField(1, box.finish());
  }
  for (const feature of osm.requiredFeatures ?? ['OsmSchema-V0.6', 'DenseNodes'])
    header.writeStringField(4, feature);
  for (const feature of osm.optionalFeatures ?? []) header.writeStringField(5, feature);
  const blocks = [
    osm.nodes === undefined || osm.nodes.length === 0 ? null : nodeBlock(osm),
    osm.ways === undefined || osm.ways.length === 0 ? null : wayBlock(osm),
  ].filter((block) => block !== null);
  if (osm.waysFirst) blocks.reverse();
  return Buffer.concat([
    fileBlock('OSMHeader', header.finish(), packing),
    ...blocks.map((block) => fileBlock('OSMData', block, packing)),
  ]);
}

/** A file block with its length, header and packed blob. */
export function fileBlock(type: string, data: Uint8Array, packing: TestOsm['packing'] = 'zlib'): Uint8Array {
  const blob = new PbfWriter();
  if (packing === 'raw') blob.writeBytesField(1, data);
  else {
    blob.writeVarintField(2, data.length);
    if (packing === 'zlib') blob.writeBytesField(3, deflateSync(data));
    else blob.writeBytesField({ lzma: 4, lz4: 6, zstd: 7 }[packing], data);
  }
  const body = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

class Strings {
  private readonly texts: string[] = [''];

  index(text: string): number {
    const at = this.texts.indexOf(text);
    return at >= 0 ? at : this.texts.push(text) - 1;
  }

  write(into: PbfWriter): void {
    into.writeMessage(
      1,
      (texts: string[], pbf: PbfWriter) => texts.forEach((text) => pbf.writeBytesField(1, Buffer.from(text))),
      this.texts,
    );
  }
}

function block(strings: Strings, granularity: number, writeGroup: (group: PbfWriter) => void): Uint8Array {
  const group = new PbfWriter();
  writeGroup(group);
  const pbf = new PbfWriter();
  strings.write(pbf);
  pbf.writeBytesField(2, group.finish());
  // Granularity deliberately last: readers must not count on the order of fields.
  if (granularity !== 100) pbf.writeVarintField(17, granularity);
  return pbf.finish();
}

function nodeBlock(osm: TestOsm): Uint8Array {
  const nodes = osm.nodes ?? [];
  const granularity = osm.granularity ?? 100;
  const strings = new Strings();
  if (osm.user) strings.index(osm.user);
  const units = (degrees: number): number => Math.round((degrees * 1e9) / granularity);
  return block(strings, granularity, (group) => {
    if (osm.plainNodes) {
      for (const node of nodes) {
        const pbf = new PbfWriter();
        pbf.writeSVarintField(1, node.id);
        const tags = Object.entries(node.tags ?? {});
        pbf.writePackedVarint(
          2,
          tags.map(([key]) => strings.index(key)),
        );
        pbf.writePackedVarint(
          3,
          tags.map(([, value]) => strings.index(value)),
        );
        pbf.writeSVarintField(8, units(node.lat));
        pbf.writeSVarintField(9, units(node.lon));
        group.writeBytesField(1, pbf.finish());
      }
      return;
    }
    const dense = new PbfWriter();
    dense.writePackedSVarint(1, deltas(nodes.map((node) => node.id)));
    if (osm.user) {
      const info = new PbfWriter();
      info.writePackedSVarint(5, deltas(nodes.map(() => strings.index(osm.user as string))));
      dense.writeBytesField(5, info.finish());
    }
    dense.writePackedSVarint(8, deltas(nodes.map((node) => units(node.lat))));
    dense.writePackedSVarint(9, deltas(nodes.map((node) => units(node.lon))));
    if (nodes.some((node) => node.tags)) {
      const column = nodes.flatMap((node) => [
        ...Object.entries(node.tags ?? {}).flatMap(([key, value]) => [
          strings.index(key),
          strings.index(value),
        ]),
        0,
      ]);
      dense.writePackedVarint(10, column);
    }
    group.writeBytesField(2, dense.finish());
  });
}

function wayBlock(osm: TestOsm): Uint8Array {
  const strings = new Strings();
  return block(strings, 100, (group) => {
    for (const way of osm.ways ?? []) {
      const pbf = new PbfWriter();
      pbf.writeVarintField(1, way.id);
      const tags = Object.entries(way.tags ?? {});
      pbf.writePackedVarint(
        2,
        tags.map(([key]) => strings.index(key)),
      );
      pbf.writePackedVarint(
        3,
        tags.map(([, value]) => strings.index(value)),
      );
      if (osm.user) {
        const info = new PbfWriter();
        info.writeVarintField(5, strings.index(osm.user));
        pbf.writeBytesField(4, info.finish());
      }
      pbf.writePackedSVarint(8, deltas(way.refs));
      group.writeBytesField(3, pbf.finish());
    }
  });
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, index) => value - (index === 0 ? 0 : values[index - 1]));
}
