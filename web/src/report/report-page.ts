import { html, nothing } from 'lit';
import type { ReportedPlanFragment } from '../api/generated.js';
import { exactFigureText } from '../estates/exact-sum.js';
import { faultyLevels, levelRows, sumNote, totalsColumns } from '../estates/totals-tables.js';
import { classWords, estateWords } from '../estates/words.js';
import { formatNumber, formatShare } from '../language/format.js';
import { levels as levelWords, readingNames, services } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { SHARE_COLOURS, SHARE_LIMITS } from '../look/tokens.js';
import { citationList, citeDocuments } from '../scorecard/cited-documents.js';
import { countsText } from '../scorecard/figure-text.js';
import { byNeed } from '../scorecard/light.js';
import { paceSentence } from '../scorecard/pace-sentence.js';
import { indicatorName, lineValueText, pacedLine, targetText } from '../scorecard/scorecard-line.js';
import { trafficLight } from '../scorecard/traffic-light.js';
import { scorecardWords } from '../scorecard/words.js';
import type { ReadingName } from '../state/view-state.js';
import {
  hasFacility,
  isSynthetic,
  type Level,
  presenceBelow,
  ratioRows,
  type ReportAnswer,
  type ReportDivision,
  reportLevels,
  showsOpenStreetMap,
  type UnitPart,
  unitsOf,
} from './report-model.js';
import { namesInWords } from './names-in-words.js';
import { reportTable } from './report-table.js';
import { noRatioWords, presenceReasonWords, reportWords } from './words.js';

/** What a reader wants in the report. */
export interface ReportContents {
  readonly map: boolean;
  readonly targets: boolean;
  readonly gaps: boolean;
  readonly estates: boolean;
  readonly appendix: boolean;
}

/** All a report is made of. */
export interface Report {
  readonly answer: ReportAnswer;
  readonly division: ReportDivision;
  readonly plan: ReportedPlanFragment | null;
  /** Address of the picture of the map; null where it could not be had. */
  readonly picture: string | null;
  /** What the divisions on it are shaded by. */
  readonly reading: ReadingName;
  readonly contents: ReportContents;
  /** As a reader's clock has it, `2026-11-22 15:04`. */
  readonly madeAt: string;
  readonly language: Language;
}

/** A report as one document. */
export function reportPage(report: Report) {
  const { answer, division, plan, contents, language } = report;
  const w = reportWords(language);
  const { rule } = division.coverage;
  return html`<div class="report">
    <h1>${w.documentTitle(division.name)}</h1>
    <p class="subject">
      ${w.subject(
        services(language)[rule.service],
        formatNumber(rule.walkMinutes, language),
        formatNumber(rule.speedMetersPerSecond, language, 2),
      )}
    </p>
    ${isSynthetic(answer) ? html`<p><span class="mark">${w.synthetic}</span></p>` : nothing} ${facts(report)}
    ${contents.map ? picture(report) : nothing} ${coverage(report)}
    ${contents.targets ? targets(report) : nothing} ${contents.gaps && answer.gaps ? gaps(report) : nothing}
    ${plan ? planPart(plan, report) : nothing}
    ${contents.estates && answer.estateAudit ? estates(report) : nothing} ${rules(report)}
    ${contents.appendix ? appendix(report) : nothing}
  </div>`;
}

const whole = (value: number, language: Language) => formatNumber(value, language, 3);

function facts({ answer, division, madeAt, language }: Report) {
  const w = reportWords(language);
  const { population, ancestors, coverage } = division;
  const { savedScenario } = answer;
  const path = [...ancestors].map(({ name }) => name).join(' / ');
  return html`<dl>
    <dt>${w.jurisdiction}</dt>
    <dd>${path ? `${path} / ` : ''}${division.name}（${w.code} ${division.code}）</dd>
    <dt>${w.asOf}</dt>
    <dd>${coverage.rule.asOf}</dd>
    ${
      population
        ? html`<dt>${w.population(String(population.year))}</dt>
            <dd>
              ${w.total} ${population.total == null ? '—' : whole(population.total, language)}；${w.elderly60}
              ${population.elderly60 == null ? '—' : whole(population.elderly60, language)}；${w.elderly80}
              ${population.elderly80 == null ? '—' : whole(population.elderly80, language)}
            </dd>`
        : nothing
    }
    ${
      savedScenario
        ? html`<dt>${w.scenario}</dt>
            <dd>
              ${savedScenario.name}（v${savedScenario.version}，${savedScenario.updatedBy}）<br />${w.scenarioNote}
            </dd>`
        : nothing
    }
    <dt>${w.made}</dt>
    <dd>${madeAt}</dd>
  </dl>`;
}

function picture({ picture: address, answer, reading, language }: Report) {
  const w = reportWords(language);
  if (address === null) return html`<p class="soft">${w.mapFailed}</p>`;
  return html`<figure>
    <img src=${address} alt=${w.mapTitle} />
    <figcaption>
      <span class="legend">
        ${readingNames(language)[reading]}:
        ${SHARE_COLOURS.map(
          (colour, at) =>
            html`<svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true">
                <rect width="20" height="12" fill=${colour} stroke="#555" />
              </svg>
              ${Math.round((SHARE_LIMITS[at - 1] ?? 0) * 100)}–${Math.round((SHARE_LIMITS[at] ?? 1) * 100)}%`,
        )}
      </span>
      <br />${w.mapTitle}${isSynthetic(answer) ? ` · ${w.syntheticMark}` : ''}${
        showsOpenStreetMap(answer) ? ` · ${w.osm}` : ''
      }
    </figcaption>
  </figure>`;
}

function coverage({ answer, division, language }: Report) {
  const w = reportWords(language);
  const names = { population: w.populationReading, households: w.householdReading, area: w.areaReading };
  const { population, presence } = division.coverage;
  const unsnapped = population?.unsnappedPeople ?? 0;
  const { body } = reportLevels(division.level);
  return html`<h2>${w.coverage}</h2>
    ${reportTable(
      [
        { title: w.reading, cell: ({ key }) => names[key] },
        { title: w.covered, cell: ({ covered }) => whole(covered, language), isFigure: true },
        { title: w.all, cell: ({ total }) => whole(total, language), isFigure: true },
        {
          title: w.ratio,
          cell: ({ ratio, noRatioReason }) =>
            ratio === null
              ? noRatioWords(language)[noRatioReason ?? 'NO_UNITS']
              : formatShare(ratio, language),
          isFigure: true,
        },
      ],
      ratioRows(division),
    )}
    ${unsnapped > 0 ? html`<p class="soft">${w.unsnapped(whole(unsnapped, language))}</p>` : nothing}
    <h3>${w.perLevel}</h3>
    ${reportTable(
      [
        { title: w.level, cell: ({ level }) => (level ? levelWords(language)[level] : '—') },
        { title: w.unitsWith, cell: ({ numerator }) => whole(numerator, language), isFigure: true },
        { title: w.units, cell: ({ denominator }) => whole(denominator, language), isFigure: true },
        { title: w.ratio, cell: ({ ratio }) => formatShare(ratio, language), isFigure: true },
        {
          title: w.unitsShort,
          cell: ({ numerator, denominator }) => whole(denominator - numerator, language),
          isFigure: true,
        },
      ],
      presence,
    )}
    ${unitTable(answer, body, language)}`;
}

function unitTable(answer: ReportAnswer, asked: readonly Level[], language: Language) {
  const w = reportWords(language);
  const units = unitsOf(answer, asked);
  if (units.length === 0) return nothing;
  const levelNames = levelWords(language);
  const told = [...new Set(units.map(({ coverage: { division } }) => levelNames[division.level]))];
  const hasBelow = units.some((unit) => presenceBelow(unit).length > 0);
  const below = (unit: UnitPart) =>
    presenceBelow(unit)
      .map(
        ({ level, numerator, denominator }) =>
          `${level ? levelNames[level] : ''} ${numerator}/${denominator}`,
      )
      .join('，');
  return html`<h3>${w.perUnit(told.join(language === 'zh' ? '、' : ', '))}</h3>
    ${reportTable(
      [
        { title: w.unit, cell: ({ name }) => name },
        { title: w.level, cell: ({ coverage: { division } }) => levelNames[division.level], keepsLine: true },
        {
          title: w.people,
          cell: ({ coverage: { population: people } }) =>
            people ? countsText(people.coveredPeople, people.totalPeople, language) : '—',
          isFigure: true,
        },
        {
          title: w.ratio,
          cell: ({ coverage: { population: people } }) => formatShare(people?.ratio, language),
          isFigure: true,
        },
        {
          title: w.presence,
          cell: (unit) => {
            const has = hasFacility(unit);
            return has === null ? '—' : has ? w.has : w.hasNot;
          },
          keepsLine: true,
        },
        ...(hasBelow ? [{ title: w.perLevel, cell: below }] : []),
      ],
      units,
    )}`;
}

function targets({ answer, language }: Report) {
  const w = reportWords(language);
  const s = scorecardWords(language);
  const lines = byNeed(answer.scorecard?.lines ?? []);
  if (lines.length === 0)
    return html`<h2>${w.targets}</h2>
      <p>${w.noTargets}</p>`;
  const documents = new Map(lines.map(({ target: { clause } }) => [clause.document.key, clause.document]));
  const keys = lines.map(({ target }) => target.clause.document.key);
  const numberOf = citeDocuments(keys);
  return html`<h2>${w.targets}</h2>
    ${reportTable(
      [
        {
          title: s.indicator,
          cell: ({ target }) =>
            html`${indicatorName(target, language)}<br /><small
                >[${numberOf(target.clause.document.key)}] ${target.clause.clause}</small
              >`,
        },
        { title: s.target, cell: ({ target }) => targetText(target, language), keepsLine: true },
        { title: s.deadline, cell: ({ target }) => target.deadline, keepsLine: true },
        { title: s.now, cell: (line) => lineValueText(line, language), keepsLine: true },
        {
          title: `${s.numerator} / ${s.denominator}`,
          cell: ({ numerator, denominator }) =>
            countsText(numerator ?? null, denominator ?? null, language) || '—',
          isFigure: true,
        },
        { title: s.attainment, cell: ({ attainment }) => formatShare(attainment, language), isFigure: true },
        {
          title: s.status,
          cell: (line) =>
            html`${trafficLight(line.status, language)}${
              line.status === 'ON_PACE' || line.status === 'BEHIND' || line.status === 'OVERDUE'
                ? html`<br /><small>${paceSentence(pacedLine(line), language)}</small>`
                : nothing
            }`,
        },
      ],
      lines,
    )}
    <p class="soft">${citationList(keys, documents, language).join(language === 'zh' ? '；' : '; ')}</p>`;
}

function gaps({ answer, language }: Report) {
  const w = reportWords(language);
  const found = answer.gaps!;
  const rows = found.edges.map(({ node }) => node);
  if (rows.length === 0)
    return html`<h2>${w.gaps}</h2>
      <p>${w.noGaps}</p>`;
  return html`<h2>${w.gaps}</h2>
    <p>
      ${w.gapsIntro(whole(found.totalCount, language))} ${shownOf(rows.length, found.totalCount, language)}
    </p>
    ${reportTable(
      [
        { title: w.rank, cell: ({ rank }) => rank, isFigure: true },
        { title: w.unit, cell: ({ division }) => division.name },
        { title: w.gapPeople, cell: ({ people }) => whole(people, language), isFigure: true },
        { title: w.nearest, cell: ({ nearestFacility }) => nearestFacility?.name ?? '—' },
        {
          title: w.walk,
          cell: ({ nearestWalkSeconds }) =>
            typeof nearestWalkSeconds === 'number'
              ? formatNumber(nearestWalkSeconds / 60, language)
              : w.unreachable,
          isFigure: true,
        },
      ],
      rows,
    )}`;
}

function shownOf(shown: number, total: number, language: Language) {
  return shown < total
    ? html`<span class="soft"
        >${reportWords(language).firstOf(whole(shown, language), whole(total, language))}</span
      >`
    : nothing;
}

function planPart(plan: ReportedPlanFragment, { division, language }: Report) {
  const w = reportWords(language);
  const { coverageBefore: before, coverageAfter: after, rule, settings } = plan;
  const isOther =
    settings.divisionCode !== division.code ||
    rule.dataVintage !== division.coverage.rule.dataVintage ||
    rule.service !== division.coverage.rule.service ||
    rule.walkMinutes !== division.coverage.rule.walkMinutes ||
    rule.speedMetersPerSecond !== division.coverage.rule.speedMetersPerSecond ||
    rule.asOf !== division.coverage.rule.asOf;
  const share = ({ coveredPeople, totalPeople, ratio }: typeof before) =>
    `${countsText(coveredPeople, totalPeople, language)}（${formatShare(ratio, language)}）`;
  return html`<h2>${w.plan}</h2>
    ${isOther ? html`<p>${w.planOther}</p>` : nothing}
    <dl>
      <dt>${w.planStatus}</dt>
      <dd>
        ${plan.status === 'OPTIMAL' ? w.optimal : w.feasible(`${formatNumber(plan.gap * 100, language, 2)}%`)}（${plan.model}）
      </dd>
      <dt>${w.bound}</dt>
      <dd>
        ${whole(plan.objective, language)} / ${whole(plan.upperBound, language)}（${plan.objectiveUnit}）
      </dd>
      <dt>${w.planGain}</dt>
      <dd>${share(before)} → ${share(after)}</dd>
      <dt>${w.rules}</dt>
      <dd>
        ${services(language)[rule.service]}，${formatNumber(rule.walkMinutes, language)}
        min，${formatNumber(rule.speedMetersPerSecond, language, 2)}
        m/s，${rule.asOf}，${rule.dataVintage}，${plan.dataHash.slice(0, 12)}
      </dd>
    </dl>
    ${reportTable(
      [
        { title: w.rank, cell: ({ order }) => order, isFigure: true },
        { title: w.site, cell: ({ name, candidateId }) => html`${name} <small>${candidateId}</small>` },
        { title: w.unit, cell: ({ division: at }) => at?.name ?? '—' },
        {
          title: w.newly,
          cell: ({ peopleNewlyCovered }) => whole(peopleNewlyCovered, language),
          isFigure: true,
        },
        {
          title: w.cost,
          cell: ({ cost }) => (typeof cost === 'number' ? whole(cost, language) : '—'),
          isFigure: true,
        },
      ],
      plan.sites,
    )}`;
}

function estates({ answer, language }: Report) {
  const w = reportWords(language);
  const e = estateWords(language);
  const audit = answer.estateAudit!;
  const columns = totalsColumns(language).map(({ title, cell, value, align }) => ({
    ...{ title, isFigure: align === 'end' },
    cell: (row: ReturnType<typeof levelRows>[number]) => (cell ? cell(row) : String(value(row) ?? '—')),
  }));
  const rows = levelRows(audit, language);
  return html`<h2>${w.estates}</h2>
    <p>${w.asOf} ${audit.asOf}。${w.estatesIntro}</p>
    ${reportTable(columns, rows, (row) => row === rows.at(-1))}
    ${sumNote(faultyLevels(audit), e.addsUp, language)}
    <ul>
      ${audit.rules.map(
        (rule) =>
          html`<li>
            ${classWords(language)[rule.estateClass]}：${e.perHundred(rule.squareMetersPerHundredHouseholds)}${
              rule.minimumSiteSquareMeters ? `，${e.leastSite(rule.minimumSiteSquareMeters)}` : ''
            }（${rule.document}
            ${rule.clause ?? ''}${rule.verified ? '' : `，${e.unverified}`}）
          </li>`,
      )}
    </ul>`;
}

function rules({ answer, division, language }: Report) {
  const w = reportWords(language);
  const { rule } = division.coverage;
  const { networkInfo, dataSources } = answer;
  return html`<h2>${w.rules}</h2>
    <dl>
      <dt>${w.predicate}</dt>
      <dd>${namesInWords(language === 'zh' ? rule.predicateZh : rule.predicate, language)}</dd>
      <dt>${w.relation}</dt>
      <dd>${language === 'zh' && rule.relation.startsWith('Presence:') ? w.relationText : rule.relation}</dd>
      <dt>${w.walkRule}</dt>
      <dd>
        ${w.walkRuleText(
          formatNumber(rule.cutoffSeconds, language),
          formatNumber(rule.speedMetersPerSecond, language, 2),
          formatNumber(rule.snapLimitMeters, language),
        )}
      </dd>
      <dt>${w.vintage}</dt>
      <dd>${rule.dataVintage}${division.vintage ? `；${division.vintage}` : ''}</dd>
      ${
        networkInfo
          ? html`<dt>${w.snapshot}</dt>
              <dd>
                #${networkInfo.id}（${networkInfo.publishedAt.slice(0, 10)}，${networkInfo.sources.join('；')}）
              </dd>`
          : nothing
      }
      <dt>${w.sources}</dt>
      <dd>
        ${dataSources.map(
          ({ title, vintage, licence, attribution }) =>
            html`<div>${[title, vintage, licence, attribution].filter(Boolean).join(' · ')}</div>`,
        )}
      </dd>
    </dl>
    <p>${isSynthetic(answer) ? w.synthetic : w.real}</p>
    <p class="soft">${w.rounding}</p>`;
}

function appendix({ answer, division, contents, language }: Report) {
  const w = reportWords(language);
  const e = estateWords(language);
  const without = division.coverage.presence.filter(({ members }) => members.totalCount > 0);
  const { appendix: levels } = reportLevels(division.level);
  const lacking = contents.estates ? answer.estateAudit?.estates : null;
  return html`<section class="appendix">
    <h2>${w.appendix}</h2>
    ${without.map(({ level, members }) => {
      const rows = members.edges.map(({ node }) => node);
      return html`<h3>
          ${w.uncoveredUnits(level ? levelWords(language)[level] : '')}（${whole(members.totalCount, language)}）
        </h3>
        ${shownOf(rows.length, members.totalCount, language)}
        ${reportTable(
          [
            { title: w.unit, cell: ({ division: unit }) => unit.name },
            { title: w.code, cell: ({ division: unit }) => unit.code, keepsLine: true },
            { title: w.parent, cell: ({ division: unit }) => unit.parent?.name ?? '—' },
            { title: w.why, cell: ({ reason }) => presenceReasonWords(language)[reason] },
          ],
          rows,
        )}`;
    })}
    ${levels.length > 0 ? unitTable(answer, levels, language) : nothing}
    ${
      lacking && lacking.edges.length > 0
        ? html`<h3>${w.deficitEstates}（${whole(lacking.totalCount, language)}）</h3>
            ${shownOf(lacking.edges.length, lacking.totalCount, language)}
            ${reportTable(
              [
                { title: e.name, cell: ({ estate, estateId }) => estate?.name ?? estateId },
                { title: e.division, cell: ({ estate }) => estate?.division?.name ?? '—' },
                { title: e.households, cell: ({ estate }) => estate?.households ?? '—', isFigure: true },
                { title: `${e.required} ㎡`, cell: (row) => exact(row.requiredSquareMeters), isFigure: true },
                { title: `${e.provided} ㎡`, cell: (row) => exact(row.providedSquareMeters), isFigure: true },
                { title: `${e.deficit} ㎡`, cell: (row) => exact(row.deficitSquareMeters), isFigure: true },
                { title: e.inBreach, cell: ({ inBreach }) => (inBreach ? w.has : '') },
              ],
              lacking.edges.map(({ node }) => node),
            )}`
        : nothing
    }
  </section>`;
}

function exact(figure: { readonly exact: string; readonly value: number } | null | undefined): string {
  return figure ? exactFigureText(figure) : '—';
}
