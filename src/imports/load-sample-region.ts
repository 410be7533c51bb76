import type { EntityManager } from 'typeorm';
import type { SampleRegion } from '../../geodata/sample/sample-region.js';
import { AllocationRulesRepository } from '../estate-audit/index.js';
import type { Progress } from '../kernel/progress.js';
import { importDataset } from './import-dataset.js';
import { importNetwork } from './import-network.js';
import type { ImportDatasetName, ImportReport } from './import-report.js';
import type { SourceRecord } from './source-record.js';

const SOURCE = {
  key: 'sample',
  title: '样例区域（合成数据）Sample region (synthetic)',
  synthetic: true,
  attribution:
    '区划名称与代码：国家统计局（2023 版） · Names and codes of divisions: National Bureau of Statistics of China, 2023',
  vintage: '2023',
};

const ACTOR = { actor: 'sample-region', role: 'admin' } as const;

type Stage = readonly [dataset: Exclude<ImportDatasetName, 'network'>, records: readonly SourceRecord[]];

/** In this order each dataset finds what it refers to. */
function stagesOf(region: SampleRegion): Stage[] {
  const years = new Map<unknown, SourceRecord[]>();
  for (const record of region.populations) {
    const year = record.properties.year;
    years.set(year, [...(years.get(year) ?? []), record]);
  }
  return [
    ['divisions', region.divisions],
    ...[...years.values()].map((records): Stage => ['divisions', records]),
    ['estates', region.estates],
    ['facilities', region.facilities],
    ['demand', region.demand],
    ['candidates', region.candidates],
    ['careRooms', region.careRooms],
    ['evidence', region.evidence],
    ['pools', region.pools],
    ['careLand', region.careLand],
    ['communityPremises', region.communityPremises],
    ['availablePremises', region.availablePremises],
  ];
}

/**
 * Loads the sample region in one transaction, by the same path as any file; a second load finds everything unchanged.
 * @throws Error when a row of the region is rejected: that is a fault of the generator.
 */
export function loadSampleRegion(request: {
  readonly manager: EntityManager;
  readonly region: SampleRegion;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}): Promise<ImportReport[]> {
  const { manager, region, progress, signal } = request;
  const options = { source: SOURCE, actor: ACTOR, fileName: 'sample region' };
  return manager.transaction(async (transaction) => {
    const common = { manager: transaction, options, progress, signal };
    const reports: ImportReport[] = [];
    for (const [dataset, records] of stagesOf(region)) {
      reports.push(await importDataset({ ...common, dataset, records }));
    }
    reports.push(await importNetwork({ ...common, ways: region.network }));
    await loadRules(region, transaction);
    for (const { dataset, rejected, issues } of reports) {
      const fault = issues.find(({ severity }) => severity === 'error');
      if (rejected > 0)
        throw new Error(`The sample region has bad ${dataset}: ${fault?.messageEn} (row ${fault?.row})`);
    }
    return reports;
  });
}

/** Rules that were loaded or changed before stay as they are. */
async function loadRules({ allocationRules }: SampleRegion, transaction: EntityManager): Promise<void> {
  const rules = new AllocationRulesRepository(transaction);
  await rules.hold(transaction);
  const stored = await rules.findLatest(
    allocationRules.map(({ id }) => id),
    transaction,
  );
  const known = new Set(stored.map(({ id }) => id));
  const fresh = allocationRules.filter(({ id }) => !known.has(id));
  await rules.insert(fresh, { recordedBy: ACTOR.actor, sourceKey: SOURCE.key }, transaction);
}

/** Loads the sample region into a database that holds nothing yet. */
export async function prepareSampleRegion(manager: EntityManager, progress: Progress): Promise<void> {
  const [{ empty }]: { empty: boolean }[] =
    await manager.query(`SELECT NOT EXISTS (SELECT FROM administrative_division)
    AND NOT EXISTS (SELECT FROM facility) AND NOT EXISTS (SELECT FROM walkway) AND NOT EXISTS (SELECT FROM import_run) AS empty`);
  if (!empty) return;
  progress.begin('生成样例区域 · generating the sample region', 1);
  const { generateSampleRegion } = await import('../../geodata/sample/generate-sample-region.js');
  const region = generateSampleRegion();
  progress.advance();
  await loadSampleRegion({ manager, region, progress });
}
