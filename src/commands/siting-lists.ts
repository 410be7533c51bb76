import type { PlanReport } from '../siting/index.js';
import type { RowsColumn } from './print-rows.js';

/** The lists of a plan that can be printed row by row. */
export const SITING_LISTS = ['sites', 'levels', 'units', 'assignment', 'uncoverable', 'uncovered'] as const;
export type SitingList = (typeof SITING_LISTS)[number];

/** Rows with what is printed of each; the same columns in a table and in CSV. */
interface PlanRows<T> {
  readonly rows: readonly T[];
  readonly columns: readonly RowsColumn<T>[];
}

/** The rows of a list of a plan. */
export function planRows(plan: PlanReport, list: SitingList): PlanRows<never> {
  return LISTS[list](plan) as unknown as PlanRows<never>;
}

type Value = string | number | null | undefined;

function column<T>(title: string, name: string, value: (row: T) => Value): RowsColumn<T> {
  return { title: `${title} ${name}`, name, value: (row) => value(row) ?? '' };
}

/** What opens in its order, then what closes. */
function changeRows(plan: PlanReport) {
  const opened = plan.sites.map((site) => ({
    ...{ action: 'OPEN', id: site.candidateId, peopleLost: null },
    ...site,
  }));
  const closed = plan.closedFacilities.map(({ facilityId: id, name, location, peopleLost }) => ({
    ...{ action: 'CLOSE', id, name, location, peopleLost, beside: [] },
    ...{ order: null, year: null, kind: null, divisionCode: null, cost: null },
    ...{ peopleNewlyCovered: null, contribution: null },
  }));
  return [...opened, ...closed];
}
type ChangeRow = ReturnType<typeof changeRows>[number];

const CHANGE_COLUMNS: readonly RowsColumn<ChangeRow>[] = [
  column('新开或关闭', 'action', ({ action }) => action),
  column('次序', 'order', ({ order }) => order),
  column('年', 'year', ({ year }) => year),
  column('编号', 'id', ({ id }) => id),
  column('名称', 'name', ({ name }) => name),
  column('类型', 'kind', ({ kind }) => kind),
  column('区划', 'divisionCode', ({ divisionCode }) => divisionCode),
  column('新覆盖', 'peopleNewlyCovered', ({ peopleNewlyCovered }) => peopleNewlyCovered),
  column('失去', 'peopleLost', ({ peopleLost }) => peopleLost),
  column('贡献', 'contribution', ({ contribution }) => contribution),
  column('费用', 'cost', ({ cost }) => cost),
  column('经度', 'lon', ({ location }) => location?.coordinates[0]),
  column('纬度', 'lat', ({ location }) => location?.coordinates[1]),
  column('邻近', 'beside', ({ beside }) =>
    beside.map(({ name, meters }) => `${name} ${meters} m`).join('; '),
  ),
];

type Level = PlanReport['levels'][number];
const LEVEL_COLUMNS: readonly RowsColumn<Level>[] = [
  column('层级', 'level', ({ level }) => level),
  column('单元', 'unitCount', ({ unitCount }) => unitCount),
  column('现有设施', 'unitsWithFacilityBefore', (level) => level.unitsWithFacilityBefore),
  column('将有设施', 'unitsWithFacilityAfter', (level) => level.unitsWithFacilityAfter),
  ...coverageColumns<Level>(),
];

const unitRows = ({ levels }: PlanReport) =>
  levels.flatMap(({ level, units }) => units.map((unit) => ({ ...unit, level })));
type Unit = ReturnType<typeof unitRows>[number];
const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');
const UNIT_COLUMNS: readonly RowsColumn<Unit>[] = [
  column('层级', 'level', ({ level }) => level),
  column('代码', 'divisionCode', ({ divisionCode }) => divisionCode),
  column('名称', 'name', ({ divisionName }) => divisionName),
  column('现有设施', 'hasFacilityBefore', (unit) => yesOrNo(unit.hasFacilityBefore)),
  column('将有设施', 'hasFacilityAfter', (unit) => yesOrNo(unit.hasFacilityAfter)),
  ...coverageColumns<Unit>(),
];

function coverageColumns<T extends Pick<Level, 'before' | 'after'>>(): RowsColumn<T>[] {
  return [
    column('总人数', 'totalPeople', ({ before }) => before.totalPeople),
    column('现覆盖', 'coveredBefore', ({ before }) => before.coveredPeople),
    column('将覆盖', 'coveredAfter', ({ after }) => after.coveredPeople),
    column('现覆盖率', 'ratioBefore', ({ before }) => rounded(before.ratio)),
    column('将覆盖率', 'ratioAfter', ({ after }) => rounded(after.ratio)),
  ];
}

/** Six digits: a person in a million. */
function rounded(ratio: number | null): number | null {
  return ratio === null ? null : Math.round(ratio * 1e6) / 1e6;
}

type Served = PlanReport['assignment'][number];
const ASSIGNMENT_COLUMNS: readonly RowsColumn<Served>[] = [
  column('需求点', 'demandPointId', ({ demandPointId }) => demandPointId),
  column('站点', 'siteId', ({ siteId }) => siteId),
  column('人数', 'people', ({ people }) => people),
  column('步行秒', 'walkSeconds', ({ walkSeconds }) => walkSeconds),
];

type Left = PlanReport['uncoverablePoints'][number];
const POINT_COLUMNS: readonly RowsColumn<Left>[] = [
  column('需求点', 'demandPointId', ({ demandPointId }) => demandPointId),
  column('区划', 'divisionCode', ({ divisionCode }) => divisionCode),
  column('人数', 'people', ({ people }) => people),
  column('最近设施', 'nearestFacilityId', ({ nearestFacilityId }) => nearestFacilityId),
  column('现步行秒', 'walkSeconds', ({ walkSeconds }) => walkSeconds),
  column('经度', 'lon', ({ lon }) => lon),
  column('纬度', 'lat', ({ lat }) => lat),
];

const LISTS = {
  sites: (plan: PlanReport) => ({ rows: changeRows(plan), columns: CHANGE_COLUMNS }),
  levels: ({ levels }: PlanReport) => ({ rows: levels, columns: LEVEL_COLUMNS }),
  units: (plan: PlanReport) => ({ rows: unitRows(plan), columns: UNIT_COLUMNS }),
  assignment: ({ assignment }: PlanReport) => ({ rows: assignment, columns: ASSIGNMENT_COLUMNS }),
  uncoverable: (plan: PlanReport) => ({ rows: plan.uncoverablePoints, columns: POINT_COLUMNS }),
  uncovered: (plan: PlanReport) => ({ rows: plan.uncoveredPoints, columns: POINT_COLUMNS }),
} satisfies Record<SitingList, (plan: PlanReport) => { rows: readonly unknown[]; columns: unknown }>;
