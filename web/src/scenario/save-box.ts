import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiProblem } from '../api/request.js';
import '../compare/compare-view.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { plans } from '../moving/plans.js';
import { StateController } from '../state/state-controller.js';
import type { ViewStore } from '../state/view-store.js';
import './saved-scenarios.js';
import type { SavedRow } from './saved-scenarios.js';
import { deleteScenario, listScenarios, openScenario, saveScenario, scenarioProblemWords } from './saving.js';
import { scenarioWords } from './words.js';

/** Saves the plan as a scenario, opens, compares and deletes saved ones. */
@customElement('save-box')
export class SaveBox extends LitElement {
  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 8px;
        margin-bottom: 8px;
      }
      .compare label {
        flex: 1 1 120px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private rows: readonly SavedRow[] | null = null;
  @state() private name: string | null = null;
  @state() private note: string | null = null;
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  @state() private said = '';
  @state() private left = '';
  private loading = new AbortController();
  private readonly view = new StateController(this, () => this.store);
  private readonly onPlan = () => {
    this.said = '';
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    plans.addEventListener('change', this.onPlan);
    void this.list();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    plans.removeEventListener('change', this.onPlan);
    this.loading.abort();
  }

  override render() {
    const { language } = this.view.state;
    const w = scenarioWords(language);
    const { saved } = plans;
    const problem = this.problem;
    const words = scenarioProblemWords(problem, language);
    // Whoever may not know scenarios is told so once, by the panel.
    if (problem instanceof ApiProblem && problem.code === 'UNAUTHENTICATED') return nothing;
    return html`<h3>${w.saveTitle}</h3>
      <form novalidate @submit=${(event: Event) => this.save(event, saved !== null)}>
        <label class="field">
          <span>${w.scenarioName}</span>
          <input
            maxlength="100"
            .value=${this.name ?? saved?.name ?? ''}
            @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
          />
        </label>
        <label class="field">
          <span>${w.note}</span>
          <input
            maxlength="500"
            .value=${this.note ?? saved?.note ?? ''}
            @input=${(event: Event) => (this.note = (event.target as HTMLInputElement).value)}
          />
        </label>
        <div class="row">
          <button class="primary" ?disabled=${this.isBusy || (saved === null && plans.plan.length === 0)}>
            ${w.save}
          </button>
          ${
            saved
              ? html`<button
                    type="button"
                    ?disabled=${this.isBusy}
                    @click=${(event: Event) => this.save(event, false)}
                  >
                    ${w.saveAs}
                  </button>
                  <button type="button" class="plain" @click=${() => this.leave()}>${w.close}</button>`
              : nothing
          }
          ${plans.isUnsaved ? html`<small>${w.unsaved}</small>` : nothing}
        </div>
      </form>
      <p role="status">
        ${this.said} ${saved && !plans.isUnsaved ? html`<small>${w.share}</small>` : nothing}
      </p>
      ${
        words
          ? html`<notice-box kind="error" .language=${language}>${words}</notice-box>`
          : problem
            ? html`<notice-box
                .problem=${problem}
                .language=${language}
                @retry=${() => this.list()}
              ></notice-box>`
            : nothing
      }
      <h3>${w.list}</h3>
      <saved-scenarios
        ?hidden=${this.rows === null}
        .rows=${this.rows ?? []}
        .language=${language}
        .openId=${saved?.id ?? ''}
        ?unsaved=${plans.isUnsaved}
        @open-scenario=${(event: CustomEvent<SavedRow>) => this.open(event.detail.id)}
        @delete-scenario=${(event: CustomEvent<SavedRow>) => this.drop(event.detail)}
      ></saved-scenarios>
      ${this.comparing()}`;
  }

  private comparing() {
    const { language, scenario, compare } = this.view.state;
    const { rows } = this;
    if (!rows || rows.length === 0) return nothing;
    const w = scenarioWords(language);
    const others = rows.filter(({ id }) => id !== scenario);
    return html`<h3>${w.compareTitle}</h3>
      <div class="row compare">
        <label class="field">
          <span>${w.compareWith}</span>
          <select
            .value=${this.left || compare || 'today'}
            @change=${(event: Event) => (this.left = (event.target as HTMLSelectElement).value)}
          >
            <option value="today">${w.today}</option>
            ${others.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </label>
        <button ?disabled=${!scenario} @click=${() => this.store.set({ compare: this.left || 'today' })}>
          ${w.compare}
        </button>
      </div>
      ${scenario ? nothing : html`<small>${w.openFirst}</small>`} ${this.comparison()}`;
  }

  private comparison() {
    const { scenario, compare } = this.view.state;
    if (!scenario || !compare) return nothing;
    const nameOf = (id: string) => this.rows?.find((row) => row.id === id)?.name ?? '';
    return html`<compare-view
      .view=${this.view.state}
      .left=${compare === 'today' ? null : compare}
      .right=${scenario}
      .leftName=${compare === 'today' ? '' : nameOf(compare)}
      .rightName=${nameOf(scenario)}
      @leave=${() => this.store.set({ compare: undefined })}
    ></compare-view>`;
  }

  private async list(): Promise<void> {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    this.problem = null;
    try {
      this.rows = await listScenarios(signal);
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }

  private async save(event: Event, isOver: boolean): Promise<void> {
    event.preventDefault();
    const { language } = this.store.state;
    const w = scenarioWords(language);
    const { plan, saved } = plans;
    const name = (this.name ?? saved?.name ?? '').trim();
    this.said = name ? '' : w.needsName;
    if (!name) return;
    await this.during(async () => {
      const note = this.note ?? saved?.note ?? '';
      const now = await saveScenario(plan, { name, note }, isOver ? saved : null);
      plans.markSaved(now);
      [this.name, this.note] = [null, null];
      this.store.set({ scenario: now.id });
      this.said = w.saved(now.name);
      await this.list();
    });
  }

  private async open(id: string): Promise<void> {
    await this.during(async () => {
      const saved = await openScenario(id, new AbortController().signal);
      if (!saved) return this.list();
      plans.open(saved);
      [this.name, this.note] = [null, null];
      this.store.set({ scenario: id });
      this.said = scenarioWords(this.store.state.language).opened(saved.name);
    });
  }

  private async drop(row: SavedRow): Promise<void> {
    await this.during(async () => {
      try {
        await deleteScenario(row);
      } finally {
        await this.list();
      }
      if (plans.saved?.id === row.id) this.leave();
      if (this.store.state.compare === row.id) this.store.set({ compare: undefined });
    });
  }

  /** Goes back to the register; what is planned is put aside. */
  private leave(): void {
    plans.open(null);
    [this.name, this.note] = [null, null];
    this.store.set({ scenario: undefined, compare: undefined });
  }

  private async during(work: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'save-box': SaveBox;
  }
}
