import { describe, expect, it } from 'vitest';
import { divisionRows, levelRows, type Side } from '../../../web/src/compare/compare-rows.js';
import { type FullAnswer, type QuickAnswer, TryOut } from '../../../web/src/scenario/try-out.js';
import { closeFacility, type KnownFacility } from '../../../web/src/moving/plan.js';
import { conflictSentence } from '../../../web/src/siting/conflict-sentence.js';
import { formFromMore, moreWithForm } from '../../../web/src/siting/form-in-address.js';
import { planCsv } from '../../../web/src/siting/plan-csv.js';
import { addProgress, plotProgress, type ProgressPoint } from '../../../web/src/siting/progress-points.js';
import { asRequest, DEFAULT_FORM, readSitingForm } from '../../../web/src/siting/siting-question.js';
import { type JobTold, NO_SUCH_JOB, type RunApi, SitingRun } from '../../../web/src/siting/siting-run.js';
import { gapText, lossText, statusWords } from '../../../web/src/siting/status-words.js';
import { defaultViewState } from '../../../web/src/state/view-state.js';

const view = { ...defaultViewState('2026-11-01'), division: '321302000000', service: 'MEAL' as const };

describe('the form of siting', () => {
  it('asks for the most people with a count', () => {
    expect(readSitingForm(DEFAULT_FORM, view)).toMatchObject({
      asked: {
        model: 'MCLP',
        count: 3,
        budget: null,
        equityFloor: null,
        service: 'MEAL',
        asOf: '2026-11-01',
      },
    });
  });

  it('asks within a floor, with full-width digits read too', () => {
    const read = readSitingForm({ ...DEFAULT_FORM, floor: '２５', count: '', budget: '1,000,000' }, view);
    expect(read).toMatchObject({
      asked: {
        ...{ model: 'POLICY', count: null, budget: 1_000_000 },
        equityFloor: { levels: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'], share: 0.25 },
      },
    });
  });

  it.each([
    [{ count: '2.5' }, ['badCount']],
    [{ count: '501' }, ['badCount']],
    [{ count: '' }, ['countOrBudget']],
    [{ sources: [] }, ['noSource']],
    [{ budget: '9', sources: ['NETWORK_NODES'] as const }, ['budgetNeedsImported']],
    [{ budget: '-1' }, ['badBudget']],
    [{ floor: '101' }, ['badFloor']],
    [{ timeLimit: '' }, ['badTimeLimit']],
    [{ timeLimit: 'x' }, ['badTimeLimit']],
  ])('refuses %j', (patch, issues) => {
    expect(readSitingForm({ ...DEFAULT_FORM, ...patch }, view)).toEqual({ issues });
  });

  it('takes no longer for an explanation than a request may', () => {
    const read = readSitingForm({ ...DEFAULT_FORM, timeLimit: '600' }, view);
    if (!('asked' in read)) throw new Error('refused');
    expect(asRequest(read.asked).timeLimitSeconds).toBe(60);
  });

  it('stands in the address', () => {
    const form = { ...DEFAULT_FORM, count: '5', sources: ['ESTATE_ENTRANCES'] as const, floor: '30' };
    const more = moreWithForm({ 'siting.job': 'x', 'siting.count': '9' }, form);
    expect(more).toEqual({
      ...{
        'siting.job': 'x',
        'siting.count': '5',
        'siting.floor': '30',
        'siting.sources': 'ESTATE_ENTRANCES',
      },
    });
    expect(formFromMore(more)).toEqual(form);
    expect(formFromMore({ 'siting.sources': 'NOWHERE', 'siting.floorLevels': 'toString' })).toMatchObject({
      sources: [],
      floorLevels: 'towns',
    });
  });
});

describe('progress of a search', () => {
  it('is drawn as steps', () => {
    const points: ProgressPoint[] = [
      { seconds: 1, incumbent: 10, bound: 30 },
      { seconds: 2, incumbent: 20, bound: 20 },
    ];
    expect(plotProgress(points, 100, 40)).toEqual({
      ...{ incumbent: '50,40 100,40 100,20', bound: '50,0 100,0 100,20' },
      ...{ lowest: 10, highest: 30, lastSeconds: 2 },
    });
    expect(plotProgress([], 100, 40)).toBeNull();
  });

  it('stays short however long it goes on, from its beginning to its end', () => {
    let points: readonly ProgressPoint[] = [];
    for (let seconds = 0; seconds < 5000; seconds++)
      points = addProgress(points, { seconds, incumbent: seconds, bound: 9999 });
    expect(points.length).toBeLessThanOrEqual(240);
    expect([points[0].seconds, points[points.length - 1].seconds]).toEqual([0, 4999]);
  });

  it('adds nothing where nothing new is told', () => {
    const at = (seconds: number) => ({ seconds, incumbent: 1, bound: 2 });
    const points = [1, 2, 3, 4].reduce<readonly ProgressPoint[]>(
      (all, each) => addProgress(all, at(each)),
      [],
    );
    expect(points.map(({ seconds }) => seconds)).toEqual([1, 4]);
    expect(addProgress(points, at(3))).toBe(points);
  });
});

describe('a search that is followed', () => {
  const told = (state: string, incumbent?: number): JobTold => ({
    ...{ id: 'j', state },
    progress: incumbent === undefined ? null : { incumbent, bound: 9, gap: 0.5, seconds: incumbent },
  });
  const api = (patch: Partial<RunApi<string, string>>): RunApi<string, string> => ({
    ...{ pause: 5, start: async () => ({ id: 'j' }), cancel: async () => null, result: async () => 'plan' },
    look: async () => told('RUNNING'),
    watch: () => new Promise(() => {}),
    ...patch,
  });

  it('is told of until it is done', async () => {
    const phases: string[] = [];
    const run = new SitingRun(
      api({
        watch: async (_, hear) =>
          [told('QUEUED'), told('RUNNING', 1), told('RUNNING', 4), told('DONE')].forEach(hear),
      }),
      () => phases.push(run.state.phase),
    );
    await run.start('where');
    expect([...new Set(phases)]).toEqual(['starting', 'queued', 'running', 'done']);
    expect(run.state).toMatchObject({
      outcome: 'plan',
      jobId: 'j',
      points: [{ incumbent: 1 }, { incumbent: 4 }],
    });
  });

  it('is looked at where nothing is told', async () => {
    const answers = [told('RUNNING', 1), told('RUNNING', 2), told('DONE', 3)];
    const run = new SitingRun(
      api({ watch: () => Promise.reject(new Error('no socket')), look: async () => answers.shift() ?? null }),
      () => {},
    );
    await run.resume('j');
    expect(run.state).toMatchObject({ phase: 'done', outcome: 'plan' });
  });

  it('is called off, at once for the eye', async () => {
    let isCancelled = false;
    const run = new SitingRun(api({ cancel: async () => (isCancelled = true) }), () => {});
    const going = run.start('where');
    await new Promise((resolve) => setTimeout(resolve, 12));
    const calling = run.cancel();
    expect(run.state.phase).toBe('cancelling');
    await Promise.all([calling, going]);
    expect([isCancelled, run.state.phase, run.isBusy]).toEqual([true, 'cancelled', false]);
  });

  it('may fail, or not be known', async () => {
    const failed = { ...told('FAILED'), error: { code: 'NOT_FOUND', message: 'No such division.' } };
    const one = new SitingRun(api({ look: async () => failed }), () => {});
    await one.resume('j');
    expect(one.state).toMatchObject({ phase: 'failed', problem: { code: 'NOT_FOUND' }, outcome: null });
    const other = new SitingRun(api({ look: async () => null }), () => {});
    await other.resume('j');
    expect(other.state).toMatchObject({ phase: 'failed', problem: NO_SUCH_JOB });
    const gone = Object.assign(new Error('There is no job j.'), { isPassing: false });
    let looks = 0;
    const unknown = new SitingRun(
      api({
        look: () => {
          looks++;
          return Promise.reject(gone);
        },
      }),
      () => {},
    );
    await unknown.resume('j');
    expect([unknown.state.phase, unknown.state.problem, looks]).toEqual(['failed', gone, 1]);
    const refused = new SitingRun(api({ start: () => Promise.reject(new Error('no')) }), () => {});
    await refused.start('where');
    expect(refused.state).toMatchObject({ phase: 'failed', problem: new Error('no') });
  });
});

describe('plans in words', () => {
  it('say how good they are, never better than they are', () => {
    expect(statusWords({ status: 'OPTIMAL', gap: 0 }, 'zh')).toContain('已证明最优');
    expect(statusWords({ status: 'FEASIBLE', gap: 0.003 }, 'zh')).toBe('与最优相差不超过 0.3 %。');
    expect(gapText(0.00301, 'zh')).toBe('0.31 %');
    expect(gapText(0.1234, 'en')).toBe('12.4%');
    expect(lossText(-3, 20, 'zh')).toBe('0–20');
    expect(lossText(20, 20, 'zh')).toBe('20');
  });

  it('say why there is none', () => {
    const conflict = { asked: 0.9, possible: 0.42, name: '蔡集镇', ids: [], message: 'floor' };
    expect(conflictSentence({ ...conflict, reason: 'FLOOR_OUT_OF_REACH' }, 'zh')).toBe(
      '蔡集镇达不到公平下限 90.0%：在这些条件下最多 42.0%。',
    );
    expect(conflictSentence({ ...conflict, reason: 'SOMETHING_NEW' }, 'zh')).toBe('floor');
  });

  it('are saved as a table with what they rest on', () => {
    const site = {
      ...{ order: 1, candidateId: 'C1', name: '=甲', division: null, peopleNewlyCovered: 5, cost: null },
      location: { type: 'Point' as const, coordinates: [118, 34] },
    };
    const csv = planCsv(['次序', '编号'], [site, { ...site, order: 2 }], [['校验值', 'abc']]);
    expect(csv).toBe(
      "\uFEFF次序,编号\r\n1,C1,'=甲,,,118,34,5,5,\r\n2,C1,'=甲,,,118,34,5,10,\r\n\r\n校验值,abc\r\n",
    );
  });
});

describe('trying out', () => {
  const question = {
    divisionCode: 'd',
    service: 'MEAL',
    walkMinutes: 15,
    speedMetersPerSecond: 0.8,
    asOf: 'x',
  };
  const people = (coveredPeople: number) => ({ coveredPeople, totalPeople: 100, ratio: coveredPeople / 100 });
  const quick: QuickAnswer = {
    effect: {
      ...{ before: people(30), after: people(20), peopleNewlyCovered: 0, peopleNoLongerCovered: 10 },
      ...{ presence: [], divisions: [], divisionCount: 0 },
    },
    offNetwork: [],
  };
  const full = (after: number): FullAnswer => ({
    before: { population: people(30), presence: [] },
    after: { population: people(after), presence: [] },
  });
  const facility: KnownFacility = {
    ...{ id: 'F', name: 'F', facilityKind: 'MEAL_POINT', capabilities: [], mealMode: null, beds: null },
    ...{ at: null, assignedTo: [] },
  };
  const plan = closeFacility([], facility);
  const tried = (kinds: string[], after: number) => {
    const tryOut = new TryOut(
      {
        terms: async () => ({ kinds, anyCapability: [], allCapabilities: [], exceptMealModes: [] }),
        quick: async () => quick,
        full: async () => full(after),
      },
      () => {},
    );
    tryOut.ask(question);
    return tryOut;
  };
  const rest = () => new Promise((resolve) => setTimeout(resolve, 260));

  it('shows the quick answer, and that the full one is the same', async () => {
    const tryOut = tried(['MEAL_POINT'], 20);
    tryOut.preview(plan);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([tryOut.standing, tryOut.effect?.after]).toEqual(['moving', people(20)]);
    tryOut.settle(plan);
    expect(tryOut.standing).toBe('checking');
    await rest();
    expect([tryOut.standing, tryOut.effect?.after]).toEqual(['same', people(20)]);
  });

  it('shows the full answer where it differs, or is the only one', async () => {
    const other = tried(['MEAL_POINT'], 25);
    other.settle(plan);
    const only = tried([], 30);
    only.settle(plan);
    await rest();
    expect([other.standing, other.effect?.after]).toEqual(['other', people(25)]);
    expect([only.standing, only.effect?.after]).toEqual(['same', people(30)]);
    only.settle([]);
    expect(only.effect).toBeNull();
  });
});

describe('trying out without a line', () => {
  const facility = {
    id: 'F',
    name: 'F',
    facilityKind: 'MEAL_POINT',
    capabilities: [],
    mealMode: null,
    beds: null,
  };
  const plan = closeFacility([], { ...facility, at: null, assignedTo: [] });

  it('says that what stands there is of an earlier plan', async () => {
    const lost = () => Promise.reject(new Error('offline'));
    const tryOut = new TryOut({ terms: lost, quick: lost, full: lost }, () => {});
    tryOut.ask({ divisionCode: 'd', service: 'MEAL', walkMinutes: 15, speedMetersPerSecond: 0.8, asOf: 'x' });
    tryOut.settle(plan);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([tryOut.standing, tryOut.problem]).toEqual(['stale', new Error('offline')]);
  });
});

describe('two sides', () => {
  const people = (coveredPeople: number) => ({ coveredPeople, totalPeople: 100, ratio: coveredPeople / 100 });
  const side = (numerator: number, covered: readonly number[]): Side => ({
    coverage: {
      population: people(1),
      presence: [
        { level: 'TOWN', denominator: 4, numerator },
        { level: 'ZONE', denominator: 0, numerator: 0 },
      ],
    },
    children: {
      edges: covered.map((each, at) => ({
        node: { code: `${at}`, name: `${at}`, level: 'TOWN', coverage: { population: people(each) } },
      })),
    },
  });

  it('differ by levels and divisions, the largest difference first', () => {
    const [left, right] = [side(1, [10, 10, 10]), side(3, [10, 4, 12])];
    expect(levelRows(left, right)).toEqual([{ level: 'TOWN', left: 1, right: 3, all: 4, difference: 2 }]);
    expect(divisionRows(left, right).map(({ code, people: change }) => [code, change])).toEqual([
      ['1', -6],
      ['2', 2],
      ['0', 0],
    ]);
  });
});
