import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  EstateDetailDocument,
  type EstateDetailQuery,
  type EstateFindingDetailFragment,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { bracketed, listed } from '../language/format.js';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { Asked } from '../scorecard/asked.js';
import { exactFigureText } from './exact-sum.js';
import './finding-card.js';
import { classWords, notCountedWords, stepWords } from './kind-words.js';
import { estateWords } from './words.js';

type Audit = EstateFindingDetailFragment;

/** One estate: what it owes, has and lacks, by which rule, and what was found. Fires `leave`, and `recorded` after a change. */
@customElement('estate-detail')
export class EstateDetail extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 13px;
      }
      th {
        word-break: keep-all;
      }
      th,
      td {
        padding: 3px 8px 3px 0;
        border-bottom: 1px solid var(--line);
        text-align: left;
        vertical-align: top;
      }
      .end {
        text-align: right;
      }
      .areas {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(88px, 1fr));
        gap: 8px;
        margin: 8px 0;
      }
      .areas dt {
        color: var(--ink-soft);
        font-size: 12px;
      }
      .areas dd {
        margin: 0;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property() estateId = '';
  @property() asOf = '';
  @property({ type: Number }) speed = 0.8;
  @property() language: Language = 'zh';
  @property({ type: Boolean }) mayRecord = false;
  private readonly estate = new Asked<EstateDetailQuery>(this, true);

  override willUpdate(): void {
    const { estateId: id, asOf, speed } = this;
    this.estate.ask(`${id} ${asOf} ${speed}`, (signal) =>
      request(EstateDetailDocument, { id, asOf, speed }, { signal }),
    );
  }

  override render() {
    const { language } = this;
    const w = estateWords(language);
    const { data, problem } = this.estate;
    const audit = data?.estate?.audit;
    return html`<button @click=${() => this.dispatchEvent(new CustomEvent('leave'))}>← ${w.back}</button> ${
        problem
          ? html`<notice-box
              .problem=${problem}
              .language=${language}
              @retry=${this.estate.again}
            ></notice-box>`
          : audit && audit.estateId === this.estateId
            ? this.shown(audit, data.estate!)
            : this.estate.isLoading
              ? html`<notice-box kind="progress" .language=${language}>${w.loading}</notice-box>`
              : html`<notice-box .language=${language}>${w.notFound}</notice-box>`
      }`;
  }

  private shown(audit: Audit, { synthetic, source }: NonNullable<EstateDetailQuery['estate']>) {
    const { language } = this;
    const w = estateWords(language);
    const { estate, rule } = audit;
    const zh = language === 'zh';
    return html`<h3>${estate?.name ?? audit.estateId}</h3>
      <p class="soft">
        ${estate?.division?.name ?? ''} · ${audit.estateId} ·
        ${audit.estateClass ? classWords(language)[audit.estateClass] : '—'}
        ${audit.inDeficit ? html`<span class="tag synthetic">${w.inDeficit}</span>` : nothing}
        ${audit.inBreach ? html`<span class="tag bad">${w.inBreach}</span>` : nothing}
        ${audit.counted ? nothing : html`<span class="tag">${w.keptApart}</span>`}
        ${synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
      </p>
      <dl class="areas">
        ${this.area(w.required, audit.requiredSquareMeters)}
        ${this.area(w.provided, audit.providedSquareMeters)}
        ${audit.poolId ? this.area(w.pooled, audit.pooledSquareMeters) : nothing}
        ${this.area(w.deficit, audit.deficitSquareMeters)}
      </dl>
      <dl class="terms">
        <dt>${w.households}</dt>
        <dd>${estate?.households ?? '—'}</dd>
        <dt>${w.detailDeveloper}</dt>
        <dd>${estate?.developer ?? '—'}${estate?.phase ? ` · ${w.phase} ${estate.phase}` : nothing}</dd>
        <dt>${w.detailRule}</dt>
        <dd>
          ${
            rule
              ? html`${w.perHundred(rule.squareMetersPerHundredHouseholds)}${
                    rule.minimumSiteSquareMeters ? `，${w.leastSite(rule.minimumSiteSquareMeters)}` : nothing
                  }<br />${rule.document} ${rule.clause ?? ''}
                  ${rule.verified ? nothing : html`<span class="tag synthetic">${w.unverified}</span>`}`
              : '—'
          }
        </dd>
        <dt>${w.detailReason}</dt>
        <dd>${zh ? audit.ruleReason : audit.ruleReasonEn}</dd>
        <dt>${w.step}</dt>
        <dd>${audit.step ? stepWords(language)[audit.step] : w.stepNone}</dd>
      </dl>
      ${this.steps(audit)}
      <h3>${w.rooms}</h3>
      ${this.rooms(audit)}
      <h3>${w.findingsOf}${bracketed(String(audit.findings.length), language)}</h3>
      ${audit.findings.length === 0 ? html`<p class="soft">${w.noFindings}</p>` : nothing}
      ${audit.findings.map(
        (finding) =>
          html`<finding-card
            .finding=${finding}
            .estateId=${audit.estateId}
            .asOf=${audit.asOf}
            .speed=${this.speed}
            .language=${language}
            .mayRecord=${this.mayRecord}
            @recorded=${this.recorded}
            @outdated=${this.estate.again}
          ></finding-card>`,
      )}
      <p class="soft">${source.title}${source.vintage ? bracketed(source.vintage, language) : nothing}</p>`;
  }

  private area(title: string, figure: { readonly exact: string; readonly value: number } | null | undefined) {
    const text = figure ? `${exactFigureText(figure)} ${estateWords(this.language).squareMeters}` : '—';
    return html`<div>
      <dt>${title}</dt>
      <dd>${text}</dd>
    </div>`;
  }

  private steps({ steps }: Audit) {
    const { language } = this;
    const w = estateWords(language);
    if (steps.length === 0) return nothing;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${w.step}</th>
          <th scope="col">${w.housingOn}</th>
          <th scope="col">${w.roomsOn}</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          ({ step, housingOn, roomsOn }) =>
            html`<tr>
              <th scope="row">${stepWords(language)[step]}</th>
              <td>${housingOn ?? '—'}</td>
              <td>${roomsOn ?? '—'}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private rooms({ rooms }: Audit) {
    const { language } = this;
    const w = estateWords(language);
    if (rooms.length === 0) return html`<p class="soft">${w.noRooms}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${w.room}</th>
          <th scope="col" class="end">${w.area}</th>
          <th scope="col" class="end">${w.countedArea}</th>
          <th scope="col">${w.notCounted}</th>
        </tr>
      </thead>
      <tbody>
        ${rooms.map(
          ({ name, floorAreaSquareMeters: floor, countedSquareMeters: counted, notCounted }) =>
            html`<tr>
              <td>${name}</td>
              <td class="end">${floor ? exactFigureText(floor) : '—'}</td>
              <td class="end">${counted ? exactFigureText(counted) : '0'}</td>
              <td>
                ${listed(
                  notCounted.map((reason) => notCountedWords(language)[reason]),
                  language,
                )}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private readonly recorded = (event: CustomEvent<Audit>): void => {
    const { data } = this.estate;
    if (data?.estate) this.estate.put({ ...data, estate: { ...data.estate, audit: event.detail } });
    this.dispatchEvent(new CustomEvent('recorded'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'estate-detail': EstateDetail;
  }
}
