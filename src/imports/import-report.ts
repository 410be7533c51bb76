import type { ImportIssue, ImportIssueCode } from './import-issue.js';
import type { FieldTable } from '../platform/fields/field-table.js';
import { nameFields } from './name-fields.js';
import type { SnapshotSurvey } from './snapshot-survey.js';

export const IMPORT_DATASETS = [
  'divisions',
  'facilities',
  'estates',
  'land',
  'demand',
  'candidates',
  'careRooms',
  'evidence',
  'pools',
  'careLand',
  'communityPremises',
  'availablePremises',
  'network',
] as const;
export type ImportDatasetName = (typeof IMPORT_DATASETS)[number];

/** What the walking network looks like after its import. */
export interface NetworkReport {
  /** Row of network_snapshot. */
  readonly snapshotId: string;
  /** False when the walkways were the same as before, so that the snapshot stays. */
  readonly isNew: boolean;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly vertexCount: number;
  readonly lengthMeters: number;
  readonly componentCount: number;
  /** Share (0–1) of the vertices in the largest component; null for an empty network. */
  readonly mainComponentShare: number | null;
  /** Ways, or parts of ways, left out by reason. */
  readonly ignored: Readonly<Record<string, number>>;
  /** What was found in the network of all sources; null when the snapshot is older than surveys. */
  readonly survey: SnapshotSurvey | null;
  /** What joining this file's ways where they share no vertex did; null where it was not asked for. */
  readonly noding: NodingReport | null;
}

export interface NodingReport {
  /** New nodes where lines crossed. */
  readonly crossingCount: number;
  /** Vertices that lay on another line. */
  readonly touchCount: number;
  /** Loose ends joined to a vertex near by. */
  readonly joinedEndCount: number;
}

/** Outcome of an import; read = inserted + updated + unchanged + rejected. */
export interface ImportReport {
  readonly dataset: ImportDatasetName;
  readonly source: string;
  readonly fileName: string | null;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Walkways of the source that the new file no longer has; 0 for the other datasets, which never delete. */
  readonly deleted: number;
  readonly dryRun: boolean;
  readonly issues: readonly ImportIssue[];
  /** Findings beyond those listed. */
  readonly issuesOmitted: number;
  /** All findings, listed or not, by code. */
  readonly issueCounts: Readonly<Partial<Record<ImportIssueCode, number>>>;
  readonly crs: string;
  readonly encoding: string | null;
  readonly seconds: number;
  readonly network?: NetworkReport;
}

export const LISTED_ISSUES = 10_000;

/** Collects findings: all are counted, the first ones listed. */
export class IssueLog {
  readonly listed: ImportIssue[] = [];
  readonly counts: Partial<Record<ImportIssueCode, number>> = {};
  omitted = 0;

  /** @param fields those the findings name; their Chinese titles go into the sentences */
  constructor(
    private readonly fields: FieldTable = {},
    private readonly limit = LISTED_ISSUES,
  ) {}

  add(...issues: readonly ImportIssue[]): void {
    for (const issue of issues) {
      this.counts[issue.code] = (this.counts[issue.code] ?? 0) + 1;
      if (this.listed.length < this.limit)
        this.listed.push({ ...issue, message: nameFields(issue.message, this.fields) });
      else this.omitted++;
    }
  }

  /** In the order of the file, findings about the file as a whole first. */
  sorted(): ImportIssue[] {
    return [...this.listed].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  }
}
