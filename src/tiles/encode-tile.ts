import { PbfWriter } from 'pbf';
import type { LayerField, TilePage } from '../layers/index.js';
import { TwkbReader } from './read-twkb.js';

/*
 * Mapbox vector tile 2.1 of one layer. Field numbers: tile.layers 3; layer version 15, name 1, features 2, keys 3,
 * values 4, extent 5; feature tags 2, type 3, geometry 4; value string 1, double 3, uint 5, sint 6, bool 7.
 */

type Value = string | number | boolean;

export interface TileHead {
  readonly name: string;
  readonly extent: number;
  readonly fields: readonly Pick<LayerField, 'name'>[];
}

const FEATURES_PER_STEP = 128;

/** Writes a tile, a step for some features each; of no bytes without features. Properties that are null are left out. */
export function* tileInSteps(head: TileHead, pages: readonly TilePage[]): Generator<void, Uint8Array> {
  const layer = new PbfWriter();
  const values = new Map<Value, number>();
  let features = 0;
  layer.writeVarintField(15, 2);
  layer.writeStringField(1, head.name);
  for (const { properties, geometries } of pages) {
    const twkb = new TwkbReader(geometries);
    for (const row of properties) {
      const tags = tagsOf(row, values);
      const { type, commands } = twkb.next();
      layer.writeMessage(2, writeFeature, { tags, type, commands });
      if (++features % FEATURES_PER_STEP === 0) yield;
    }
  }
  if (features === 0) return new Uint8Array(0);
  for (const { name } of head.fields) layer.writeStringField(3, name);
  let written = 0;
  for (const value of values.keys()) {
    layer.writeMessage(4, writeValue, value);
    if (++written % (8 * FEATURES_PER_STEP) === 0) yield;
  }
  layer.writeVarintField(5, head.extent);
  const tile = new PbfWriter();
  tile.writeBytesField(3, layer.finish());
  return tile.finish();
}

/** Pairs of the number of a key and of a value; a value is written once however often it is had. */
function tagsOf(row: TilePage['properties'][number], values: Map<Value, number>): number[] {
  const tags: number[] = [];
  row.forEach((value, key) => {
    if (value === null) return;
    let number = values.get(value);
    if (number === undefined) values.set(value, (number = values.size));
    tags.push(key, number);
  });
  return tags;
}

function writeFeature(feature: { tags: number[]; type: number; commands: number[] }, out: PbfWriter): void {
  out.writePackedVarint(2, feature.tags);
  out.writeVarintField(3, feature.type);
  out.writePackedVarint(4, feature.commands);
}

function writeValue(value: Value, out: PbfWriter): void {
  if (typeof value === 'string') out.writeStringField(1, value);
  else if (typeof value === 'boolean') out.writeBooleanField(7, value);
  else if (!Number.isSafeInteger(value)) out.writeDoubleField(3, value);
  else if (value >= 0) out.writeVarintField(5, value);
  else out.writeSVarintField(6, value);
}
