import iconv from 'iconv-lite';
import { makeZip, type ZipMember } from './make-zip.js';

export interface TestShapefile {
  readonly points?: readonly (readonly [number, number])[];
  /** One ring each, as given. */
  readonly polygons?: readonly (readonly (readonly [number, number])[])[];
  /** One record a shape: column → value; all columns are text but numbers. */
  readonly records: readonly Readonly<Record<string, string | number>>[];
  readonly encoding: string;
  readonly cpg?: string;
  readonly prj?: string;
  readonly languageDriver?: number;
  readonly extra?: readonly ZipMember[];
}

/** Builds a zipped Shapefile in memory. */
export function makeShapefileZip(shapefile: TestShapefile): Uint8Array {
  const members: ZipMember[] = [
    { name: 'layer/places.shp', data: shp(shapefile) },
    { name: 'layer/places.dbf', data: dbf(shapefile) },
  ];
  if (shapefile.cpg !== undefined) members.push({ name: 'layer/places.cpg', data: shapefile.cpg });
  if (shapefile.prj !== undefined) members.push({ name: 'layer/places.PRJ', data: shapefile.prj });
  return makeZip([...members, ...(shapefile.extra ?? [])]);
}

export function shp({ points, polygons }: TestShapefile): Uint8Array {
  const contents =
    points?.map(([x, y]) => {
      const content = Buffer.alloc(20);
      content.writeInt32LE(1, 0);
      content.writeDoubleLE(x, 4);
      content.writeDoubleLE(y, 12);
      return content;
    }) ??
    (polygons ?? []).map((ring) => {
      const content = Buffer.alloc(48 + ring.length * 16);
      content.writeInt32LE(5, 0);
      content.writeInt32LE(1, 36);
      content.writeInt32LE(ring.length, 40);
      ring.forEach(([x, y], at) => {
        content.writeDoubleLE(x, 48 + at * 16);
        content.writeDoubleLE(y, 56 + at * 16);
      });
      return content;
    });
  const records = contents.map((content, index) => {
    const head = Buffer.alloc(8);
    head.writeInt32BE(index + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, record) => sum + record.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(points ? 1 : 5, 32);
  return Buffer.concat([header, ...records]);
}

export function dbf({ records, encoding, languageDriver }: TestShapefile): Uint8Array {
  const names = Object.keys(records[0] ?? {});
  const width = 40;
  const header = Buffer.alloc(32 + 32 * names.length + 1);
  header[0] = 3;
  header.writeUInt32LE(records.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + names.length * width, 10);
  header[29] = languageDriver ?? 0;
  names.forEach((name, column) => {
    iconv.encode(name, encoding).copy(header, 32 + 32 * column, 0, 11);
    header[32 + 32 * column + 11] = (typeof records[0][name] === 'number' ? 'N' : 'C').charCodeAt(0);
    header[32 + 32 * column + 16] = width;
  });
  header[header.length - 1] = 0x0d;
  const rows = records.map((record) => {
    const row = Buffer.alloc(1 + names.length * width, 0x20);
    names.forEach((name, column) => {
      iconv.encode(String(record[name]), encoding).copy(row, 1 + column * width, 0, width);
    });
    return row;
  });
  return Buffer.concat([header, ...rows, Buffer.from([0x1a])]);
}
