import {
  type AreaFigureFragment,
  AreaFigureOfDocument,
  DivisionFiguresDocument,
  type DivisionFiguresQuery,
  PartFiguresDocument,
  type PartFiguresQuery,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { session } from '../api/session.js';
import type { ViewState } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { LEVELS_OF } from './figure.js';

export type WholeDivision = NonNullable<DivisionFiguresQuery['administrativeDivision']>;
type Parts = NonNullable<PartFiguresQuery['administrativeDivision']>['children'];
export type PartDivision = Parts['edges'][number]['node'];

/** What is known of the question at hand. */
export interface CoverageNews {
  readonly isAsking: boolean;
  readonly problem: unknown;
  readonly whole: WholeDivision | null;
  /** The divisions below it, or where there are none its own siblings and itself. */
  readonly parts: readonly PartDivision[];
  /** The area figure of the whole, which comes last. */
  readonly area: AreaFigureFragment | null;
}

/** The part of the view that the figures depend on. */
const ASKED = ['division', 'service', 'minutes', 'speed', 'asOf', 'scenario', 'reading', 'level'] as const;

/** The variables of a question about coverage. */
export function questionOf(state: ViewState) {
  return {
    service: state.service,
    walkMinutes: state.minutes,
    speed: state.speed,
    asOf: state.asOf,
    scenarioId: state.scenario ?? null,
    levels: LEVELS_OF[state.level],
  };
}

/** Asks for the figures of the view whenever it changes; tells by `change` events. Map and panel share one. */
export class CoverageFeed extends EventTarget {
  news: CoverageNews = { isAsking: true, problem: null, whole: null, parts: [], area: null };
  private asked = new AbortController();

  constructor(private readonly store: ViewStore) {
    super();
    store.follow(({ state, previous }) => {
      if (ASKED.some((key) => state[key] !== previous[key])) void this.ask();
    });
    session.addEventListener('change', () => void this.ask());
    void this.ask();
  }

  readonly ask = async (): Promise<void> => {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { state } = this.store;
    const code = state.division;
    if (!code) return;
    const isOther = this.news.whole?.code !== code;
    this.tell({ isAsking: true, problem: null, area: null, ...(isOther && { whole: null, parts: [] }) });
    try {
      const variables = questionOf(state);
      const reads = {
        isPopulation: state.reading === 'population',
        isPresence: state.reading === 'presence',
        isHouseholds: state.reading === 'households',
        isArea: state.reading === 'area',
      };
      const askParts = (of: string) =>
        request(PartFiguresDocument, { code: of, ...variables, ...reads }, { signal });
      const [{ administrativeDivision: whole }, below] = await Promise.all([
        request(DivisionFiguresDocument, { code, ...variables, withArea: false }, { signal }),
        askParts(code),
      ]);
      if (!whole) return this.tell({ isAsking: false, whole: null, parts: [] });
      const isLeaf = whole.children.totalCount === 0 && whole.parent;
      const { administrativeDivision: of } = isLeaf ? await askParts(whole.parent!.code) : below;
      const parts = of?.children.edges.map(({ node }) => node) ?? [];
      this.tell({ isAsking: false, whole, parts });
      const { levels: _levels, ...question } = variables;
      const { coverage } = await request(AreaFigureOfDocument, { code, ...question }, { signal });
      this.tell({ area: coverage });
    } catch (problem) {
      // Figures of another question would be taken for the answer to this one.
      if (!signal.aborted) this.tell({ isAsking: false, problem, whole: null, parts: [] });
    }
  };

  private tell(change: Partial<CoverageNews>): void {
    this.news = { ...this.news, ...change };
    this.dispatchEvent(new Event('change'));
  }
}

const feeds = new WeakMap<ViewStore, CoverageFeed>();

/** The feed of a view. */
export function coverageFeed(store: ViewStore): CoverageFeed {
  const feed = feeds.get(store) ?? new CoverageFeed(store);
  feeds.set(store, feed);
  return feed;
}
