import type { FeatureReading, FeatureRow } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import type { ServiceListRow } from './check-service-list.js';

/** The fields of a file of basic services. */
export const SERVICE_LIST_FIELDS = fieldTable({
  number: {
    type: 'integer',
    required: true,
    minimum: 1,
    description: 'Number in the list. 序号',
    aliases: ['序号', '编号', '项目序号'],
  },
  item: {
    type: 'text',
    required: true,
    description: 'Name of the service. 服务项目',
    aliases: ['服务项目', '项目', '项目名称', '服务名称', '名称'],
  },
  kind: {
    type: 'choice',
    description: 'Kind; absent: as in the edition before. 服务类别',
    aliases: ['服务类别', '类别', '服务类型', '类型'],
    choices: {
      MATERIAL_AID: ['物质帮助', '物质帮助类'],
      CARE: ['照护服务', '照护服务类'],
      SOCIAL_CONCERN: ['关爱服务', '关爱服务类'],
    },
  },
  object: { type: 'text', description: 'Whom it is for. 服务对象', aliases: ['服务对象', '对象'] },
  standard: {
    type: 'text',
    description: 'What is given. 服务标准',
    aliases: ['服务标准', '标准', '服务内容', '服务内容和标准', '服务内容及标准', '内容和标准'],
  },
  leadBody: {
    type: 'text',
    description: 'Body that leads. 牵头单位',
    aliases: ['牵头单位', '牵头部门', '责任单位', '责任部门'],
  },
  placeBound: {
    type: 'yesNo',
    description: 'Given at a place, so that distance matters; absent: as in the edition before. 是否依托场所',
    aliases: ['是否依托场所', '依托场所', '场所'],
  },
  verified: {
    type: 'yesNo',
    description: 'Compared with the published text. 是否已核对原文',
    aliases: ['是否已核对', '已核对', '核对', '是否已核对原文'],
  },
});

/** What a row says; whether it can be taken is for the room to tell. */
export function readServiceListRow({
  values,
}: FeatureRow<typeof SERVICE_LIST_FIELDS>): FeatureReading<ServiceListRow> {
  const { number } = values;
  return { draft: number === null ? null : { ...values, number }, problems: [] };
}
