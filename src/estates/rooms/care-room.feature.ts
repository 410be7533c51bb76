import {
  hasError,
  keyProblems,
  latitude,
  longitude,
  pointProblems,
} from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import { dayProblems } from '../past-day.js';
import { area } from '../area-field.js';
import { floorProblems, FORM_FIELDS } from '../form-fields.js';
import type { CareRoomUse } from '../vocabulary.js';

/** The fields of a file of care rooms. */
export const CARE_ROOM_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number of the room. 用房编号',
    aliases: ['编号', '用房编号', '养老用房编号', '养老服务用房编号', 'careRoomId'],
  },
  name: {
    type: 'text',
    description: 'Name; its number when absent. 名称',
    aliases: ['名称', '用房名称', '养老用房名称', '养老服务用房名称'],
  },
  estateIds: {
    type: 'textList',
    required: true,
    description: 'Numbers of the estates that claim it, separated by semicolons. 所属小区编号',
    aliases: ['estateId', '小区编号', '所属小区编号', '所属小区', '配套小区编号', '小区代码'],
  },
  floorAreaSquareMeters: area('Floor area in m². 建筑面积', [
    '建筑面积',
    '用房面积',
    '用房建筑面积',
    '面积',
    'floorArea',
  ]),
  buildingAreaSquareMeters: area('Floor area in m² of the building it is part of. 所在楼栋建筑面积', [
    '所在楼栋建筑面积',
    '楼栋建筑面积',
    '楼栋面积',
    '所在楼栋面积',
    '所在建筑面积',
  ]),
  ...FORM_FIELDS,
  isRegistered: {
    type: 'yesNo',
    description: 'Whether it is registered as property; yes where a number is given. 是否办理产权登记',
    aliases: ['是否办理产权登记', '产权登记', '是否登记', '是否办证'],
  },
  registrationNumber: {
    type: 'text',
    description: 'Number of the registration. 产权登记号',
    aliases: ['产权登记号', '不动产权证号', '产权证号', '不动产证号'],
  },
  handedOverCode: {
    type: 'code',
    description: 'Code of the street or township it was handed to. 移交街道（乡镇）代码',
    aliases: ['移交街道代码', '移交乡镇代码', '接收街道代码', '接收乡镇代码', '移交街道乡镇代码'],
  },
  handedOverTo: {
    type: 'text',
    description: 'Office it was handed to. 接收单位',
    aliases: ['接收单位', '移交单位', '移交街道', '移交乡镇', '移交对象', '移交街道乡镇'],
  },
  use: {
    type: 'choice',
    description: 'What it is used for. 用途',
    aliases: ['用途', '使用用途', '使用情况', '现状用途', '实际用途'],
    choices: {
      CARE: ['养老服务', '养老', '养老用房', '养老服务设施', '用于养老'],
      OTHER: ['挪作他用', '他用', '其他', '其它', '改作他用'],
      VACANT: ['闲置', '空置', '未使用'],
    },
  },
  useFrom: {
    type: 'date',
    description: 'From when it is used so. 用途起始日期',
    aliases: ['用途起始日期', '启用日期', '投入使用日期', '用途日期'],
  },
  handedOverOn: {
    type: 'date',
    description: 'When it was handed to that office. 移交日期',
    aliases: ['移交日期', '移交时间', '接收日期', '移交接收日期'],
  },
  lon: longitude('room'),
  lat: latitude('room'),
});

/** A care room ready to be stored, once its estates and office have been looked up. */
export interface CareRoomDraft {
  readonly id: string;
  readonly name: string;
  readonly estateIds: readonly string[];
  /** Source whose claims these are. */
  readonly sourceKey: string;
  readonly floorAreaSquareMeters: number | null;
  readonly buildingAreaSquareMeters: number | null;
  readonly floor: number | null;
  readonly ownEntrance: boolean | null;
  readonly liftOrRamp: boolean | null;
  readonly isRegistered: boolean | null;
  readonly registrationNumber: string | null;
  readonly handedOverCode: string | null;
  readonly handedOverTo: string | null;
  /** YYYY-MM-DD; null where the file does not say. */
  readonly handedOverOn: string | null;
  readonly use: CareRoomUse | null;
  readonly useFrom: string | null;
  readonly point: readonly [number, number] | null;
}

/** What a row says about a care room. */
export function readCareRoom(row: FeatureRow<typeof CARE_ROOM_FIELDS>): FeatureReading<CareRoomDraft> {
  const { estateIds, lon: _, lat: __, ...said } = row.values;
  const problems: FieldProblem[] = [...keyProblems(said.id), ...pointProblems(row, false)];
  problems.push(...(estateIds ?? []).flatMap((id) => keyProblems(id, 'estateIds')));
  problems.push(...floorProblems(said.floor));
  const { use, useFrom, handedOverCode, handedOverTo, handedOverOn } = said;
  problems.push(...dayProblems('useFrom', useFrom, 'use', use !== null));
  const isHandedOver = handedOverCode !== null || handedOverTo !== null;
  problems.push(...dayProblems('handedOverOn', handedOverOn, 'handedOverTo', isHandedOver));
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    ...said,
    id: said.id!,
    name: said.name ?? said.id!,
    estateIds: estateIds!,
    sourceKey: row.sourceKey,
    isRegistered: said.isRegistered ?? (said.registrationNumber === null ? null : true),
    point: row.point,
  };
  return { draft, problems };
}
