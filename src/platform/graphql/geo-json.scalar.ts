import type { GeoJSON } from 'geojson';
import { BREAK, GraphQLError, GraphQLScalarType, type ValueNode, valueFromASTUntyped, visit } from 'graphql';
import { PlanningError } from '../errors/planning-error.js';
import { checkGeoJson, MOST_POSITIONS } from './geo-json.js';

/** GeoJSON out as it is; in, checked for its shape and size. */
export const GeoJsonScalar = new GraphQLScalarType<GeoJSON, GeoJSON>({
  name: 'GeoJSON',
  description:
    `A GeoJSON object (RFC 7946): geometry, Feature or FeatureCollection, longitude before latitude in WGS 84; ` +
    `at most ${MOST_POSITIONS} positions as input. 地理要素`,
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946',
  serialize: (value) => value as GeoJSON,
  parseValue: parse,
  parseLiteral: (node, variables) => {
    const value = valueFromASTUntyped(node, variables);
    // Validation comes before variables have values; execution asks again with them.
    return variables === undefined && holdsVariable(node) ? (value as GeoJSON) : parse(value);
  },
});

function holdsVariable(node: ValueNode): boolean {
  let found = false;
  visit(node, {
    Variable() {
      found = true;
      return BREAK;
    },
  });
  return found;
}

function parse(value: unknown): GeoJSON {
  try {
    return checkGeoJson(value);
  } catch (error) {
    if (!(error instanceof PlanningError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: error.code, details: error.details } });
  }
}
