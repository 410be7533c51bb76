import type { ClaimRelationKind } from '../kernel/claims/claim.js';

/** Which of an indicator's figures a claim is held against. */
export const RECORD_PARTS = ['VALUE', 'TARGET'] as const;
export type RecordPart = (typeof RECORD_PARTS)[number];

/** A claim as somebody enters it, all of it text so that written decimals stay. */
export interface ClaimDraft {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly unit?: string | null;
  readonly subject?: string | null;
  readonly scope?: string | null;
  readonly period?: string | null;
  /** Indicator, division and month of the platform's own figure it is to be compared with; all or none. */
  readonly indicator?: string | null;
  readonly division?: string | null;
  readonly month?: string | null;
  readonly part?: RecordPart | null;
}

/** A relation as somebody enters it: claims by their keys. */
export interface ClaimRelationDraft {
  readonly kind: ClaimRelationKind;
  readonly claim: string;
  readonly terms: readonly string[];
}

export interface ClaimSetDraft {
  readonly claims: readonly ClaimDraft[];
  readonly relations: readonly ClaimRelationDraft[];
}

/** How much one check may hold. */
export const CLAIM_LIMITS = {
  claims: 500,
  relations: 1000,
  /** Claims compared with the record. */
  records: 100,
  terms: 2000,
  keyLength: 80,
  textLength: 200,
} as const;
