import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  ReportFiguresDocument,
  ReportPlanDocument,
  type ReportedPlanFragment,
  ReportStartDocument,
} from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import { session } from '../api/session.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import type { MapView } from '../map/map-view.js';
import { trafficLightStyles } from '../scorecard/traffic-light.js';
import { StateController } from '../state/state-controller.js';
import type { ViewState } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { openPrintView } from './print-view.js';
import { isSynthetic, reportLevels } from './report-model.js';
import type { Report, ReportContents } from './report.js';
import { reportPage } from './report-page.js';
import { reportStyles } from './report-styles.js';
import { reportWords } from './words.js';

const MOST_UNITS = 1000;
/** A plan that is gone or not for this viewer does not keep the rest of a report back. */
const HAS_NO_PLAN = new Set(['NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT']);

/** Makes a printable report of the view, with one press. */
@customElement('report-panel')
export class ReportPanel extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      fieldset {
        display: grid;
        gap: 2px;
        margin: 8px 0;
        padding: 8px 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      button.primary {
        min-height: 40px;
      }
    `,
  ];

  @property({ attribute: false }) store!: ViewStore;
  @property({ attribute: false }) map!: MapView;
  @state() private contents: ReportContents = {
    ...{ map: true, targets: true, gaps: true, estates: true, appendix: true },
  };
  @state() private step: 'figures' | 'map' | null = null;
  @state() private report: Report | null = null;
  @state() private problem: unknown = null;
  private readonly view = new StateController(
    this,
    () => this.store,
    ({ state: now, previous }) => {
      if (questionOf(now) !== questionOf(previous)) this.forget();
    },
  );
  private running: AbortController | null = null;
  private close: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener('change', this.forget);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener('change', this.forget);
    this.close?.();
    this.forget();
  }

  override render() {
    const { language, division } = this.view.state;
    const w = reportWords(language);
    return html`<section aria-labelledby="title">
      <h2 id="title">${w.title}</h2>
      <p>${w.intro}</p>
      ${
        division === null
          ? html`<notice-box .language=${language}>${w.chooseFirst}</notice-box>`
          : [this.chooser(), this.progress()]
      }
    </section>`;
  }

  private chooser() {
    const w = reportWords(this.view.state.language);
    const check = (name: keyof ReportContents, title: string) =>
      html`<label class="check">
        <input
          type="checkbox"
          .checked=${this.contents[name]}
          @change=${(event: Event) => {
            this.contents = { ...this.contents, [name]: (event.target as HTMLInputElement).checked };
          }}
        />
        ${title}
      </label>`;
    return html`<fieldset>
        <legend>${w.contents}</legend>
        ${check('map', w.withMap)} ${check('targets', w.withTargets)} ${check('gaps', w.withGaps)}
        ${check('estates', w.withEstates)} ${check('appendix', w.withAppendix)}
      </fieldset>
      <button class="primary" ?disabled=${this.step !== null} @click=${this.make}>${w.make}</button>`;
  }

  private progress() {
    const { language } = this.view.state;
    const w = reportWords(language);
    if (this.problem)
      return html`<notice-box
        .problem=${this.problem}
        .language=${language}
        @retry=${this.make}
      ></notice-box>`;
    if (this.step)
      return html`<notice-box kind="progress" stoppable .language=${language} @stop=${this.forget}
        >${this.step === 'map' ? w.makingMap : w.making}</notice-box
      >`;
    if (!this.report) return nothing;
    const isPublic = this.report.answer.gaps === undefined && this.report.answer.estateAudit === undefined;
    return html`<notice-box .language=${language}>${w.ready} ${isPublic ? w.publicHint : ''}</notice-box>
      <button @click=${this.open}>${w.open}</button>`;
  }

  private readonly forget = (): void => {
    this.running?.abort();
    this.running = null;
    if (this.report?.picture) URL.revokeObjectURL(this.report.picture);
    this.report = null;
    this.problem = null;
    this.step = null;
  };

  private readonly make = async (): Promise<void> => {
    this.forget();
    const running = (this.running = new AbortController());
    const { signal } = running;
    const { language, reading } = this.view.state;
    try {
      this.step = 'figures';
      const answer = await this.figures(signal);
      const plan = await this.plan(signal);
      this.step = 'map';
      const picture = this.contents.map ? await this.picture() : null;
      if (this.running !== running || !answer.administrativeDivision) return;
      const division = answer.administrativeDivision;
      this.report = {
        ...{ answer, division, plan, picture, reading, language },
        ...{ contents: this.contents, madeAt: clock(new Date()) },
      };
      this.step = null;
      this.open();
    } catch (problem) {
      if (signal.aborted) return;
      this.problem = problem;
      this.step = null;
    }
  };

  private async figures(signal: AbortSignal) {
    const { division, service, minutes, speed, asOf, scenario } = this.view.state;
    const start = await request(ReportStartDocument, { division: division! }, { signal });
    const { role } = start.viewer;
    const { body, appendix } = reportLevels(start.administrativeDivision?.level ?? 'COUNTY');
    return request(
      ReportFiguresDocument,
      {
        ...{ division: division!, service, minutes, speed, asOf, scenario: scenario ?? null },
        levels: [...body, ...appendix],
        units: MOST_UNITS,
        isPlanner: (role === 'planner' || role === 'admin') && this.contents.gaps,
        isStaff: role !== 'public' && this.contents.estates,
        hasScenario: scenario !== undefined,
        savedScenario: scenario ?? '0',
      },
      { signal },
    );
  }

  /** The plan of the siting tab; null where there is none, or none for this viewer. */
  private async plan(signal: AbortSignal): Promise<ReportedPlanFragment | null> {
    const job = this.view.state.more['siting.job'];
    if (!job) return null;
    try {
      const answer = await request(ReportPlanDocument, { job }, { signal });
      const result = answer.job?.result;
      if (result?.__typename === 'SitingPlan') return result;
      return result?.__typename === 'SitingTimedOut' ? (result.bestPlan ?? null) : null;
    } catch (problem) {
      if (problem instanceof ApiProblem && HAS_NO_PLAN.has(problem.code)) return null;
      throw problem;
    }
  }

  private async picture(): Promise<string | null> {
    try {
      return URL.createObjectURL(await this.map.snapshot());
    } catch {
      // The report says that it has no map.
      return null;
    }
  }

  private readonly open = (): void => {
    const { report } = this;
    if (!report) return;
    const { division, answer, language } = report;
    const w = reportWords(language);
    const title = w.documentTitle(division.name);
    this.close = openPrintView({
      title: `${title} ${division.coverage.rule.asOf}`,
      language,
      content: reportPage(report),
      styles: [trafficLightStyles, reportStyles],
      margins: {
        topLeft: title,
        topRight: isSynthetic(answer) ? w.syntheticMark : undefined,
        bottomLeft: `${division.code} · ${division.coverage.rule.asOf}`,
        numbers: 'ofAll',
      },
    });
  };
}

/** What of a view a report depends on. */
function questionOf({ division, service, minutes, speed, asOf, scenario, language }: ViewState): string {
  return JSON.stringify([division, service, minutes, speed, asOf, scenario, language]);
}

/** Date and time of the reader's clock. */
function clock(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'report-panel': ReportPanel;
  }
}
