import { defineEnum } from '../platform/graphql/define-enum.js';

export const FacilityOrder = defineEnum('FacilityOrder', 'Order of a list of facilities. 排序', {
  ID: 'By identifier. 按编号',
  NAME: 'By name, then identifier. 按名称',
});
export type FacilityOrder = keyof typeof FacilityOrder;

export const FacilityRelation = defineEnum(
  'FacilityRelation',
  'How a facility belongs to a division. 设施与区划的关系',
  {
    LOCATED: 'Stands in it or below it. 位于辖区内',
    ASSIGNED: 'Formally assigned to it or to a unit below it. 指定服务',
    SHARED: 'Shared by agreement with it or with a unit below it. 协议共享',
  },
);
export type FacilityRelation = keyof typeof FacilityRelation;
