import { type Command, Option } from 'commander';
import { FACILITY_KINDS, type FacilityKind, ServiceCapability } from '../facilities/index.js';
import { changesOfPlan, type Scenario } from '../scenarios/index.js';
import type { CommandGround } from './command-ground.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { readJsonFile, readScenarioFile } from './scenario-option.js';

type Step = Scenario['changes'][number];

interface PlanOptions {
  readonly name: string;
  readonly kind: FacilityKind;
  readonly offers?: ServiceCapability[];
}

interface UpdateOptions {
  readonly version: number;
  readonly name?: string;
  readonly note?: string;
}

/** `carecircle scenario list|create|update|from-plan|show|delete`. */
export function addScenarioCommands(program: Command, ground: CommandGround): void {
  const scenario = program
    .command('scenario')
    .description(
      '规划情景：新开、关闭、调整 · what would be if facilities opened, closed or held something else',
    );
  scenario
    .command('list')
    .description('列出 · list them')
    .option('--json', '输出 JSON · print JSON')
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: { json?: boolean; csv?: boolean }) => {
      const { scenarios } = await ground.rooms();
      const rows = await scenarios.service.listAll(ground.viewer);
      if (options.json) ground.printJson(rows.map(plain));
      else printRows(ground, options, rows, { table: COLUMNS, csv: COLUMNS });
    });
  scenario
    .command('create')
    .description('保存 · save one')
    .argument('<file.json>', '名称与变动 · name and changes')
    .option('--json', '输出 JSON · print JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { scenarios } = await ground.rooms();
      const id = await scenarios.service.create(await readScenarioFile(file), ground.viewer);
      const created = await scenarios.service.get(id, ground.viewer);
      if (json) ground.printJson(plain(created));
      else ground.print(`已保存 · saved: ${id} ${created.name}`);
    });
  scenario
    .command('update')
    .description('修改：文件替换变动，也可只改名称、说明 · replace its changes, its name or its note')
    .argument('<id>', '编号 · id')
    .argument('[file.json]', '新的变动，不给则不变 · the changes from now on; as they were if absent')
    .addOption(
      new Option(
        '--version <n>',
        '所依据的版本，见 scenario show；他人已改则拒绝 · version it rests on, as `scenario show` tells',
      )
        .argParser(countOption('version'))
        .makeOptionMandatory(),
    )
    .option('--name <name>', '新名称 · new name')
    .option('--note <text>', '新说明 · new note')
    .action(async (id: string, file: string | undefined, options: UpdateOptions) => {
      const { service } = (await ground.rooms()).scenarios;
      const before = await service.get(id, ground.viewer);
      const given = file === undefined ? null : await readScenarioFile(file);
      const name = options.name ?? (given?.name || before.name);
      const note = options.note ?? given?.note ?? before.note;
      const changes = given?.changes ?? before.saved;
      await service.update(id, options.version, { name, note, changes }, ground.viewer);
      const { version } = await service.get(id, ground.viewer);
      ground.print(`已修改 · updated: ${id} ${name}，版本 version ${version}`);
    });
  scenario
    .command('from-plan')
    .description('把选址方案保存为情景 · save a siting plan as one')
    .argument('<plan.json>', 'sites --json 的输出 · what sites --json prints')
    .requiredOption('--name <name>', '名称 · name')
    .addOption(
      new Option('--kind <kind>', '新开设施的类型 · kind of what opens')
        .choices(FACILITY_KINDS)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--offers <capability...>', '服务能力 · what it offers').choices(
        Object.keys(ServiceCapability),
      ),
    )
    .action(async (file: string, { name, kind, offers = [] }: PlanOptions) => {
      const changes = changesOfPlan(await readJsonFile(file), { facilityKind: kind, capabilities: offers });
      const { scenarios } = await ground.rooms();
      const id = await scenarios.service.create({ name, changes }, ground.viewer);
      ground.print(`已保存 · saved: ${id} ${name}`);
    });
  scenario
    .command('show')
    .description('查看 · show one')
    .argument('<id>', '编号 · id')
    .option('--json', '输出 JSON · print JSON')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const { scenarios } = await ground.rooms();
      const found = await scenarios.service.get(id, ground.viewer);
      if (json) return ground.printJson(plain(found));
      ground.print(
        `${found.id} ${found.name}，版本 version ${found.version}${found.note ? `：${found.note}` : ''}`,
      );
      printRows(ground, {}, found.changes, { table: STEP_COLUMNS, csv: [] });
    });
  scenario
    .command('delete')
    .description('删除 · delete one')
    .argument('<id>', '编号 · id')
    .action(async (id: string) => {
      const { scenarios } = await ground.rooms();
      const { version, name } = await scenarios.service.get(id, ground.viewer);
      await scenarios.service.delete(id, version, ground.viewer);
      ground.print(`已删除 · deleted: ${id} ${name}`);
    });
}

function plain({
  id,
  name,
  note,
  version,
  key,
  changes,
  createdBy,
  createdAt,
  updatedBy,
  updatedAt,
}: Scenario) {
  return { id, name, note, version, key, createdBy, createdAt, updatedBy, updatedAt, changes };
}

const COLUMNS: RowsColumn<Scenario>[] = [
  { title: '编号 id', name: 'id', value: ({ id }) => id },
  { title: '名称 name', name: 'name', value: ({ name }) => name },
  { title: '版本 version', name: 'version', value: ({ version }) => version },
  { title: '变动 changes', name: 'changes', value: ({ saved }) => saved.length },
  { title: '修改者 by', name: 'updatedBy', value: ({ updatedBy }) => updatedBy },
  { title: '时间 at', name: 'updatedAt', value: ({ updatedAt }) => updatedAt.toISOString() },
];

const STEP_COLUMNS: RowsColumn<Step>[] = [
  { title: '#', name: 'index', value: ({ index }) => index },
  { title: '变动 change', name: 'kind', value: ({ kind }) => kind },
  {
    title: '设施 facility',
    name: 'facility',
    value: ({ facilityId, name }) => `${facilityId} ${name ?? ''}`.trim(),
  },
  { title: '类型 kind', name: 'facilityKind', value: ({ facilityKind }) => facilityKind ?? '' },
  { title: '能力 offers', name: 'capabilities', value: ({ capabilities }) => capabilities?.join(' ') ?? '' },
  { title: '位置 lon,lat', name: 'place', value: ({ location }) => location?.coordinates.join(',') ?? '' },
  { title: '规模 holds', name: 'capacities', value: capacitiesText },
  { title: '自 from', name: 'from', value: ({ from }) => from ?? '' },
];

function capacitiesText({ beds, nursingBeds, mealsPerDay, floorAreaSquareMeters }: Step): string {
  const said = { 床位: beds, 护理型: nursingBeds, 供餐: mealsPerDay, 'm²': floorAreaSquareMeters };
  return Object.entries(said)
    .flatMap(([name, value]) => (value === null ? [] : `${name} ${value}`))
    .join(' ');
}
