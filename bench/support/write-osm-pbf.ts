import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { WaySet } from '../../src/kernel/network/index.js';

/** Elements of a block, as OSM's own tools write them. */
const ELEMENTS_PER_BLOCK = 8_000;
const TEXTS = ['', 'highway', 'footway'];
/** Nanodegrees of one unit of a coordinate. */
const GRANULARITY = 100;

/** A way set as an .osm.pbf (https://wiki.openstreetmap.org/wiki/PBF_Format), its ways all footways. */
export function writeOsmPbf(ways: WaySet): Buffer {
  const header = new PbfWriter();
  for (const feature of ['OsmSchema-V0.6', 'DenseNodes']) header.writeStringField(4, feature);
  const blocks = [fileBlock('OSMHeader', header.finish())];
  for (let from = 0; from < ways.nodeId.length; from += ELEMENTS_PER_BLOCK)
    blocks.push(fileBlock('OSMData', nodeBlock(ways, from, from + ELEMENTS_PER_BLOCK)));
  for (let from = 0; from < ways.wayId.length; from += ELEMENTS_PER_BLOCK)
    blocks.push(
      fileBlock('OSMData', wayBlock(ways, from, Math.min(ways.wayId.length, from + ELEMENTS_PER_BLOCK))),
    );
  return Buffer.concat(blocks);
}

function nodeBlock({ nodeId, nodeLon, nodeLat }: WaySet, from: number, to: number): Uint8Array {
  const units = (degrees: number) => Math.round((degrees * 1e9) / GRANULARITY);
  return primitiveBlock((group) =>
    group.writeMessage(
      2,
      (_: null, dense: PbfWriter) => {
        dense.writePackedSVarint(1, deltas(Array.from(nodeId.subarray(from, to))));
        dense.writePackedSVarint(8, deltas(Array.from(nodeLat.subarray(from, to), units)));
        dense.writePackedSVarint(9, deltas(Array.from(nodeLon.subarray(from, to), units)));
      },
      null,
    ),
  );
}

function wayBlock({ nodeId, wayId, wayOffset, wayNode }: WaySet, from: number, to: number): Uint8Array {
  return primitiveBlock((group) => {
    for (let way = from; way < to; way++)
      group.writeMessage(
        3,
        (_: null, pbf: PbfWriter) => {
          pbf.writeVarintField(1, wayId[way]);
          pbf.writePackedVarint(2, [1]);
          pbf.writePackedVarint(3, [2]);
          const refs = wayNode.subarray(wayOffset[way], wayOffset[way + 1]).filter((node) => node >= 0);
          pbf.writePackedSVarint(8, deltas(Array.from(refs, (node) => nodeId[node])));
        },
        null,
      );
  });
}

function primitiveBlock(write: (group: PbfWriter) => void): Uint8Array {
  const block = new PbfWriter();
  block.writeMessage(
    1,
    (_: null, strings: PbfWriter) => TEXTS.forEach((text) => strings.writeBytesField(1, Buffer.from(text))),
    null,
  );
  block.writeMessage(2, (_: null, group: PbfWriter) => write(group), null);
  return block.finish();
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, at) => value - (at === 0 ? 0 : values[at - 1]));
}

function fileBlock(type: string, data: Uint8Array): Buffer {
  const blob = new PbfWriter();
  blob.writeVarintField(2, data.length);
  blob.writeBytesField(3, deflateSync(data));
  const body = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}
