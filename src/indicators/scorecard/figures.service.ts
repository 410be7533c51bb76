import { BoundedCache, type DataVersion, versionKey, walkLimit } from '../../accessibility/index.js';
import type { CoverageService, CoverageView, DivisionTree, UrbanRuralRule } from '../../coverage/index.js';
import { jurisdictionDigits } from '../../divisions/index.js';
import type { AppliedScenario } from '../../scenarios/index.js';
import type { Indicator } from '../indicator.record.js';
import { addMonths, type Month, monthOf } from '../month.js';
import type { FrozenMonth } from '../months/frozen-month.record.js';
import type { MonthsRepository } from '../months/months.repository.js';
import type { ReadingsRepository } from '../readings/readings.repository.js';
import { ComputedFigures } from './computed-figures.js';
import { type Figure, noFigure, shareFigure } from './figure.js';
import type { InstitutionRow, InstitutionsRepository } from './institutions.repository.js';
import { parseComputation } from './parse-computation.js';
import { type MonthSpan, ReportedFigures } from './reported-figures.js';

/** A year of month-ends and the day asked for. */
const KEPT_DATES = 16;
const KEPT_PROJECTIONS = 8;
const KEPT_INSTITUTIONS = 2;

/** What a set of figures is asked for. */
export interface FiguresQuestion {
  /** The division whose figures, and those of the divisions below it, are wanted. */
  readonly code: string;
  readonly asOf: string;
  readonly urbanRuralRule: UrbanRuralRule;
  readonly indicators: readonly Indicator[];
  /** Changes computed figures are projected with; null or absent: the register as it is. */
  readonly scenario?: AppliedScenario | null;
}

/** Figures of a division and everything below it on one date. */
export class FiguresAt {
  constructor(
    readonly asOf: string,
    readonly computed: ComputedFigures,
    private readonly reported: ReportedFigures,
    private readonly frozen: readonly FrozenMonth[],
  ) {}

  get tree(): DivisionTree {
    return this.computed.ground.tree;
  }

  /** 1 for each division in force on the date. */
  get inForce(): Uint8Array {
    return this.computed.ground.inForce;
  }

  /** County-level divisions with readings, imported or not. */
  get reportingCounties(): readonly string[] {
    return this.reported.counties;
  }

  /** The same readings looked at from an earlier date. */
  backTo(asOf: string, computed: ComputedFigures = this.computed): FiguresAt {
    return new FiguresAt(asOf, computed, this.reported, this.frozen);
  }

  /** @param deadline of the target it is held against; what is due in a year is due in the year of its deadline */
  figure(indicator: Indicator, code: string, deadline: string): Figure {
    const { key, computation } = indicator;
    if (computation === null)
      return this.reported.figure(indicator, code, monthsCounted(indicator, deadline, this.asOf));
    const parsed = parseComputation(computation);
    if (!parsed) return noFigure('NOT_COMPUTABLE', { basis: 'COMPUTED', rule: `${key}: ${computation}` });
    if (parsed.kind === 'dispatched-months') return this.dispatched(code, deadline);
    const division = this.tree.numberOf(code);
    if (division < 0) return noFigure('NOT_IMPORTED', { basis: 'COMPUTED', rule: '未计算 · Not computed' });
    return this.computed.figure(indicator, parsed, division);
  }

  /** From April on, at the start of each month the month before is dispatched: frozen, and so published. */
  private dispatched(code: string, deadline: string): Figure {
    const until = deadline < this.asOf ? deadline : this.asOf;
    const months: Month[] = [];
    for (
      let month = `${until.slice(0, 4)}-03-01`;
      addMonths(month, 1) <= monthOf(until);
      month = addMonths(month, 1)
    )
      months.push(month);
    const done = this.frozen.filter((one) => one.jurisdictionCode === code && months.includes(one.month));
    const rule = `Months from March ${until.slice(0, 4)} whose progress was due by ${until} and is frozen`;
    if (months.length === 0) return noFigure('NOT_DUE', { basis: 'COMPUTED', rule });
    return shareFigure(done.length, months.length, { basis: 'COMPUTED', rule });
  }
}

/** All months up to the date; of what is counted per year those of the deadline's year. */
function monthsCounted({ perYear }: Indicator, deadline: string, asOf: string): MonthSpan {
  const last = monthOf(asOf);
  if (!perYear) return { first: '0001-01-01', last };
  const december = `${deadline.slice(0, 4)}-12-01`;
  return { first: `${deadline.slice(0, 4)}-01-01`, last: last < december ? last : december };
}

/** Makes figures: computed from one ground, reported from one statement. */
export class FiguresService {
  private readonly dates = new BoundedCache<ComputedFigures>(KEPT_DATES);
  private readonly projections = new BoundedCache<ComputedFigures>(KEPT_PROJECTIONS);
  private readonly institutions = new BoundedCache<ReadonlyMap<string, InstitutionRow>>(KEPT_INSTITUTIONS);

  constructor(
    private readonly coverage: CoverageService,
    private readonly readings: ReadingsRepository,
    private readonly months: MonthsRepository,
    private readonly repository: InstitutionsRepository,
  ) {}

  /** Two statements beside what the ground takes, which is kept. */
  async at(question: FiguresQuestion, version: DataVersion): Promise<FiguresAt> {
    const { code, asOf, indicators } = question;
    const computed = await this.computed(question, version);
    const { tree, inForce } = computed.ground;
    const reported = indicators.filter(({ computation }) => computation === null).map(({ key }) => key);
    const latest = await this.readings.findLatest(jurisdictionDigits(code), reported, monthOf(asOf));
    const unitsBelow = (one: string) => {
      const division = tree.numberOf(one);
      return division < 0 ? null : tree.childrenOf(division).filter((child) => inForce[child] === 1).length;
    };
    const frozen = await this.months.list(code);
    return new FiguresAt(asOf, computed, new ReportedFigures(latest, unitsBelow), frozen);
  }

  /** Computed figures of every division; kept with the data they rest on. */
  async computed(
    { asOf, urbanRuralRule, indicators, scenario = null }: Omit<FiguresQuestion, 'code'>,
    version: DataVersion,
  ): Promise<ComputedFigures> {
    const keys = [...new Set(indicators.flatMap(({ computation }) => computation ?? []))].sort();
    const state = versionKey(version, 'divisions', 'facilities', 'demand');
    const kept = scenario?.key ? this.projections : this.dates;
    const key = `${state} ${asOf} ${urbanRuralRule} ${scenario?.key ?? ''} ${keys.join(' ')}`;
    return kept.get(key, async () => {
      const ground = await this.coverage.ground(asOf, version, scenario);
      const presence = new Map<string, readonly { readonly counted: boolean }[]>();
      const views = new Map<string, CoverageView>();
      for (const key of keys) {
        const parsed = parseComputation(key);
        if (parsed?.kind === 'presence')
          presence.set(key, await this.coverage.presence(ground, parsed.service));
        if (parsed?.kind === 'presence-kind')
          presence.set(key, await this.coverage.presenceOfKind(ground, parsed.facilityKind));
        if (parsed?.kind === 'population-coverage')
          views.set(
            key,
            await this.coverage.view(
              { service: parsed.service, limit: walkLimit(), asOf, scenario },
              version,
            ),
          );
      }
      const institutions = await this.institutions.get(versionKey(version, 'facilities'), () =>
        this.repository.read(),
      );
      return new ComputedFigures({ ground, presence, views, institutions, rule: urbanRuralRule });
    });
  }
}
