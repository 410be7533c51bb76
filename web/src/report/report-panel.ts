import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MapView } from '../map/map-view.js';
import type { ViewStore } from '../state/view-store.js';

@customElement('report-panel')
export class ReportPanel extends LitElement {
  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;

  override render() {
    return html`<notice-box kind="empty" .language=${this.store.state.language}>…</notice-box>`;
  }
}
