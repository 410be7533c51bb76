import { expect, it } from 'vitest';
import { importSchema } from '../../src/imports/import-schema.js';
import { IMPORT_DATASETS } from '../../src/imports/import-report.js';
import { nameFields } from '../../src/imports/name-fields.js';
import { ESTATE_FIELDS } from '../../src/estates/index.js';
import { ALLOCATION_RULE_FIELDS } from '../../src/estate-audit/index.js';
import { fieldTitle } from '../../src/platform/fields/field-title.js';

it('puts the Chinese title before a field of the dataset, and leaves other quoted words alone', () => {
  expect(nameFields('“households”应当是数字，现在是“x”；“其他”“toString”', ESTATE_FIELDS)).toBe(
    '“户数（households）”应当是数字，现在是“x”；“其他”“toString”',
  );
});

it('finds a Chinese title for every field that can be imported', () => {
  const described = IMPORT_DATASETS.flatMap((dataset) =>
    Object.values(
      (importSchema(dataset) as { properties: Record<string, { description: string }> }).properties,
    ),
  );
  const specs = [...described, ...Object.values(ALLOCATION_RULE_FIELDS)];
  for (const { description } of specs)
    expect(fieldTitle({ type: 'text', aliases: [], description })).toMatch(/^[A-Z\d ]*[\u4e00-\u9fff]/);
});
