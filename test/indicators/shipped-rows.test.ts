import { describe, expect, it } from 'vitest';
import {
  checkTargetAgainstDocument,
  checkTargetDraft,
  checkTargetValue,
} from '../../src/indicators/check-target.js';
import type { Indicator } from '../../src/indicators/indicator.record.js';
import type { PolicyDocument } from '../../src/indicators/policy-document.record.js';
import { POLICY_FILES, type PolicyFile } from '../../src/indicators/policy-files.js';
import { readPolicyFile } from '../../src/indicators/read-policy-file.js';
import { CareService, FacilityKind, ServiceCapability } from '../../src/facilities/index.js';

/** Rows of class i+ii or ii, and the rows on estates, land and siting dates, that the platform must track. */
const REQUIRED_ROWS = [
  1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 18, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
];
const REQUIRED_CYCLES = [39, 40, 41];

const [documents, clauses, indicators, targets, services, predicates] = await Promise.all(
  POLICY_FILES.map(async (file) => (await readPolicyFile(file)).rows.map((row) => camel(row, file))),
);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows are looked into freely
function camel(row: Readonly<Record<string, unknown>>, file: PolicyFile): any {
  return Object.fromEntries(file.columns.map(({ header, column }) => [header, row[column]]));
}

const indicatorOf = (key: string) => indicators.find((row) => row.key === key) as Indicator;

describe('the shipped rows', () => {
  it('cover every requirement that must be tracked', () => {
    const covered = new Set(indicators.flatMap((row) => row.policyRows));
    expect([...REQUIRED_ROWS, ...REQUIRED_CYCLES].filter((row) => !covered.has(row))).toEqual([]);
  });

  it('name seven documents, each with targets, and every target cites a clause that exists', () => {
    expect(documents.map((row) => row.key)).toEqual([
      'benxi-2023-work-plan',
      'benxi-basic-care-plan',
      'anshan-2019-pilot',
      'benxi-2024-fund-report',
      'sucheng-2024-action-plan',
      'national-care-land-rule',
      'kezhou-care-floor-rule',
    ]);
    const known = new Set(clauses.map((row) => `${row.documentKey} ${row.clause}`));
    expect(targets.filter((row) => !known.has(`${row.documentKey} ${row.clause}`))).toEqual([]);
    const citing = new Set(targets.map((row) => row.documentKey));
    expect(documents.filter((row) => !citing.has(row.key))).toEqual([]);
  });

  it('pass every check that a target entered by hand must pass', () => {
    for (const row of targets) {
      const draft = { ...row, value: Number(row.value), validFrom: '2026-01-01', document: null };
      const document = documents.find(({ key }) => key === row.documentKey) as PolicyDocument;
      expect(() => {
        checkTargetDraft(draft);
        checkTargetValue(draft, indicatorOf(row.indicatorKey));
        checkTargetAgainstDocument(draft, document);
      }, `${row.indicatorKey} of ${row.deadline}`).not.toThrow();
    }
  });

  it.each([
    // indicator, jurisdiction, deadline, value
    ['comprehensive-coverage-subdistrict', '210500000000', '2023-12-31', 0.7],
    ['comprehensive-coverage-town', '210500000000', '2023-12-31', 0.39],
    ['community-facility-coverage-urban', '210500000000', '2023-12-31', 1],
    ['community-facility-coverage-rural', '210500000000', '2023-12-31', 0.7],
    ['comprehensive-coverage-subdistrict', '210500000000', '2025-12-31', 0.8],
    ['comprehensive-coverage-town', '210500000000', '2025-12-31', 0.5],
    ['community-facility-coverage-rural', '210500000000', '2025-12-31', 0.8],
    ['service-complex-town', '210500000000', '2025-12-31', 1],
    ['community-station-coverage', '321302000000', '2024-12-31', 1],
    ['home-service-coverage-urban', '210300000000', '2020-12-31', 0.7],
    ['home-service-coverage-rural', '210300000000', '2021-12-31', 0.8],
    ['county-centers-built', '210300000000', '2021-12-31', 10],
    ['community-point-sites-fixed', '210300000000', '2020-12-31', 150],
    ['rural-facilities-equipped', '210300000000', '2021-12-31', 130],
    ['model-mutual-aid-points', '321302000000', '2025-12-31', 20],
    ['rural-institutions-embedded', '210300000000', '2021-12-31', 0.75],
    ['estate-care-space', '321302000000', '2025-12-31', 20],
    ['care-land-per-person', '321302000000', '2025-12-31', 0.2],
    ['care-floor-per-person', '653000000000', '2025-12-31', 0.1],
    ['community-premises-for-care', '210300000000', '2021-12-31', 0.5],
    ['nursing-bed-share', '210500000000', '2025-12-31', 0.55],
    ['nursing-bed-share', '321302000000', '2025-12-31', 0.7],
    ['rated-institution-share', '321302000000', '2025-12-31', 0.8],
    ['home-service-share-of-elderly', '321302000000', '2025-12-31', 0.18],
    ['purchased-home-service-people', '210500000000', '2023-12-31', 150],
    ['family-beds', '210500000000', '2024-06-30', 1200],
    ['monthly-visit-rate', '321302000000', '2025-12-31', 1],
    ['hardship-assessments', '210500000000', '2023-12-31', 4500],
    ['home-retrofits', '210500000000', '2023-12-31', 400],
    ['people-trained', '210500000000', '2023-12-31', 1000],
    ['people-trained', '210300000000', '2021-12-31', 1400],
    ['people-trained', '321302000000', '2025-12-31', 500],
    ['social-workers-per-thousand', '321302000000', '2025-12-31', 1],
    ['health-files-65', '210300000000', '2019-12-31', 0.5],
  ])('hold %s of %s by %s: %d', (indicatorKey, jurisdictionCode, deadline, value) => {
    const found = targets.filter(
      (row) =>
        row.indicatorKey === indicatorKey &&
        row.jurisdictionCode === jurisdictionCode &&
        row.deadline === deadline,
    );
    expect(found.map((row) => Number(row.value))).toEqual([value]);
  });

  it('name what a comprehensive place offers by known words, per jurisdiction, from clauses that exist', () => {
    const known = new Set(clauses.map((row) => `${row.documentKey} ${row.clause}`));
    expect(predicates.map((row) => [row.service, row.jurisdictionCode])).toEqual([
      ['COMPREHENSIVE', '210500000000'],
      ['COMPREHENSIVE', '210300000000'],
      ['COMPREHENSIVE', '321302000000'],
    ]);
    for (const row of predicates) {
      expect(known).toContain(`${row.document} ${row.clause}`);
      expect(documents.find(({ key }) => key === row.document).jurisdictionCode).toBe(row.jurisdictionCode);
      expect(row.allCapabilities).toHaveLength(8);
      for (const capability of row.allCapabilities) expect(ServiceCapability).toHaveProperty(capability);
      expect(row.verified).toBe(false);
    }
  });

  it('compute only by ways that name known services, kinds and capabilities', () => {
    const plain = ['nursing-bed-share', 'rated-institution-share', 'dispatched-months'];
    for (const { key, computation } of indicators) {
      if (computation === null || plain.includes(computation)) continue;
      const [way, ...names] = computation.split(':');
      const vocabularies = {
        presence: [CareService],
        'population-coverage': [CareService],
        'presence-kind': [FacilityKind],
        'capability-share': [FacilityKind, ServiceCapability],
      }[way as string];
      expect(names.length, key).toBe(vocabularies?.length);
      names.forEach((name: string, at: number) => expect(vocabularies![at], key).toHaveProperty(name));
    }
  });

  it('list 29 services, 10 + 10 + 9 by kind, eight bound to a place, none with an invented name', () => {
    expect(services.map((row) => row.number)).toEqual(Array.from({ length: 29 }, (_, at) => at + 1));
    const numbersOf = (kind: string) => services.filter((row) => row.kind === kind).map((row) => row.number);
    expect(numbersOf('MATERIAL_AID')).toEqual([1, 2, 4, 5, 6, 7, 10, 11, 12, 22]);
    expect(numbersOf('CARE')).toEqual([3, 8, 9, 13, 15, 17, 18, 19, 20, 21]);
    expect(numbersOf('SOCIAL_CONCERN')).toEqual([14, 16, 23, 24, 25, 26, 27, 28, 29]);
    expect(services.filter((row) => row.placeBound).map((row) => row.number)).toEqual([
      8, 13, 16, 17, 18, 20, 21, 29,
    ]);
    expect(services.filter((row) => row.item !== null && !row.verified)).toEqual([]);
  });
});
