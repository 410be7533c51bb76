import { hasError, keyProblems } from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import { pastDayProblems } from '../past-day.js';
import { evidenceFingerprint, type EvidenceStatement } from './evidence-fingerprint.js';

/** Longest text that names a document. */
export const LONGEST_DOCUMENT = 500;

/** The fields of a file of evidence. */
export const ESTATE_EVIDENCE_FIELDS = fieldTable({
  careRoomId: {
    type: 'text',
    description: 'Number of the care room it is about. 用房编号',
    aliases: ['用房编号', '养老用房编号', '养老服务用房编号'],
  },
  estateId: {
    type: 'text',
    description: 'Number of the estate whose housing it is about, where it is about no room. 小区编号',
    aliases: ['小区编号', '小区代码'],
  },
  step: {
    type: 'choice',
    required: true,
    description: 'Step that was reached. 环节',
    aliases: ['环节', '四同步环节', '阶段', '步骤', '事项'],
    choices: {
      PLANNED: ['规划', '同步规划', '规划许可'],
      BUILT: ['建设', '同步建设', '建成', '完工'],
      ACCEPTED: ['验收', '同步验收', '竣工验收'],
      DELIVERED: ['交付', '同步交付', '移交', '交房'],
    },
  },
  happenedOn: {
    type: 'date',
    description: 'When it was reached; left out only by a correction that withdraws. 日期',
    aliases: ['日期', '时间', '完成日期', '发生日期'],
  },
  document: {
    type: 'text',
    required: true,
    description: 'Document that says so. 依据文件',
    aliases: ['依据文件', '文件', '凭证', '文号', '依据', '证明材料'],
  },
  replaces: {
    type: 'integer',
    minimum: 1,
    description: 'Number of the evidence that this one corrects. 更正的凭证编号',
    aliases: ['更正的凭证编号', '更正凭证', '更正编号', '替代凭证编号'],
  },
});

/** Evidence ready to be stored, once its subject and what it corrects have been looked up. */
export interface EstateEvidenceDraft extends EvidenceStatement {
  readonly fingerprint: string;
}

/** What a row says: it is about a room where it names one, else about the housing of an estate. */
export function readEstateEvidence(
  row: FeatureRow<typeof ESTATE_EVIDENCE_FIELDS>,
): FeatureReading<EstateEvidenceDraft> {
  const { careRoomId, estateId, step, happenedOn, document, replaces } = row.values;
  const problems: FieldProblem[] = [
    ...keyProblems(careRoomId, 'careRoomId'),
    ...keyProblems(estateId, 'estateId'),
  ];
  if (careRoomId === null && estateId === null)
    problems.push({
      code: 'BAD_VALUE',
      field: 'careRoomId',
      value: '',
      expected: '用房编号或小区编号 (number of a room or of an estate)',
    });
  if (happenedOn === null && replaces === null) problems.push({ code: 'MISSING_FIELD', field: 'happenedOn' });
  problems.push(...pastDayProblems('happenedOn', happenedOn));
  if (document!.length > LONGEST_DOCUMENT)
    problems.push({ code: 'BAD_VALUE', field: 'document', expected: `≤ ${LONGEST_DOCUMENT} 字 characters` });
  if (hasError(problems)) return { draft: null, problems };
  const statement: EvidenceStatement = {
    subject: careRoomId === null ? 'ESTATE' : 'CARE_ROOM',
    subjectId: careRoomId ?? estateId!,
    step: step!,
    happenedOn,
    document: document!,
    replaces: replaces === null ? null : String(replaces),
  };
  return { draft: { ...statement, fingerprint: evidenceFingerprint(statement) }, problems };
}
