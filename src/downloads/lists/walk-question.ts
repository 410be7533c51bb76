import {
  DEFAULT_SPEED_METERS_PER_SECOND,
  DEFAULT_WALK_MINUTES,
  WALK_RANGES,
  walkLimit,
} from '../../accessibility/index.js';
import type { CoverageRule, ReportQuestion } from '../../coverage/index.js';
import { COHORTS } from '../../demand/index.js';
import { CARE_SERVICES, type CareService } from '../../facilities/index.js';
import { today } from '../../platform/today.js';
import type { AskedParameters } from '../asked-parameters.js';
import { noted } from '../download-notes.js';
import type { DownloadParameter } from '../download-source.js';
import type { DownloadNote } from '../download-table.js';

const SERVICES = Object.keys(CARE_SERVICES) as CareService[];

export const DIVISION: DownloadParameter = {
  name: 'divisionCode',
  zh: '区划代码，必填',
  en: 'Division, required',
};
export const AS_OF: DownloadParameter = { name: 'asOf', zh: '日期，默认今天', en: 'Day, today by default' };

/** What every list about walking to a service is asked for by. */
export const WALK_PARAMETERS: readonly DownloadParameter[] = [
  DIVISION,
  { name: 'service', zh: '服务类别，必填', en: `Service, required: ${SERVICES.join(', ')}` },
  { name: 'minutes', zh: '步行分钟，默认 15', en: 'Walking minutes, 15 by default' },
  { name: 'speed', zh: '步速（米/秒），默认 0.8', en: 'Walking speed in m/s, 0.8 by default' },
  { name: 'cohort', zh: '年龄组，默认 AGE_60', en: `Age group: ${COHORTS.join(', ')}` },
  AS_OF,
];

/** @throws PlanningError BAD_USER_INPUT */
export function walkQuestion(parameters: AskedParameters): ReportQuestion {
  const divisionCode = parameters.requiredDivisionCode();
  const service = parameters.requiredChoice('service', SERVICES);
  const minutes = parameters.number('minutes', DEFAULT_WALK_MINUTES, WALK_RANGES.minutes);
  const speed = parameters.number('speed', DEFAULT_SPEED_METERS_PER_SECOND, WALK_RANGES.speed);
  return {
    divisionCode,
    service,
    limit: walkLimit(minutes, speed),
    cohort: parameters.choice('cohort', COHORTS, 'AGE_60'),
    asOf: parameters.day('asOf') ?? today(),
    scenario: null,
  };
}

/** What is to be known of figures under a rule. */
export function ruleNotes(rule: CoverageRule): DownloadNote[] {
  const { walkMinutes, speedMetersPerSecond, asOf, snapshotId, dataVintage, synthetic } = rule;
  return [
    noted('rule', '口径', 'Rule', `${rule.predicateZh} ${rule.predicate}`),
    noted(
      'walk',
      '步行',
      'Walk',
      `${walkMinutes} min, ${speedMetersPerSecond} m/s, ≤ ${rule.cutoffSeconds} s`,
    ),
    noted('asOf', '统计日期', 'As of', asOf),
    noted('network', '路网版本', 'Walking network', snapshotId ?? '无 none'),
    noted('dataVintage', '数据来源与版本', 'Sources and editions', dataVintage),
    noted('synthetic', '含合成数据', 'Holds generated data', String(synthetic)),
  ];
}
