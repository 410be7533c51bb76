import type { ViewState } from '../state/view-state.js';

/** Where new sites may stand. */
export const SOURCES = ['IMPORTED', 'COMMUNITY_POINTS', 'ESTATE_ENTRANCES', 'NETWORK_NODES'] as const;
export type Source = (typeof SOURCES)[number];

/** Levels an equity floor may hold for. */
export const FLOOR_LEVELS = {
  towns: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'],
  communities: ['COMMUNITY', 'VILLAGE'],
} as const;
export type FloorLevels = keyof typeof FLOOR_LEVELS;

/** What the form says; numbers as typed. */
export interface SitingForm {
  readonly count: string;
  readonly sources: readonly Source[];
  readonly budget: string;
  /** Percent; blank: no floor. */
  readonly floor: string;
  readonly floorLevels: FloorLevels;
  readonly timeLimit: string;
}

export const DEFAULT_FORM: SitingForm = {
  count: '3',
  sources: ['IMPORTED'],
  budget: '',
  floor: '',
  floorLevels: 'towns',
  timeLimit: '60',
};

export type FormIssue =
  | 'noDivision'
  | 'noSource'
  | 'countOrBudget'
  | 'badCount'
  | 'badBudget'
  | 'budgetNeedsImported'
  | 'badFloor'
  | 'badTimeLimit';

/** What `startSiting` and `explainCandidate` are asked with. */
export interface SitingAsked {
  readonly divisionCode: string;
  readonly service: ViewState['service'];
  readonly walkMinutes: number;
  readonly speedMetersPerSecond: number;
  readonly asOf: string;
  readonly cohort: 'AGE_60';
  readonly scenarioId: string | null;
  readonly model: 'MCLP' | 'POLICY';
  readonly count: number | null;
  readonly budget: number | null;
  readonly candidateSources: Source[];
  readonly equityFloor: { readonly levels: FloorLevel[]; readonly share: number } | null;
  readonly timeLimitSeconds: number;
}
type FloorLevel = (typeof FLOOR_LEVELS)[FloorLevels][number];

export const MOST_SITES = 500;
const LONGEST_SECONDS = 14_400;
/** A request that explains takes no longer than the server allows one. */
const LONGEST_REQUEST_SECONDS = 60;

/** The question a form asks of a view, or everything that is wrong with it. */
export function readSitingForm(
  form: SitingForm,
  view: ViewState,
): { readonly asked: SitingAsked } | { readonly issues: readonly FormIssue[] } {
  const [count, budget, floor] = [form.count, form.budget, form.floor].map(numberOf);
  const timeLimit = numberOf(form.timeLimit);
  const isBad = (value: number | null, least: number, most: number) =>
    value !== null && !(value >= least && value <= most);
  const badCount = isBad(count, 1, MOST_SITES) || (count !== null && !Number.isInteger(count));
  const wrong: Record<FormIssue, boolean> = {
    noDivision: view.division === null,
    noSource: form.sources.length === 0,
    countOrBudget: count === null && budget === null,
    badCount,
    badBudget: isBad(budget, 0, Number.MAX_VALUE),
    budgetNeedsImported: budget !== null && !form.sources.includes('IMPORTED'),
    badFloor: isBad(floor, 0, 100),
    badTimeLimit: timeLimit === null || isBad(timeLimit, 1, LONGEST_SECONDS),
  };
  const issues = (Object.keys(wrong) as FormIssue[]).filter((issue) => wrong[issue]);
  if (issues.length > 0) return { issues };
  return {
    asked: {
      divisionCode: view.division!,
      service: view.service,
      walkMinutes: view.minutes,
      speedMetersPerSecond: view.speed,
      asOf: view.asOf,
      cohort: 'AGE_60',
      scenarioId: view.scenario ?? null,
      model: floor === null ? 'MCLP' : 'POLICY',
      count,
      budget,
      candidateSources: SOURCES.filter((source) => form.sources.includes(source)),
      equityFloor:
        floor === null ? null : { levels: [...FLOOR_LEVELS[form.floorLevels]], share: floor / 100 },
      timeLimitSeconds: timeLimit!,
    },
  };
}

/** The same question with no more time than a request may take. */
export function asRequest(asked: SitingAsked): SitingAsked {
  return { ...asked, timeLimitSeconds: Math.min(asked.timeLimitSeconds, LONGEST_REQUEST_SECONDS) };
}

/** Null where nothing is typed, NaN where it is no number; full-width digits are read too. */
function numberOf(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim();
  return plain === '' ? null : Number(plain);
}
