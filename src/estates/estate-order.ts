import type { KeyOrder } from '../platform/database/key-page.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const EstateOrder = defineEnum('EstateOrder', 'Order of a list of estates. 排序', {
  ID: 'By identifier. 按编号',
  HOUSEHOLDS: 'Most households first, then by identifier. 按户数',
});
export type EstateOrder = keyof typeof EstateOrder;

export const ESTATE_ORDERS: Readonly<Record<EstateOrder, KeyOrder>> = {
  ID: { name: 'estate', by: [{ sql: 'e.id', type: 'text' }] },
  HOUSEHOLDS: {
    name: 'estate by households',
    by: [
      { sql: '-COALESCE(e.households, 0)', type: 'bigint' },
      { sql: 'e.id', type: 'text' },
    ],
  },
};
