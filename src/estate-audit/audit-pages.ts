import { pageOfList, rankOrder, rowsInTurns } from '../coverage/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import type {
  AuditedEstateFilter,
  AuditPartsArguments,
  AuditedEstatesArguments,
  FindingFilterArguments,
} from './estate-audit.inputs.js';
import { auditedEstateTest, findingTest } from './estate-audit.inputs.js';
import { AuditedEstate } from './audited-estate.type.js';
import { EstateAuditPart, EstateAuditTotals } from './audit-totals.type.js';
import type { AuditedRow, AuditView } from './audit-view.js';
import {
  AuditedEstateConnection,
  type EstateAudit,
  EstateAuditPartConnection,
  EstateFindingConnection,
} from './estate-audit.type.js';
import { EstateFinding } from './estate-finding.type.js';
import type { FindingStates, StatedFinding } from './finding-states.js';

const ROWS_PER_STEP = 256;
const ESTATES = rankOrder('audited estate');
const FINDINGS = rankOrder('estate finding');
const PARTS = rankOrder('estate audit part');

/** A page of the estates of an audit that pass the filter. */
export async function estatesPage(
  { view, division }: EstateAudit,
  args: AuditedEstatesArguments,
): Promise<ConnectionOf<AuditedEstate>> {
  const test = auditedEstateTest(args.filter);
  const rows = args.orderBy === 'WORST' ? await view.worstFirst(division) : view.rowsOf(division);
  const passing = test ? await inTurns(passingRows(rows, test)) : rows;
  const list = pageOfList(passing, (_, at) => at, ESTATES, args);
  return rowsInTurns(AuditedEstateConnection, list, (row) => new AuditedEstate(row, view));
}

/** A page of the findings of an audit's estates, by division and estate. */
export async function findingsPage(
  { view, division }: EstateAudit,
  states: FindingStates,
  args: FindingFilterArguments,
): Promise<ConnectionOf<EstateFinding>> {
  const found = await inTurns(statedFindings(view, division, states, findingTest(args)));
  const list = pageOfList(found, (_, at) => at, FINDINGS, args);
  return rowsInTurns(
    EstateFindingConnection,
    list,
    ({ row, stated }) => new EstateFinding(row, stated, view),
  );
}

/** A page of the divisions below an audit's, with their sums. */
export function partsPage(
  { view, division }: EstateAudit,
  args: AuditPartsArguments,
): Promise<ConnectionOf<EstateAuditPart>> {
  const list = pageOfList(partsOf(view, division, args.levels ?? null), (_, at) => at, PARTS, args);
  return rowsInTurns(EstateAuditPartConnection, list, (part) =>
    Object.assign(new EstateAuditPart(), {
      divisionCode: view.ground.tree.nodes[part].code,
      totals: new EstateAuditTotals(view.totalsOf(part)),
    }),
  );
}

/** Divisions below one at some levels, at all, or those directly below it (null), in the order of the tree. */
export function partsOf(
  { ground: { tree } }: AuditView,
  division: number | null,
  levels: readonly string[] | 'ALL' | null,
): number[] {
  const from = division === null ? 0 : division + 1;
  const end = division === null ? tree.nodes.length : tree.end[division];
  const below = Array.from({ length: end - from }, (_, at) => from + at);
  if (levels === 'ALL') return below;
  if (levels) return below.filter((part) => levels.includes(tree.nodes[part].level));
  return below.filter((part) => tree.parent[part] === (division ?? -1));
}

/** Ids of all estates that meet conditions on what was found. */
export async function judgedIds(view: AuditView, asked: AuditedEstateFilter): Promise<string[]> {
  const passing = await inTurns(passingRows(view.rowsOf(null), auditedEstateTest(asked)!));
  return passing.map(({ estate }) => estate.id);
}

function* passingRows(
  rows: readonly AuditedRow[],
  test: (row: AuditedRow) => boolean,
): Generator<void, AuditedRow[]> {
  const passing: AuditedRow[] = [];
  for (let at = 0; at < rows.length; at++) {
    if (test(rows[at])) passing.push(rows[at]);
    if (at % ROWS_PER_STEP === 0) yield;
  }
  return passing;
}

/** Findings of a division's estates with their states, those that pass a test. */
export function* statedFindings(
  view: AuditView,
  division: number | null,
  states: FindingStates,
  test: (finding: StatedFinding) => boolean = () => true,
): Generator<void, { readonly row: AuditedRow; readonly stated: StatedFinding }[]> {
  const found: { row: AuditedRow; stated: StatedFinding }[] = [];
  const rows = view.rowsOf(division);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    for (const stated of states.of(row.audit, view.ground.asOf))
      if (test(stated)) found.push({ row, stated });
    if (at % ROWS_PER_STEP === 0) yield;
  }
  return found;
}
