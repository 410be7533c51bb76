import { html, nothing } from 'lit';
import { formatShare } from '../language/format.js';
import { levels as levelWords } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { countsText } from '../scorecard/figure-text.js';
import {
  hasFacility,
  type Level,
  presenceBelow,
  ratioRows,
  type ReportAnswer,
  reportLevels,
  type UnitPart,
  unitsOf,
} from './report-model.js';
import { reportTable, whole } from './report-table.js';
import type { Report } from './report.js';
import { noRatioWords, reportWords } from './words.js';

/** How well a division is covered: as a whole, per level, and unit by unit. */
export function coveragePart({ answer, division, language }: Report) {
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

/** Units of some levels one by one; nothing where there are none. */
export function unitTable(answer: ReportAnswer, asked: readonly Level[], language: Language) {
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
