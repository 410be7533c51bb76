import { Field, Int, ObjectType } from 'type-graphql';
import { FindingCode, FindingSeverity, type FindingState, severityOf } from './finding-words.js';
import type { AuditedRow } from './audit-view.js';
import type { FindingStates } from './finding-states.js';

@ObjectType({ description: 'How often something was found. 问题统计' })
export class EstateFindingCount {
  @Field(() => FindingCode, { description: 'What was found. 问题代码' })
  code!: FindingCode;

  @Field(() => FindingSeverity, { description: 'How grave. 严重程度' })
  severity!: FindingSeverity;

  @Field(() => Int, { description: 'Estates it was found at. 涉及小区' })
  estates!: number;

  @Field(() => Int, { description: 'Findings the data show. 问题数' })
  findings!: number;

  @Field(() => Int, { description: 'Of them open. 未处理' })
  open!: number;

  @Field(() => Int, { description: 'Of them explained. 已说明' })
  explained!: number;

  @Field(() => Int, {
    description: 'Of them said to be settled, though the data still show them. 称已整改但仍出现',
  })
  saidSettled!: number;

  @Field(() => Int, {
    description: 'Settled by the data: spoken of once, and no longer shown. 数据表明已整改',
  })
  settledByData!: number;
}

const BY_STATE = { OPEN: 'open', EXPLAINED: 'explained', SETTLED: 'saidSettled' } as const satisfies Record<
  FindingState,
  keyof EstateFindingCount
>;

const ROWS_PER_STEP = 256;

/** Findings of estates counted by code, in the order of the codes, in steps. */
export function* countFindings(
  rows: readonly AuditedRow[],
  states: FindingStates,
  asOf: string,
): Generator<void, EstateFindingCount[]> {
  const counts = new Map<FindingCode, EstateFindingCount>();
  const lastRow = new Map<FindingCode, number>();
  for (let at = 0; at < rows.length; at++) {
    const { audit } = rows[at];
    if (states.knows(audit.estateId)) {
      for (const { code, state, finding } of states.of(audit, asOf)) {
        if (finding === null) countOf(counts, code).settledByData++;
        else add(code, BY_STATE[state], at);
      }
    } else for (const { code } of audit.findings) add(code, 'open', at);
    if (at % ROWS_PER_STEP === 0) yield;
  }
  return Object.keys(FindingCode).flatMap((code) => counts.get(code as FindingCode) ?? []);

  function add(code: FindingCode, state: (typeof BY_STATE)[FindingState], row: number): void {
    const count = countOf(counts, code);
    count.findings++;
    count[state]++;
    if (lastRow.get(code) !== row) count.estates++;
    lastRow.set(code, row);
  }
}

function countOf(counts: Map<FindingCode, EstateFindingCount>, code: FindingCode): EstateFindingCount {
  const known = counts.get(code);
  if (known) return known;
  const count = Object.assign(new EstateFindingCount(), {
    ...{ code, severity: severityOf(code), estates: 0, findings: 0 },
    ...{ open: 0, explained: 0, saidSettled: 0, settledByData: 0 },
  });
  counts.set(code, count);
  return count;
}
