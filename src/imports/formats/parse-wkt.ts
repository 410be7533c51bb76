import type { Geometry } from 'geojson';

const TYPES: ReadonlyMap<string, string> = new Map(
  ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'].map((type) => [
    type.toUpperCase(),
    type,
  ]),
);

/**
 * Well-known text → GeoJSON geometry; `SRID=n;` and Z/M marks are skipped over, extra ordinates kept in the positions.
 * Null for an empty geometry; throws SyntaxError with what was expected.
 */
export function parseWkt(text: string): Geometry | null {
  const match = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM|Z|M)?\s*([\s\S]*)$/i.exec(text);
  // "POINTZ(…)" without a blank is common too.
  const type =
    match &&
    (TYPES.get(match[1].toUpperCase()) ?? TYPES.get(match[1].toUpperCase().replace(/(ZM|Z|M)$/, '')));
  if (!match || !type) throw new SyntaxError(`a WKT geometry was expected, got "${text.slice(0, 40)}"`);
  if (/^EMPTY\s*$/i.test(match[2])) return null;

  const tokens = match[2].match(/[(),]|[^\s(),]+/g) ?? [];
  const reader = { tokens, at: 0 };
  const list = readList(reader);
  if (reader.at !== tokens.length) throw new SyntaxError('text follows the closing bracket');
  const coordinates =
    type === 'Point'
      ? list[0]
      : type === 'MultiPoint'
        ? list.map((member) => (Array.isArray(member[0]) ? member[0] : member)) // ((1 2),(3 4)) and (1 2, 3 4)
        : list;
  return { type, coordinates } as Geometry;
}

type Nested = (number | Nested)[];

function readList(reader: { readonly tokens: readonly string[]; at: number }): Nested[] {
  expect(reader, '(');
  const members: Nested[] = [];
  for (;;) {
    members.push(reader.tokens[reader.at] === '(' ? readList(reader) : readPosition(reader));
    if (reader.tokens[reader.at] !== ',') break;
    reader.at++;
  }
  expect(reader, ')');
  return members;
}

function readPosition(reader: { readonly tokens: readonly string[]; at: number }): number[] {
  const position: number[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token === '(' || token === ')' || token === ',') break;
    const value = Number(token);
    if (Number.isNaN(value)) throw new SyntaxError(`a number was expected, got "${token}"`);
    position.push(value);
    reader.at++;
  }
  if (position.length < 2) throw new SyntaxError('a position needs two numbers');
  return position;
}

function expect(reader: { readonly tokens: readonly string[]; at: number }, token: string): void {
  if (reader.tokens[reader.at] !== token) {
    throw new SyntaxError(`"${token}" was expected, got "${reader.tokens[reader.at] ?? 'the end'}"`);
  }
  reader.at++;
}
