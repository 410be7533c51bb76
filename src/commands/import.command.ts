import { type Command, Option } from 'commander';
import { exitCodeOf, formatImportReport, IMPORT_DATASETS, runImport } from '../imports/index.js';
import type { CommandGround } from './command-ground.js';
import { collectOption, numberOption } from './option-values.js';
import { importReadings } from './import-readings.js';

interface ImportOptions {
  readonly crs?: string;
  readonly map?: string[];
  readonly set?: string[];
  readonly nodeCrossings?: boolean;
  readonly joinMeters?: number;
  readonly encoding?: string;
  readonly source?: string;
  readonly sourceTitle?: string;
  readonly attribution?: string;
  readonly licence?: string;
  readonly vintage?: string;
  readonly synthetic?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `carecircle import`: one file into one dataset, in one transaction, with a report. */
export function addImportCommand(program: Command, ground: CommandGround): void {
  program
    .command('import')
    .description('导入文件 · import a file')
    .argument('<dataset>', `数据集 · one of ${IMPORT_DATASETS.join(', ')}, readings`)
    .argument('<file>', 'GeoJSON, .ndjson, .csv, .xlsx, 压缩的 Shapefile .zip, .osm.pbf')
    .option('--crs <crs>', '坐标系 · wgs84 | cgcs2000 | gcj02 | bd09 | EPSG:n')
    .option(
      '--map <field=column>',
      '字段对应文件中的列，可多次给出 · field taken from a column, repeatable',
      collectOption,
    )
    .option(
      '--set <field=value>',
      '所有行取同一值，可多次给出 · the same value for every row, repeatable',
      collectOption,
    )
    .option(
      '--node-crossings',
      '路网：同层道路相交处也连通 · network: join ways of one level wherever they cross',
    )
    .option(
      '--join-meters <n>',
      '路网线：悬空端点在此距离内接到邻近折点（≤ 5）· lines: join a loose end to a vertex this near',
      numberOption('join-meters'),
    )
    .option('--encoding <name>', '文字编码，默认自动识别 · text encoding')
    .option('--source <key>', '数据来源代号 · key of the data source')
    .option('--source-title <title>', '来源名称 · its title')
    .option('--attribution <text>', '署名 · attribution to show')
    .option('--licence <text>', '许可 · licence')
    .option('--vintage <text>', '年份版本 · vintage')
    .option('--synthetic', '标记为合成数据 · mark as synthetic')
    .option('--dry-run', '只检查，不写入 · check only')
    .addOption(new Option('--json', '输出 JSON · print the report as JSON'))
    .action(async (dataset: string, file: string, options: ImportOptions) => {
      if (dataset === 'readings') return importReadings(ground, file, options);
      const database = await ground.database();
      const report = await runImport({
        manager: database.manager,
        dataset,
        file,
        crs: options.crs,
        map: options.map,
        set: options.set,
        nodeCrossings: options.nodeCrossings,
        joinMeters: options.joinMeters,
        encoding: options.encoding,
        source: options.source === undefined ? undefined : sourceOf(options.source, options),
        dryRun: options.dryRun,
        actor: ground.viewer,
        progress: ground.progress,
      });
      ground.progress.finish();
      if (options.json) ground.printJson(report);
      else ground.print(formatImportReport(report));
      ground.exitCode = exitCodeOf(report);
    });
}

function sourceOf(key: string, options: ImportOptions) {
  const { sourceTitle: title, synthetic, attribution, licence, vintage } = options;
  return { key, title, synthetic, attribution, licence, vintage };
}
