import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  byLevelAndChange,
  directionOf,
  type Effect,
  effectOf,
  isSame,
} from '../../../web/src/moving/effect.js';
import { historyOf, next, redo, undo } from '../../../web/src/moving/history.js';
import { LatestWins } from '../../../web/src/moving/latest-wins.js';
import {
  closeFacility,
  findChange,
  freeId,
  type KnownFacility,
  moveFacility,
  openFacility,
  type PlannedFacility,
  withoutChange,
} from '../../../web/src/moving/plan.js';
import { toScenarioChanges, toWhatIfChanges } from '../../../web/src/moving/plan-changes.js';
import { planFromSteps, registerIds, type ScenarioStepOf } from '../../../web/src/moving/plan-from-steps.js';
import { PlanStore } from '../../../web/src/moving/plan-store.js';
import { readPoint, stepByKey, stepPoint } from '../../../web/src/moving/step-point.js';
import { takeSites } from '../../../web/src/moving/take-sites.js';

const AT = { lon: 118.3, lat: 33.9 };
const THERE = { lon: 118.31, lat: 33.91 };
const station: KnownFacility = {
  ...{ id: 'F1', name: '甲站', facilityKind: 'COMMUNITY_STATION', capabilities: ['MEAL'], mealMode: null },
  ...{ beds: 12, at: AT, assignedTo: ['321302001001'] },
};
const kitchen: KnownFacility = {
  ...station,
  id: 'F2',
  facilityKind: 'MEAL_POINT',
  mealMode: 'CENTRAL_KITCHEN',
};
const opened: PlannedFacility = {
  ...{ id: 'new:1', name: '新点', facilityKind: 'MEAL_POINT', capabilities: [], beds: null, mealsPerDay: 80 },
  ...{ at: AT, assignedTo: [] },
};
const MEALS = {
  kinds: ['MEAL_POINT'],
  anyCapability: ['MEAL'],
  allCapabilities: [],
  exceptMealModes: ['CENTRAL_KITCHEN'],
};

describe('a history', () => {
  it('goes back and forth, and forgets what was undone when something else is done', () => {
    const three = next(next(historyOf('a'), 'b'), 'c');
    const back = undo(undo(three));
    expect([back.now, redo(back).now, redo(redo(back)).now]).toEqual(['a', 'b', 'c']);
    expect(redo(next(back, 'd')).now).toBe('d');
    expect(undo(historyOf('a')).now).toBe('a');
    expect(next(three, 'c')).toBe(three);
  });
});

describe('a plan', () => {
  it('has one change a facility, the latest', () => {
    const plan = closeFacility(moveFacility(moveFacility([], station, THERE), station, AT), kitchen);
    expect(plan.map(({ kind }) => kind)).toEqual(['MOVE', 'CLOSE']);
    expect(findChange(plan, 'F1')).toMatchObject({ at: AT });
    expect(closeFacility(plan, station)[0]).toMatchObject({ kind: 'CLOSE', facility: { id: 'F1' } });
    expect(withoutChange(plan, 'F1')).toHaveLength(1);
  });

  it('moves and drops what it opens itself', () => {
    const plan = moveFacility(openFacility([], opened), opened, THERE);
    expect(plan).toEqual([{ kind: 'OPEN', facility: { ...opened, at: THERE } }]);
    expect(closeFacility(plan, opened)).toEqual([]);
    expect(freeId(plan)).toBe('new:2');
  });

  it('is a scenario in which what moves closes and opens again with all it has', () => {
    const plan = openFacility(moveFacility([], station, THERE), opened);
    expect(toScenarioChanges(plan)).toEqual([
      { kind: 'CLOSE', facilityId: 'F1' },
      {
        ...{
          kind: 'OPEN',
          id: 'moved:F1',
          name: '甲站',
          facilityKind: 'COMMUNITY_STATION',
          capabilities: ['MEAL'],
        },
        ...{ at: THERE, beds: 12, assignedTo: ['321302001001'] },
      },
      {
        ...{ kind: 'OPEN', id: 'new:1', name: '新点', facilityKind: 'MEAL_POINT', capabilities: [], at: AT },
        mealsPerDay: 80,
      },
    ]);
  });

  it('asks quickly only about what offers the service', () => {
    const office = { ...station, id: 'F3', facilityKind: 'GUIDANCE_CENTER', capabilities: [] };
    const plan = [station, kitchen, office].reduce<ReturnType<typeof openFacility>>(
      (grown, each) => closeFacility(grown, each),
      openFacility([], opened),
    );
    expect(toWhatIfChanges(plan, MEALS)).toEqual([
      { kind: 'OPEN', at: AT, name: '新点' },
      { kind: 'CLOSE', facilityId: 'F1' },
    ]);
    const all = { ...MEALS, kinds: [], anyCapability: [], allCapabilities: ['MEAL', 'BATH'] };
    expect(toWhatIfChanges(plan, all)).toEqual([]);
  });

  it('takes proposed sites in once', () => {
    const sites = [{ name: '备选', location: { type: 'Point' as const, coordinates: [118.3, 33.9] } }];
    const plan = takeSites([], sites, 'MEAL');
    expect(plan).toMatchObject([
      { kind: 'OPEN', facility: { id: 'new:1', facilityKind: 'MEAL_POINT', at: AT } },
    ]);
    expect(takeSites(plan, sites, 'MEAL')).toBe(plan);
  });
});

describe('a saved scenario', () => {
  /** As the server tells again what it was given. */
  const stepsOf = (changes: ReturnType<typeof toScenarioChanges>): ScenarioStepOf[] =>
    changes.map(({ at, id, facilityId, assignedTo = [], ...rest }) => ({
      ...rest,
      facilityId: facilityId ?? id ?? '',
      location: at ? { coordinates: [at.lon, at.lat] } : null,
      assignedTo,
    }));
  const known = new Map([
    ['F1', station],
    ['F2', kitchen],
  ]);

  it('is the plan it was saved from', () => {
    const plan = closeFacility(openFacility(moveFacility([], station, THERE), opened), kitchen);
    const steps = stepsOf(toScenarioChanges(plan));
    expect(registerIds(steps)).toEqual(['F1', 'F2']);
    expect(planFromSteps(steps, known)).toEqual(plan);
  });

  it('keeps what a plan cannot say, and saves it again unchanged', () => {
    const changes = [
      { kind: 'RESIZE' as const, facilityId: 'F1', beds: 40, nursingBeds: 20 },
      {
        kind: 'OPEN' as const,
        id: 'later',
        name: '明年',
        facilityKind: 'MEAL_POINT',
        at: AT,
        from: '2027-01-01',
      },
      { kind: 'CLOSE' as const, facilityId: 'F9' },
    ];
    const plan = planFromSteps(stepsOf(changes), known);
    expect(plan.map(({ kind }) => kind)).toEqual(['KEPT', 'KEPT', 'KEPT']);
    const [first, second, third] = toScenarioChanges(plan);
    expect(first).toEqual(changes[0]);
    expect(second).toMatchObject({ kind: 'OPEN', id: 'later', at: AT, from: '2027-01-01' });
    expect(third).toEqual(changes[2]);
  });
});

describe('a plan store', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
      removeItem: (name: string) => void kept.delete(name),
    };
  };

  it('undoes steps, arrow keys as one', () => {
    const store = new PlanStore(null);
    store.change(openFacility([], opened));
    for (const lon of [118.301, 118.302, 118.303])
      store.change(moveFacility(store.plan, opened, { ...AT, lon }), opened.id);
    expect(store.plan).toMatchObject([{ facility: { at: { lon: 118.303 } } }]);
    store.undo();
    expect(store.plan).toMatchObject([{ facility: { at: AT } }]);
    store.redo();
    expect(store.plan).toMatchObject([{ facility: { at: { lon: 118.303 } } }]);
  });

  it('knows what is unsaved, also after the page is loaded again', () => {
    const kept = storage();
    const store = new PlanStore(kept);
    expect(store.isUnsaved).toBe(false);
    store.change(openFacility([], opened));
    expect(store.isUnsaved).toBe(true);
    store.markSaved({ id: '7', name: '方案', note: null, version: 1, plan: store.plan });
    expect(store.isUnsaved).toBe(false);
    const again = new PlanStore(kept);
    expect([again.saved?.id, again.plan, again.isUnsaved]).toEqual(['7', store.plan, false]);
    store.change(closeFacility(store.plan, station));
    expect(new PlanStore(kept)).toMatchObject({ isUnsaved: true, plan: store.plan });
    store.open(null);
    expect(new PlanStore(kept).plan).toEqual([]);
  });
});

describe('asking for the latest', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends one request at a time, spaced, and skips what was overtaken', async () => {
    const sent: number[] = [];
    const heard: string[] = [];
    const latest = new LatestWins<number, string>({
      spacing: 60,
      ask: (question) => {
        sent.push(question);
        return new Promise((resolve) => setTimeout(() => resolve(`answer ${question}`), 25));
      },
      onAnswer: (answer) => heard.push(answer),
      onProblem: () => heard.push('problem'),
    });
    for (let question = 1; question <= 20; question++) {
      latest.ask(question);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([1, 6, 12, 18, 20]);
    expect(heard).toEqual(sent.map((question) => `answer ${question}`));
    expect(latest.isBusy).toBe(false);
  });

  it('calls off what is under way for the last question, and hears nothing of it any more', async () => {
    const heard: string[] = [];
    const aborted: string[] = [];
    const latest = new LatestWins<string, string>({
      spacing: 60,
      ask: (question, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(question);
            reject(new Error('aborted'));
          });
          setTimeout(() => resolve(question), 50);
        }),
      onAnswer: (answer) => heard.push(answer),
      onProblem: () => heard.push('problem'),
    });
    latest.ask('while moving');
    await vi.advanceTimersByTimeAsync(10);
    latest.askNow('dropped');
    await vi.advanceTimersByTimeAsync(100);
    expect([aborted, heard]).toEqual([['while moving'], ['dropped']]);
  });

  it('tells of what went wrong and goes on', async () => {
    const heard: unknown[] = [];
    const latest = new LatestWins<number, number>({
      spacing: 0,
      ask: async (question) => {
        if (question === 1) throw new Error('no');
        return question;
      },
      onAnswer: (answer) => heard.push(answer),
      onProblem: (problem) => heard.push((problem as Error).message),
    });
    latest.ask(1);
    latest.ask(2);
    await vi.advanceTimersByTimeAsync(5);
    expect(heard).toEqual(['no', 2]);
  });
});

describe('an effect', () => {
  const people = (coveredPeople: number) => ({ coveredPeople, totalPeople: 100, ratio: coveredPeople / 100 });
  const effect: Effect = {
    ...{ before: people(30), after: people(42), peopleNewlyCovered: 12, peopleNoLongerCovered: 0 },
    presence: [{ level: 'TOWN', denominator: 4, numeratorBefore: 1, numeratorAfter: 2 }],
    ...{ divisions: [], divisionCount: 0 },
  };
  const side = (covered: number, numerator: number) => ({
    population: people(covered),
    presence: [{ level: 'TOWN', denominator: 4, numerator }],
  });

  it('is held against the full computation, people and units', () => {
    expect(isSame(effect, side(30, 1), side(42 + 1e-10, 2))).toBe(true);
    expect(isSame(effect, side(30, 1), side(42.001, 2))).toBe(false);
    expect(isSame(effect, side(30, 1), side(42, 1))).toBe(false);
    expect(effectOf(side(30, 1), side(40, 1))).toMatchObject({
      after: people(40),
      presence: [{ numeratorBefore: 1, numeratorAfter: 1 }],
    });
  });

  it('tells who gains and loses, highest level first, then by how much', () => {
    const division = (code: string, level: string, from: number, to: number, present = [true, true]) => ({
      ...{ code, name: code, level, before: people(from), after: people(to) },
      ...{ presentBefore: present[0], presentAfter: present[1] },
    });
    const list = [
      division('v', 'VILLAGE', 10, 12),
      division('c', 'COMMUNITY', 10, 2),
      division('t', 'TOWN', 10, 11),
      division('n', 'COMMUNITY', 10, 10, [false, true]),
    ];
    expect(byLevelAndChange(list).map(({ code }) => code)).toEqual(['t', 'c', 'v', 'n']);
    expect(list.map(directionOf)).toEqual(['gains', 'loses', 'gains', 'gains']);
  });
});

describe('a point', () => {
  it('is stepped by metres', () => {
    const east = stepPoint(AT, 100, 0);
    expect((east.lon - AT.lon) * 111_320 * Math.cos((AT.lat * Math.PI) / 180)).toBeCloseTo(100, 0);
    expect(stepByKey(AT, 'ArrowUp', false)!.lat).toBeCloseTo(AT.lat + 10 / 111_320, 6);
    expect(stepByKey(AT, 'Enter', false)).toBeNull();
  });

  it.each([
    ['118.3, 33.9', AT],
    ['118.3，33.9', AT],
    [' 118.3 33.9 ', AT],
    ['118.3', null],
    ['a, b', null],
    ['200, 33.9', null],
  ])('is read from %j', (text, expected) => expect(readPoint(text)).toEqual(expected));
});
