import { Field, Int, ObjectType } from 'type-graphql';
import { FindingCode, FindingSeverity, type FindingState, severityOf } from './finding-words.js';
import type { StatedFinding } from './finding-states.js';

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

/** Findings counted by code, in the order of the codes; estates in a row of findings stand together. */
export function countFindings(found: readonly StatedFinding[]): EstateFindingCount[] {
  const counts = new Map<FindingCode, EstateFindingCount>();
  const lastEstate = new Map<FindingCode, string>();
  for (const { code, estateId, state, finding } of found) {
    let count = counts.get(code);
    if (!count) {
      count = Object.assign(new EstateFindingCount(), {
        ...{ code, severity: severityOf(code), estates: 0, findings: 0 },
        ...{ open: 0, explained: 0, saidSettled: 0, settledByData: 0 },
      });
      counts.set(code, count);
    }
    if (finding === null) {
      count.settledByData++;
      continue;
    }
    count.findings++;
    count[BY_STATE[state]]++;
    if (lastEstate.get(code) !== estateId) count.estates++;
    lastEstate.set(code, estateId);
  }
  return Object.keys(FindingCode).flatMap((code) => counts.get(code as FindingCode) ?? []);
}
