import type { LitElement } from 'lit';
import type { MapView } from '../map/map-view.js';
import type { Tab } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';

/** What every panel is given. */
export interface PanelElement extends LitElement {
  store: ViewStore;
  map: MapView;
}

interface Panel {
  /** Name of its element. */
  readonly element: string;
  readonly load: () => Promise<unknown>;
}

/** The panel of every tab, loaded when it is opened. */
export const PANELS: Readonly<Record<Tab, Panel>> = {
  coverage: { element: 'coverage-panel', load: () => import('../coverage/coverage-panel.js') },
  siting: { element: 'siting-panel', load: () => import('../siting/siting-panel.js') },
  scenario: { element: 'scenario-panel', load: () => import('../scenario/scenario-panel.js') },
  scorecard: { element: 'scorecard-panel', load: () => import('../scorecard/scorecard-panel.js') },
  dispatch: { element: 'dispatch-panel', load: () => import('../dispatch/dispatch-panel.js') },
  estates: { element: 'estates-panel', load: () => import('../estates/estates-panel.js') },
  report: { element: 'report-panel', load: () => import('../report/report-panel.js') },
};
