import { createHash } from 'node:crypto';
import {
  amount,
  count,
  hasError,
  keyProblems,
  latitude,
  longitude,
  nestingProblems,
  pointProblems,
} from '../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';
import type { FacilityKind, FacilityStatus, MealMode, ServiceCapability } from './vocabulary.js';

/** The fields of a file of facilities. */
export const FACILITY_FIELDS = fieldTable({
  id: {
    type: 'text',
    description: 'Stable number of the facility; made from source, name and place when absent. 设施编号',
    aliases: ['编号', '设施编号', '机构编号', '机构代码', 'facilityId'],
  },
  name: {
    type: 'text',
    required: true,
    description: 'Name. 名称',
    aliases: ['名称', '设施名称', '机构名称', '站点名称', '养老机构名称'],
  },
  kind: {
    type: 'choice',
    required: true,
    description: 'What the place is. 设施类型',
    aliases: ['类型', '类别', '设施类型', '设施类别', '机构类型', '机构类别', 'type'],
    choices: {
      INSTITUTION: [
        '养老机构',
        '养老院',
        '老年公寓',
        '护理院',
        '养护院',
        '老年养护院',
        '福利院',
        '社会福利院',
        '公办养老机构',
        '民办养老机构',
      ],
      SUPPORT_INSTITUTION: [
        '特困人员供养服务机构',
        '敬老院',
        '特困供养机构',
        '特困人员供养机构',
        '特困供养服务中心',
        '区域性特困人员供养服务机构',
      ],
      DEMONSTRATION_CENTER: ['综合性示范养老中心', '示范养老中心', '示范性养老服务中心'],
      COMPREHENSIVE_CENTER: [
        '养老服务综合体',
        '综合养老服务中心',
        '综合性养老服务中心',
        '街道综合性养老服务中心',
        '街道养老服务综合体',
        '乡镇养老服务综合体',
        '镇养老服务中心',
        '综合为老服务中心',
      ],
      REGIONAL_RURAL_CENTER: ['农村区域性养老服务中心', '区域性养老服务中心', '农村养老服务中心'],
      GUIDANCE_CENTER: [
        '居家养老服务指导中心',
        '居家和社区养老服务指导中心',
        '指导中心',
        '县级居家养老服务中心',
      ],
      COMMUNITY_STATION: [
        '社区养老服务中心(站)',
        '社区养老服务站',
        '社区养老服务中心',
        '社区养老服务设施',
        '养老服务站',
        '居家养老服务站',
        '社区居家养老服务站',
        '居家养老服务中心',
        '社区居家养老服务中心',
        '驿站',
        '养老驿站',
        '社区养老服务驿站',
      ],
      DAY_CARE_CENTER: [
        '日间照料中心',
        '老年人日间照料中心',
        '社区日间照料中心',
        '社区老年人日间照料中心',
        '日间照料',
        '日照中心',
        '托老所',
      ],
      MUTUAL_AID_POINT: [
        '互助养老睦邻点',
        '互助幸福院',
        '农村互助幸福院',
        '睦邻点',
        '村级互助养老睦邻点',
        '互助养老点',
        '幸福院',
        '农村幸福院',
      ],
      MEAL_POINT: [
        '助餐点',
        '社区助餐点',
        '老年助餐点',
        '长者食堂',
        '老年食堂',
        '社区食堂',
        '助餐服务点',
        '幸福食堂',
      ],
    },
  },
  capabilities: {
    type: 'choiceList',
    description: 'What the place can do, separated by semicolons. 服务功能',
    aliases: ['服务功能', '服务能力', '服务内容', '服务项目', '功能'],
    choices: {
      FULL_CARE: ['全托', '全日照护', '全日托养', '机构照护', '全托服务'],
      DAY_CARE: ['日托', '日间照料', '日间托养', '日托服务'],
      HOME_VISIT: ['上门', '上门服务', '居家上门', '居家服务', '居家养老服务', '入户服务'],
      GUIDANCE: ['对下指导', '指导', '业务指导'],
      MEAL: ['助餐', '助餐服务', '就餐', '送餐', '配餐'],
      BATH: ['助浴', '助浴服务'],
      MEDICAL: ['助医', '助医服务', '医疗', '医养结合', '健康管理'],
      CLEANING: ['助洁', '助洁服务', '保洁'],
      REHABILITATION: ['康复', '康复服务', '康复护理'],
      RECREATION: ['文娱', '文体娱乐', '文化娱乐', '休闲娱乐', '娱乐'],
      RESPITE: ['喘息', '喘息服务'],
      TRAVEL_ASSISTANCE: ['辅助出行', '助行', '陪同出行'],
      FARM_HELP: ['助耕助收', '助耕', '助农'],
      FAMILY_BED: ['家庭床位', '家庭养老床位'],
      DEMENTIA_BED: ['认知障碍床位', '认知症床位', '失智床位'],
    },
  },
  mealMode: {
    type: 'choice',
    description: 'How a meal point gets its meals. 助餐方式',
    aliases: ['助餐方式', '助餐模式', '供餐方式'],
    choices: {
      CENTRAL_KITCHEN: ['中央厨房', '集中配餐'],
      CANTEEN: ['社区食堂', '食堂', '自办食堂'],
      MERCHANT: ['商户挂牌', '商户', '餐饮企业', '社会餐饮'],
    },
  },
  beds: count('Beds. 床位数', ['床位数', '床位', '总床位', '总床位数', '核定床位', '养老床位']),
  nursingBeds: count('Beds with nursing care, part of the beds. 护理型床位数', [
    '护理型床位',
    '护理型床位数',
    '护理床位',
    '护理床位数',
  ]),
  floorAreaSquareMeters: amount('Floor area in m². 建筑面积', [
    '建筑面积',
    '面积',
    '建筑面积平方米',
    'floorArea',
  ]),
  mealsPerDay: count('Meals served a day. 日供餐数', [
    '日供餐数',
    '日供餐量',
    '每日供餐',
    '日均助餐人次',
    '供餐能力',
  ]),
  rating: {
    type: 'integer',
    minimum: 1,
    maximum: 5,
    description: 'Grade of the institution, 1 to 5. 等级评定',
    aliases: ['等级', '等级评定', '评定等级', '星级'],
  },
  operator: {
    type: 'text',
    description: 'Who runs it. 运营单位',
    aliases: ['运营单位', '运营方', '运营机构', '运营主体', '主办单位'],
  },
  address: {
    type: 'text',
    description: 'Address. 地址',
    aliases: ['地址', '详细地址', '机构地址', '设施地址'],
  },
  contact: {
    type: 'text',
    description: 'Public contact of the place. 联系方式',
    aliases: ['联系方式', '联系电话', '电话', '服务电话', 'phone', 'tel'],
  },
  status: {
    type: 'choice',
    description: 'Stage; OPERATING when absent. 设施状态',
    aliases: ['状态', '设施状态', '运营状态', '运营情况'],
    choices: {
      PLANNED: ['规划', '规划中', '拟建', '计划'],
      BUILDING: ['在建', '建设中', '施工'],
      OPERATING: ['运营', '运营中', '在营', '正常', '正常运营', '开业', '已运营'],
      SUSPENDED: ['暂停', '停业', '暂停运营', '歇业'],
      CLOSED: ['关闭', '注销', '撤销', '已关闭', '关停'],
    },
  },
  statusFrom: {
    type: 'date',
    description: 'Date since which the status holds. 状态起始日期',
    aliases: ['状态日期', '起始日期', '状态起始日期', '运营日期', '开业日期', '成立日期', '投入使用时间'],
  },
  divisionCode: {
    type: 'code',
    description: 'Division it stands in; found by its location when absent. 所在区划代码',
    aliases: [
      '区划代码',
      '所在区划代码',
      '所属区划代码',
      '行政区划代码',
      '社区代码',
      '村代码',
      '所在社区代码',
      '统计用区划代码',
    ],
  },
  assignedTo: {
    type: 'codeList',
    description: 'Codes of the divisions it is assigned to, separated by semicolons. 服务区划代码',
    aliases: ['服务区划', '服务区划代码', '服务范围代码', '指定区划代码'],
  },
  sharedWith: {
    type: 'codeList',
    description: 'Codes of the divisions it is shared with by agreement. 共享区划代码',
    aliases: ['共享区划', '共享区划代码', '共建共享代码'],
  },
  published: {
    type: 'yesNo',
    description: 'Whether the public may see it; yes when absent. 是否公开',
    aliases: ['是否公开', '公开'],
  },
  lon: longitude('entrance'),
  lat: latitude('entrance'),
});

/** A facility ready to be stored, once its divisions have been looked up. */
export interface FacilityDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly capabilities: readonly ServiceCapability[];
  readonly mealMode: MealMode | null;
  readonly beds: number | null;
  readonly nursingBeds: number | null;
  readonly floorAreaSquareMeters: number | null;
  readonly mealsPerDay: number | null;
  readonly rating: number | null;
  readonly operator: string | null;
  readonly address: string | null;
  readonly contact: string | null;
  readonly published: boolean;
  readonly status: FacilityStatus | null;
  readonly statusFrom: string | null;
  readonly divisionCode: string | null;
  readonly assignedTo: readonly string[];
  readonly sharedWith: readonly string[];
  readonly point: readonly [number, number] | null;
}

/** What a row says about a facility. It must be somewhere: a point, or at least a division. */
export function readFacility(row: FeatureRow<typeof FACILITY_FIELDS>): FeatureReading<FacilityDraft> {
  const { values, point } = row;
  const { beds, nursingBeds } = values;
  const problems: FieldProblem[] = [
    ...keyProblems(values.id),
    ...nestingProblems({ beds, nursingBeds }),
    ...pointProblems(row, values.divisionCode === null),
  ];
  if (hasError(problems)) return { draft: null, problems };
  const name = values.name ?? '';
  const draft = {
    id: values.id ?? facilityIdFrom(row.sourceKey, name, values.divisionCode, point),
    name,
    kind: values.kind!,
    capabilities: [...(values.capabilities ?? [])].sort(),
    mealMode: values.mealMode,
    beds,
    nursingBeds,
    floorAreaSquareMeters: values.floorAreaSquareMeters,
    mealsPerDay: values.mealsPerDay,
    rating: values.rating,
    operator: values.operator,
    address: values.address,
    contact: values.contact,
    published: values.published ?? true,
    status: values.status,
    statusFrom: values.statusFrom,
    divisionCode: values.divisionCode,
    assignedTo: values.assignedTo ?? [],
    sharedWith: values.sharedWith ?? [],
    point,
  };
  return { draft, problems };
}

/**
 * The number of a facility whose file has none: the same row gives the same number at every import. Two places of one
 * name in one division (or, without division, within some 100 m) get one number and must be told apart by an id column.
 */
export function facilityIdFrom(
  sourceKey: string,
  name: string,
  divisionCode: string | null,
  point: readonly [number, number] | null,
): string {
  const place = divisionCode ?? point!.map((degrees) => degrees.toFixed(3)).join(',');
  const digest = createHash('sha256')
    .update(JSON.stringify([sourceKey, name, place]))
    .digest('hex');
  return `f-${digest.slice(0, 16)}`;
}
