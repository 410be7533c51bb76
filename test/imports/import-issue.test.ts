import { describe, expect, it } from 'vitest';
import { ISSUE_TEXTS } from '../../src/imports/import-issue-texts.js';
import { importError, importIssue } from '../../src/imports/import-issue.js';

describe('importIssue', () => {
  it('fills both messages and drops what it has no value for', () => {
    expect(importIssue('DUPLICATE_KEY', { row: 7, field: 'code', value: 321302001, firstRow: 3 })).toEqual({
      code: 'DUPLICATE_KEY',
      severity: 'error',
      row: 7,
      field: 'code',
      value: '321302001',
      message: '“code”的值“321302001”重复，第 3 行已经用过。',
      messageEn: 'In "code" the value "321302001" is repeated; row 3 has it already.',
    });
    expect(importIssue('DUPLICATE_KEY', { row: 7, field: 'code', value: 'x' }).messageEn).toBe(
      'In "code" the value "x" is repeated.',
    );
  });

  it('shortens long values, and values are never taken for templates', () => {
    expect(importIssue('UNKNOWN_CODE', { value: 'x'.repeat(1000) }).value?.length).toBe(200);
    expect(importIssue('UNKNOWN_CODE', { value: '[{row}]' }).messageEn).toContain('"[{row}]"');
    expect(importIssue('BAD_VALUE', { field: 'kind', value: { a: 1 } }).value).toBe('{"a":1}');
  });

  it('becomes an error that carries its code', () => {
    const error = importError('EMPTY_FILE', { file: 'a.csv' });
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', details: { issueCode: 'EMPTY_FILE' } });
    expect(error.message).toContain('a.csv');
  });

  it('has Chinese and English for every code, naming the same parameters', () => {
    for (const [code, { zh, en }] of Object.entries(ISSUE_TEXTS)) {
      expect([code, /[\u4e00-\u9fff]/.test(zh), /[a-z]{3}/.test(en)]).toEqual([code, true, true]);
    }
  });
});
