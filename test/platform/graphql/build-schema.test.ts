import {
  type GraphQLArgument,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGraphqlSchema, printSortedSchema } from '../../../src/platform/graphql/build-schema.js';
import { createSourcesRoom } from '../../../src/platform/sources/index.js';
import { type Catalogue, openCatalogue } from '../../support/catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

test('the schema is valid and printing it twice gives one text', () => {
  expect(validateSchema(catalogue.schema)).toEqual([]);
  const { sources, divisions, facilities, estates, demand, walkways } = catalogue;
  const rooms = [walkways, demand, estates, facilities, divisions, sources];
  const again = buildGraphqlSchema(rooms.flatMap(({ resolvers }) => resolvers));
  expect(printSortedSchema(again)).toBe(printSortedSchema(catalogue.schema));
});

test('the names clients rely on are there', () => {
  const fieldsOf = (name: string) => {
    const type = catalogue.schema.getType(name);
    return isObjectType(type) ? Object.keys(type.getFields()) : [];
  };
  expect(fieldsOf('Query')).toEqual(
    expect.arrayContaining([
      'administrativeDivision',
      'administrativeDivisions',
      'facilities',
      'facility',
      'estates',
      'demandPoints',
      'candidateSites',
      'networkInfo',
      'dataSources',
    ]),
  );
  expect(fieldsOf('Mutation')).toContain('recordFacilityStatus');
  expect(fieldsOf('AdministrativeDivision')).toEqual(
    expect.arrayContaining([
      'code',
      'name',
      'level',
      'parent',
      'ancestors',
      'children',
      'boundary',
      'representativePoint',
      'population',
      'urbanRuralClass',
      'vintage',
      'facilities',
      'synthetic',
      'source',
    ]),
  );
  for (const name of ['Facility', 'CandidateSite', 'HousingEstate', 'DemandPoint']) {
    expect(fieldsOf(name), name).toEqual(expect.arrayContaining(['id', 'synthetic', 'source', 'division']));
  }
  expect(fieldsOf('FacilityConnection')).toEqual(['edges', 'pageInfo', 'totalCount']);
});

test('every type, field, argument and value is described, in English and with the Chinese term', () => {
  const missing: string[] = [];
  const check = (what: string, description: string | null | undefined) => {
    if (!/[A-Za-z]/.test(description ?? '') || !/\p{Script=Han}/u.test(description ?? '')) missing.push(what);
  };
  // DateTimeISO belongs to TypeGraphQL.
  const ours = (type: GraphQLNamedType) =>
    !isIntrospectionType(type) && !isSpecifiedScalarType(type) && type.name !== 'DateTimeISO';
  for (const type of Object.values(catalogue.schema.getTypeMap()).filter(ours)) {
    const root = ['Query', 'Mutation'].includes(type.name);
    if (!root) check(type.name, type.description);
    if (isEnumType(type))
      type.getValues().forEach((value) => check(`${type.name}.${value.name}`, value.description));
    if (isInputObjectType(type) || isObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field.description);
        const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
        for (const arg of args) check(`${type.name}.${field.name}(${arg.name})`, arg.description);
      }
    }
  }
  expect(missing).toEqual([]);
});

test('only the resolvers handed over are in the schema', () => {
  const { manager } = catalogue.database;
  const schema = buildGraphqlSchema(createSourcesRoom({ manager }).resolvers);
  expect(Object.keys(schema.getQueryType()!.getFields())).toEqual(['dataSources']);
  expect(schema.getType('Facility')).toBeUndefined();
});

test('two objects of one resolver class are our own mistake', () => {
  const { resolvers } = createSourcesRoom({ manager: catalogue.database.manager });
  expect(() =>
    buildGraphqlSchema([
      ...resolvers,
      ...createSourcesRoom({ manager: catalogue.database.manager }).resolvers,
    ]),
  ).toThrow(/two resolver objects/);
});
