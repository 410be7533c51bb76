import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlanFieldsFragment } from '../api/generated.js';
import { bracketed, formatCount, formatNumber, formatShare, listed } from '../language/format.js';
import { levels, services } from '../language/terms.js';
import { namesInWords } from '../language/names-in-words.js';
import type { Language } from '../language/words.js';
import type { Column } from '../look/data-table.js';
import '../look/data-table.js';
import { shared } from '../look/shared-styles.js';
import { planCsv } from './plan-csv.js';
import { saveText } from './save-text.js';
import { peopleText, statusWords } from './status-words.js';
import { candidateKinds, sitingWords } from './words.js';

type Site = PlanFieldsFragment['sites'][number];
type Level = PlanFieldsFragment['levels'][number];

/** A plan: what it achieves, its sites, before and after, and what it was asked with. Fires `look` and `take`. */
@customElement('plan-view')
export class PlanView extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .headline {
        display: grid;
        gap: 2px;
        margin-bottom: 8px;
      }
      .status {
        font-weight: 600;
        color: var(--accent-strong);
      }
      .status.open {
        color: var(--warn);
      }
      code {
        font-size: 11.5px;
        overflow-wrap: anywhere;
      }
      details {
        margin: 10px 0;
      }
    `,
  ];

  @property({ attribute: false }) plan!: PlanFieldsFragment;
  @property() language: Language = 'zh';
  @property() jobId = '';
  /** True where time was up before it was proven. */
  @property({ type: Boolean }) timedOut = false;
  /** The site that is looked at. */
  @property() chosen = '';
  /** What was said of adding the sites to a scenario. */
  @property() said = '';

  override render() {
    const { plan, language } = this;
    const w = sitingWords(language);
    const people = (count: number) => peopleText(count, language);
    const { settings } = plan;
    const isShort = settings.count != null && plan.sites.length < settings.count && !this.timedOut;
    return html`<div class="headline">
        <span class="figure">+${people(plan.objectivePeople)}</span>
        <span
          >${w.newPeople(people(plan.objectivePeople))} ·
          ${w.coverage(
            formatShare(plan.coverageBefore.ratio, language),
            formatShare(plan.coverageAfter.ratio, language),
          )}</span
        >
        <span class="status ${plan.status === 'OPTIMAL' ? '' : 'open'}">
          ${this.timedOut ? w.timedOut : nothing} ${statusWords(plan, language)}
        </span>
        ${
          plan.status === 'OPTIMAL' || plan.upperBoundPeople == null
            ? nothing
            : html`<small>${w.upTo(people(plan.upperBoundPeople))}</small>`
        }
      </div>
      <p>
        ${
          isShort
            ? html`${w.fewer(formatCount(plan.sites.length, language), formatCount(settings.count!, language))}<br />`
            : nothing
        }
        ${plan.uncoverablePeople > 0 ? w.uncoverable(people(plan.uncoverablePeople)) : w.allCoverable}
        ${plan.totalCost == null ? nothing : html`<br />${w.totalCost(formatNumber(plan.totalCost, language, 2))}`}
        ${plan.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
      </p>
      <data-table
        .caption=${w.sitesTitle}
        .language=${language}
        .columns=${this.siteColumns()}
        .rows=${plan.sites}
        .isChosen=${(site: Site) => site.candidateId === this.chosen}
        pickable
        @pick=${(event: CustomEvent<Site>) => this.fire('look', event.detail)}
      ></data-table>
      <div class="row">
        <button @click=${() => this.fire('take')} ?disabled=${plan.sites.length === 0}>
          ${w.addToScenario}
        </button>
        <button @click=${this.download}>${w.downloadCsv}</button>
      </div>
      <p role="status">${this.said}</p>
      <data-table
        .caption=${w.levelsTitle}
        .language=${language}
        .columns=${this.levelColumns()}
        .rows=${plan.levels}
      ></data-table>
      <details>
        <summary>${w.settingsTitle}</summary>
        <dl class="terms">
          ${this.notes().map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${name === w.dataHash ? html`<code>${value}</code>` : value}</dd>`,
          )}
        </dl>
        <small>${w.sameHash}</small>
      </details>`;
  }

  private siteColumns(): Column<Site>[] {
    const { language } = this;
    const w = sitingWords(language);
    const hasCost = this.plan.sites.some(({ cost }) => cost != null);
    return [
      { title: w.site, value: ({ name }) => name, cell: (site) => html`${site.order}. ${site.name}` },
      { title: w.where, value: ({ division }) => division?.name, cell: (site) => this.whereCell(site) },
      {
        title: w.adds,
        value: (site) => site.peopleNewlyCovered,
        cell: (site) => `+${peopleText(site.peopleNewlyCovered, language)}`,
        align: 'end',
      },
      ...(hasCost
        ? [
            {
              title: w.cost,
              value: ({ cost }: Site) => cost,
              cell: ({ cost }: Site) => (cost == null ? '—' : formatNumber(cost, language, 2)),
              align: 'end' as const,
            },
          ]
        : []),
    ];
  }

  private whereCell({ division, kind, beside }: Site) {
    const w = sitingWords(this.language);
    const near = beside.find(({ meters }) => meters > 0);
    const kindName = kind ? candidateKinds(this.language)[kind] : '';
    return html`<span class="keep">${division?.name ?? '—'}</span> ${
        kindName || near
          ? html`<br /><small
                >${kindName}
                ${near ? w.beside(near.name, formatCount(near.meters, this.language)) : ''}</small
              >`
          : nothing
      }`;
  }

  private levelColumns(): Column<Level>[] {
    const { language } = this;
    const w = sitingWords(language);
    const names = levels(language);
    const units = ({ unitCount, unitsWithFacilityBefore, unitsWithFacilityAfter }: Level) => {
      const [before, after, all] = [unitsWithFacilityBefore, unitsWithFacilityAfter, unitCount].map((count) =>
        formatCount(count, language),
      );
      return before === after
        ? `${after}\u00a0/\u00a0${all}`
        : `${before}\u00a0→\u00a0${after}\u00a0/\u00a0${all}`;
    };
    const shares = ({ before, after }: Level) => {
      const [old, now] = [before, after].map(({ ratio }) => formatShare(ratio, language));
      return old === now ? now : `${old}\u00a0→\u00a0${now}`;
    };
    return [
      { title: w.level, value: ({ level }) => names[level] },
      { title: w.unitsChange, value: units, cell: units, align: 'end' },
      { title: w.peopleChange, value: shares, cell: shares, align: 'end' },
    ];
  }

  private notes(): [string, string][] {
    const { plan, language } = this;
    const w = sitingWords(language);
    const { rule, settings } = plan;
    const left = settings.candidatesWithoutWalkway + settings.candidatesWithoutCost;
    return [
      [
        w.settingsTitle,
        w.settings(
          services(language)[rule.service],
          formatNumber(rule.walkMinutes, language),
          formatNumber(rule.speedMetersPerSecond, language, 2),
          rule.asOf,
        ) + namesInWords(language === 'en' ? rule.predicate : rule.predicateZh, language),
      ],
      [
        w.sources,
        listed(
          settings.candidateSources.map((source) => w[source]),
          language,
        ),
      ],
      [
        w.candidateLegend,
        w.candidatesUsed(formatCount(settings.candidates, language), formatCount(left, language)),
      ],
      [w.vintage, rule.dataVintage],
      [w.dataHash, plan.dataHash],
      [w.jobNumber, `${this.jobId} · ${w.solveSeconds(formatNumber(plan.seconds, language, 2))}`],
    ];
  }

  private readonly download = (): void => {
    const { plan, language } = this;
    const w = sitingWords(language);
    const heading = [
      ...[w.order, w.candidateId, w.site, w.where + bracketed('code', language), w.where, 'lon', 'lat'],
      ...[w.adds, w.together, w.cost],
    ];
    const notes: [string, string][] = [
      ...this.notes(),
      [w.newPeople(''), peopleText(plan.objectivePeople, language)],
      [w.bound, String(plan.upperBound)],
      [w.gapNow(''), String(plan.gap)],
    ];
    saveText(`siting-${plan.settings.divisionCode}.csv`, planCsv(heading, plan.sites, notes));
  };

  private fire(name: 'look' | 'take', detail?: Site): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plan-view': PlanView;
  }
}
