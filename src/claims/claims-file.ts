import { CLAIM_RELATION_KINDS, type ClaimRelationKind } from '../kernel/claims/claim.js';
import { badInput } from '../platform/errors/bad-input.js';
import { type FieldTable, fieldTable } from '../platform/fields/field-table.js';
import { matchHeaders } from '../platform/fields/match-headers.js';
import { readFields } from '../platform/fields/read-fields.js';
import {
  type ClaimDraft,
  type ClaimRelationDraft,
  type ClaimSetDraft,
  RECORD_PARTS,
  type RecordPart,
} from './claim-draft.js';

/** Columns of a claims CSV. */
const CLAIM_COLUMNS = fieldTable({
  key: {
    type: 'text',
    required: true,
    description: 'Short name of the claim. 编号',
    aliases: ['编号', '序号', '代号'],
  },
  label: { type: 'text', description: 'What it is. 名称', aliases: ['名称', '指标', '内容', 'name'] },
  value: { type: 'text', description: 'As written. 数值', aliases: ['数值', '数据', '值'] },
  unit: { type: 'text', description: 'Unit. 单位', aliases: ['单位', '计量单位'] },
  subject: { type: 'text', description: 'The matter it belongs to. 事项', aliases: ['事项', '主题'] },
  scope: { type: 'text', description: 'For whom it counts. 口径', aliases: ['口径', '范围'] },
  period: {
    type: 'text',
    description: 'Year, month or day. 时期',
    aliases: ['时期', '期间', '年份', '日期'],
  },
  indicator: {
    type: 'text',
    description: 'Indicator on record. 对应指标',
    aliases: ['对应指标', '指标标识', '平台指标'],
  },
  division: { type: 'text', description: 'Division of that figure. 区划代码', aliases: ['区划代码', '区划'] },
  month: { type: 'text', description: 'Month of that figure. 月份', aliases: ['月份', '统计月份'] },
  part: {
    type: 'choice',
    description: 'What it is compared with. 比对对象',
    aliases: ['比对对象', '比对'],
    choices: { VALUE: ['数值', '现值', '完成值'], TARGET: ['目标', '目标值'] },
  },
  relation: {
    type: 'choice',
    description: 'What the claim is to its terms. 关系',
    aliases: ['关系', '关系类型'],
    choices: {
      SUM: ['合计', '求和', '之和'],
      PRODUCT: ['乘积', '相乘'],
      RATIO: ['比例', '占比', '比率'],
      EQUAL: ['相等', '等于', '一致'],
      AT_LEAST: ['不低于', '不少于', '至少'],
      AT_MOST: ['不高于', '不超过', '至多'],
      BEFORE: ['不晚于', '早于'],
      SAME_NAME: ['同名', '同一名称', '同一事物'],
    },
  },
  terms: {
    type: 'text',
    description: 'Keys of the terms, by ; or 、. 各项',
    aliases: ['各项', '项', '依据', '相关编号'],
  },
} as const satisfies FieldTable);

/** A row of a table: its line in the file and its cells by column name. */
export interface ClaimRow {
  readonly row: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * Claims and relations of a table. A row with a value is a claim; a row with a relation says what that claim is to its
 * terms; a row with a key and a relation but no value adds another relation to the claim of that key.
 * @throws PlanningError BAD_USER_INPUT with `details.row`
 */
export function claimSetOfRows(rows: readonly ClaimRow[]): ClaimSetDraft {
  const claims: ClaimDraft[] = [];
  const relations: ClaimRelationDraft[] = [];
  const headers = matchHeaders(CLAIM_COLUMNS, Object.keys(rows[0]?.properties ?? {}));
  for (const needed of ['key', 'value'])
    if (!headers.has(needed)) throw badInput(`The column ${needed} is missing.`, { field: needed });
  for (const { row, properties } of rows) {
    const { values, problems } = readFields(CLAIM_COLUMNS, (field) => properties[headers.get(field) ?? '']);
    for (const { field, expected } of problems) {
      const message = `Line ${row}: ${field} ${expected ? `expected ${expected}` : 'is missing'}.`;
      throw badInput(message, { row, field });
    }
    const { key, value, relation, terms, label, ...rest } = values;
    if (value !== null) claims.push({ ...rest, key: key!, label: label ?? key!, value });
    if (relation !== null) relations.push({ kind: relation, claim: key!, terms: splitTerms(terms) });
    if (relation === null && (value === null || terms !== null)) {
      const expected = value === null ? 'a value or a relation' : 'a relation beside its terms';
      throw badInput(`Line ${row}: expected ${expected}.`, { row, field: 'relation' });
    }
  }
  return { claims, relations };
}

function splitTerms(terms: string | null): string[] {
  return (terms ?? '').split(/[;；、,，|\s]+/).filter((key) => key !== '');
}

/**
 * Claims and relations of a JSON document `{claims: [...], relations: [...]}`, the variables of the query checkClaims.
 * @throws PlanningError BAD_USER_INPUT with `details.path`
 */
export function claimSetOfJson(document: unknown): ClaimSetDraft {
  const { claims, relations } = objectAt(document, 'document');
  return {
    claims: listAt(claims, 'claims').map((claim, at) => claimOfJson(claim, `claims[${at}]`)),
    relations: listAt(relations ?? [], 'relations').map((one, at) => relationOfJson(one, `relations[${at}]`)),
  };
}

function claimOfJson(value: unknown, path: string): ClaimDraft {
  const claim = objectAt(value, path);
  const optional = (field: string): string | null =>
    claim[field] === undefined || claim[field] === null ? null : textAt(claim[field], `${path}.${field}`);
  return {
    key: textAt(claim.key, `${path}.key`),
    label: optional('label') ?? '',
    value: textAt(claim.value, `${path}.value`),
    unit: optional('unit'),
    subject: optional('subject'),
    scope: optional('scope'),
    period: optional('period'),
    indicator: optional('indicator'),
    division: optional('division'),
    month: optional('month'),
    part: partOfJson(claim.part, `${path}.part`),
  };
}

function partOfJson(part: unknown, path: string): RecordPart | null {
  if (part === undefined || part === null) return null;
  const known = RECORD_PARTS.find((one) => one === part);
  if (known) return known;
  throw notAs(path, `one of ${RECORD_PARTS.join(', ')}`);
}

function relationOfJson(value: unknown, path: string): ClaimRelationDraft {
  const { kind, claim, terms } = objectAt(value, path);
  if (!CLAIM_RELATION_KINDS.includes(kind as ClaimRelationKind))
    throw notAs(`${path}.kind`, `one of ${CLAIM_RELATION_KINDS.join(', ')}`);
  return {
    kind: kind as ClaimRelationKind,
    claim: textAt(claim, `${path}.claim`),
    terms: listAt(terms, `${path}.terms`).map((term, at) => textAt(term, `${path}.terms[${at}]`)),
  };
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw notAs(path, 'an object');
}

function listAt(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw notAs(path, 'a list');
}

function textAt(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw notAs(path, typeof value === 'number' ? 'text in quotes, so that written decimals stay' : 'text');
}

function notAs(path: string, expected: string): Error {
  return badInput(`${path}: expected ${expected}.`, { path });
}
