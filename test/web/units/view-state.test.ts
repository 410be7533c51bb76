import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultViewState,
  MAP_LAYERS,
  READINGS,
  readViewState,
  SERVICES,
  TABS,
  UNIT_LEVELS,
  type ViewState,
  writeViewState,
} from '../../../web/src/state/view-state.js';
import { type AddressBar, keepInAddress, ViewStore } from '../../../web/src/state/view-store.js';

const defaults = defaultViewState('2026-11-22');

const views: fc.Arbitrary<ViewState> = fc.record({
  division: fc.option(fc.stringMatching(/^\d{12}$/)),
  service: fc.constantFrom(...SERVICES),
  minutes: fc.integer({ min: 1, max: 120 }),
  speed: fc.integer({ min: 10, max: 300 }).map((hundredths) => hundredths / 100),
  asOf: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  language: fc.constantFrom('zh' as const, 'en' as const),
  tab: fc.constantFrom(...TABS),
  reading: fc.constantFrom(...READINGS),
  level: fc.constantFrom(...UNIT_LEVELS),
  layers: fc.subarray([...MAP_LAYERS]),
  camera: fc.option(
    fc.tuple(
      fc.integer({ min: -17_999_999, max: 17_999_999 }).map((value) => value / 1e5),
      fc.integer({ min: -8_400_000, max: 8_400_000 }).map((value) => value / 1e5),
      fc.integer({ min: 0, max: 2200 }).map((value) => value / 100),
    ),
    { nil: undefined },
  ),
  selected: fc.option(
    fc.record({
      layer: fc.constantFrom('divisions', 'facilities', 'estate-deficits'),
      id: fc.string({ minLength: 1 }),
    }),
    { nil: undefined },
  ),
  scenario: fc.option(fc.uuid(), { nil: undefined }),
  compare: fc.option(fc.uuid(), { nil: undefined }),
  more: fc.dictionary(fc.constantFrom('siting.count', 'estates.filter'), fc.string(), {
    noNullPrototype: true,
  }),
});

describe('the view in the address', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(views, (view) => {
        const back = readViewState(writeViewState(view), defaults);
        expect(back).toEqual({ ...view, division: view.division ?? defaults.division });
      }),
    );
  });

  it('takes the default for whatever is missing or wrong', () => {
    const wrong =
      '?division=a%20b&service=NOTHING&minutes=0&speed=fast&date=2026-02-30&lang=fr&tab=x&reading=y&map=1,2&open=%3A';
    expect(readViewState(wrong, defaults)).toEqual(defaults);
    expect(readViewState('', defaults)).toEqual(defaults);
  });

  it('can be read by people', () => {
    const view = { ...defaults, division: '321302000000', selected: { layer: 'facilities', id: 'STA-001' } };
    expect(writeViewState(view)).toBe(
      '?division=321302000000&service=STATION&minutes=15&speed=0.8&date=2026-11-22&lang=zh&tab=coverage' +
        '&reading=population&level=community&layers=facilities&open=facilities:STA-001',
    );
  });
});

describe('the store of the view', () => {
  const here = { ...defaults, division: '321302000000', camera: [118.2, 33.9, 11] as const };

  it('tells a change once, and nothing where nothing changed', () => {
    const store = new ViewStore(here);
    const heard: string[] = [];
    const unfollow = store.follow(({ state }) => heard.push(state.service));
    store.set({ service: 'MEAL' });
    store.set({ service: 'MEAL' });
    unfollow();
    store.set({ service: 'BATH' });
    expect(heard).toEqual(['MEAL']);
  });

  it('another division begins with its own camera and nothing open', () => {
    const store = new ViewStore({ ...here, selected: { layer: 'divisions', id: '1' } });
    store.set({ division: '321302001000' });
    expect(store.state.camera).toBeUndefined();
    expect(store.state.selected).toBeUndefined();
  });

  it('keeps what panels want kept', () => {
    const store = new ViewStore(here);
    store.keep('siting.count', '3');
    expect(readViewState(writeViewState(store.state)).more).toEqual({ 'siting.count': '3' });
    store.keep('siting.count', null);
    expect(store.state.more).toEqual({});
  });

  it('places to go back to are steps of the history, looking around is not', () => {
    const { bar, steps, goTo } = addressBar();
    const store = new ViewStore(here);
    keepInAddress(store, bar);
    store.set({ camera: [118.3, 33.9, 12] });
    store.set({ service: 'MEAL' });
    expect(steps.map(([kind]) => kind)).toEqual(['replace', 'replace', 'push']);
    goTo(writeViewState(here));
    expect(store.state).toEqual(here);
    expect(steps).toHaveLength(3);
  });
});

/** An address bar without a browser. */
function addressBar() {
  const steps: (readonly ['push' | 'replace', string])[] = [];
  const location = { pathname: '/', search: '', hash: '' };
  let hear: () => void = () => undefined;
  const step = (kind: 'push' | 'replace') => (_data: unknown, _title: string, address: string) => {
    steps.push([kind, address]);
    location.search = address.slice(1);
  };
  const bar = {
    location,
    history: { pushState: step('push'), replaceState: step('replace') },
    addEventListener: (_name: string, listener: () => void) => (hear = listener),
  } as unknown as AddressBar;
  const goTo = (search: string) => {
    location.search = search;
    hear();
  };
  return { bar, steps, goTo };
}
