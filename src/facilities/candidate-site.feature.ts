import {
  amount,
  count,
  hasError,
  keyProblems,
  latitude,
  longitude,
  pointProblems,
} from '../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';
import type { CandidateKind } from './vocabulary.js';

/** The fields of a file of candidate sites. */
export const CANDIDATE_SITE_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number. 编号',
    aliases: ['编号', '候选点编号', '备选点编号'],
  },
  name: {
    type: 'text',
    required: true,
    description: 'Name. 名称',
    aliases: ['名称', '候选点名称', '备选点名称', '场所名称'],
  },
  kind: {
    type: 'choice',
    required: true,
    description: 'What the place is now. 候选点类型',
    aliases: ['类型', '类别', '候选点类型', '备选点类型', '现状用途', 'type'],
    choices: {
      IDLE_SCHOOL: ['闲置学校', '闲置校舍', '学校'],
      COMMUNITY_PREMISES: ['社区用房', '社区办公用房', '党群服务中心', '村部', '闲置房屋', '农家大院'],
      CLOSED_HOME: ['撤并敬老院', '关停敬老院', '关停特困供养机构', '原敬老院'],
      CULTURE_SITE: ['文体设施', '文化设施', '文化站', '体育设施'],
      HEALTH_SITE: ['卫生设施', '卫生站', '卫生室', '卫生院', '社区卫生服务站'],
      OTHER: ['其他', '其它', '培训疗养机构'],
    },
  },
  divisionCode: {
    type: 'code',
    description: 'Division it stands in; found by its location when absent. 所在区划代码',
    aliases: ['区划代码', '所在区划代码', '所属区划代码', '行政区划代码', '社区代码', '村代码'],
  },
  cost: amount('Cost of fitting it out, in one unit for the whole file. 改造费用', [
    '费用',
    '成本',
    '改造费用',
    '投资',
    '预算',
  ]),
  capacity: count('People it could serve. 服务能力', ['容量', '服务能力', '可服务人数']),
  floorAreaSquareMeters: amount('Floor area in m². 建筑面积', ['建筑面积', '面积', 'floorArea']),
  lon: longitude('entrance'),
  lat: latitude('entrance'),
});

/** A possible place of care, ready to be stored once its division has been looked up. */
export interface CandidateSiteDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: CandidateKind;
  readonly divisionCode: string | null;
  readonly cost: number | null;
  readonly capacity: number | null;
  readonly floorAreaSquareMeters: number | null;
  readonly point: readonly [number, number];
}

/** What a row says about a candidate site. */
export function readCandidateSite(
  row: FeatureRow<typeof CANDIDATE_SITE_FIELDS>,
): FeatureReading<CandidateSiteDraft> {
  const { id, name, kind, divisionCode, cost, capacity, floorAreaSquareMeters } = row.values;
  const problems = [...keyProblems(id), ...pointProblems(row, true)];
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    id: id!,
    name: name!,
    kind: kind!,
    divisionCode,
    cost,
    capacity,
    floorAreaSquareMeters,
    point: row.point!,
  };
  return { draft, problems };
}
