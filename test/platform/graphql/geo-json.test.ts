import { graphql, GraphQLFloat, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { checkGeoJson, checkGeometry } from '../../../src/platform/graphql/geo-json.js';
import { GeoJsonScalar } from '../../../src/platform/graphql/geo-json.scalar.js';

const square = [
  [1, 1],
  [2, 1],
  [2, 2],
  [1, 1],
];

describe('checkGeoJson', () => {
  test.each([
    { type: 'Point', coordinates: [118.3, 33.9] },
    { type: 'Point', coordinates: [39_500_000, 3_750_000] },
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4, 5],
      ],
    },
    { type: 'MultiPolygon', coordinates: [[square]] },
    { type: 'Feature', geometry: null, properties: {} },
    {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }],
    },
    { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
  ])('takes %o', (value) => {
    expect(checkGeoJson(value)).toBe(value);
  });

  test.each([
    [null, /expected a GeoJSON object/],
    ['POINT(1 2)', /expected a GeoJSON object/],
    [{ type: 'Circle', coordinates: [1, 2] }, /at type: expected a GeoJSON type/],
    [{ type: 'constructor', coordinates: [1, 2] }, /expected a GeoJSON type/],
    [{ type: 'Point', coordinates: [1] }, /at coordinates: expected a position/],
    [{ type: 'Point', coordinates: ['1', '2'] }, /finite numbers/],
    [{ type: 'Point', coordinates: [NaN, 2] }, /finite numbers/],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, Infinity],
          ],
        ],
      },
      /at coordinates\[0\]\[1\]/,
    ],
    [{ type: 'Polygon', coordinates: [1, 2] }, /at coordinates\[0\]: expected a list/],
    [
      { type: 'FeatureCollection', features: [{ type: 'Point', coordinates: [1, 2] }] },
      /features\[0\]: expected a Feature/,
    ],
    [{ type: 'Feature', geometry: { type: 'Feature', geometry: 5 } }, /geometry\.geometry/],
  ])('refuses %o', (value, message) => {
    expect(() => checkGeoJson(value)).toThrow(message);
  });

  test('counts positions over the whole value', () => {
    const line = { type: 'LineString', coordinates: Array.from({ length: 6 }, (_, index) => [index, 0]) };
    const two = { type: 'GeometryCollection', geometries: [line, line] };
    expect(() => checkGeoJson(two, 12)).not.toThrow();
    expect(() => checkGeoJson(two, 11)).toThrow(/more than 11 positions/);
  });

  test('refuses collections nested without end', () => {
    let nested: object = { type: 'Point', coordinates: [1, 2] };
    for (let depth = 0; depth < 10_000; depth++)
      nested = { type: 'GeometryCollection', geometries: [nested] };
    expect(() => checkGeoJson(nested)).toThrow(/nested more than 4 deep/);
  });
});

describe('checkGeometry', () => {
  test('takes the geometry out of a Feature', () => {
    const geometry = { type: 'Polygon', coordinates: [square] };
    expect(checkGeometry({ type: 'Feature', geometry }, 100)).toBe(geometry);
  });

  test.each([
    [{ type: 'Point', coordinates: [33.9, 118.3] }, /latitude −90…90/],
    [{ type: 'Polygon', coordinates: [square.slice(0, 3)] }, /must end where it starts/],
    [{ type: 'Polygon', coordinates: [] }, /at least one/],
    [{ type: 'MultiPolygon', coordinates: [[square, square.slice(1)]] }, /at coordinates\[0\]\[1\]/],
    [{ type: 'LineString', coordinates: [[1, 1]] }, /a line needs two positions, got 1/],
    [{ type: 'MultiPoint', coordinates: [] }, /at least one position/],
    [{ type: 'GeometryCollection', geometries: [] }, /at least one geometry/],
    [{ type: 'Feature', geometry: null }, /one GeoJSON geometry/],
  ])('refuses %o', (value, message) => {
    expect(() => checkGeometry(value, 100)).toThrow(message);
  });
});

describe('the scalar', () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        echo: {
          type: GeoJsonScalar,
          args: { it: { type: GeoJsonScalar }, lon: { type: GraphQLFloat } },
          resolve: (_, { it }) => it,
        },
      },
    }),
  });

  test('reads literals, variables, and variables inside literals', async () => {
    const point = { type: 'Point', coordinates: [1.5, -2] };
    const { data, errors } = await graphql({
      schema,
      source: `query ($it: GeoJSON, $lon: Float) { a: echo(it: $it) b: echo(it: { type: "Point", coordinates: [1.5, -2] })
        c: echo(it: { type: "Point", coordinates: [$lon, -2] }) }`,
      variableValues: { it: point, lon: 1.5 },
    });
    expect(errors).toBeUndefined();
    expect({ ...data }).toEqual({ a: point, b: point, c: point });
  });

  test('a bad literal or variable is BAD_USER_INPUT and says where', async () => {
    const bad = { type: 'Point', coordinates: ['x', 2] };
    const literal = await graphql({
      schema,
      source: '{ echo(it: { type: "Point", coordinates: ["x", 2] }) }',
    });
    const variable = await graphql({
      schema,
      source: 'query ($it: GeoJSON) { echo(it: $it) }',
      variableValues: { it: bad },
    });
    for (const { errors } of [literal, variable]) {
      expect(errors).toHaveLength(1);
      expect(errors![0].message).toContain('at coordinates: expected a position');
      expect(errors![0].extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
