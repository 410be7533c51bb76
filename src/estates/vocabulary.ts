import type { EstateClass as KernelEstateClass } from '../kernel/estates/allocation-rule.js';
import type {
  RoomAspect as KernelRoomAspect,
  SyncStep as KernelSyncStep,
} from '../kernel/estates/estate-ledger.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const EstateClass = defineEnum<KernelEstateClass>(
  'EstateClass',
  'New or existing, by the date of the land grant. 新建或既有',
  {
    NEW: 'Its land was granted under a rule for new estates. 新建小区',
    EXISTING: 'Its land was granted before. 既有小区',
  },
);
export type EstateClass = KernelEstateClass;

export const SyncStep = defineEnum<KernelSyncStep>(
  'SyncStep',
  'The four steps a care room goes through together with its housing. 四同步环节',
  {
    PLANNED: 'Planned. 规划',
    BUILT: 'Built. 建设',
    ACCEPTED: 'Accepted. 验收',
    DELIVERED: 'Delivered: housing to its buyers, a care room to its street or township. 交付',
  },
);
export type SyncStep = KernelSyncStep;

export const CareRoomUse = defineEnum('CareRoomUse', 'What a care room is used for. 用途', {
  CARE: 'Care of the elderly. 养老服务',
  OTHER: 'Something else. 挪作他用',
  VACANT: 'Nothing. 闲置',
});
export type CareRoomUse = keyof typeof CareRoomUse;

export const CareRoomAspect = defineEnum<KernelRoomAspect>(
  'CareRoomAspect',
  'What of a care room is kept by date. 用房状态项',
  { USE: 'What it is used for. 用途', HANDOVER: 'To whom it was handed over. 移交' },
);
export type CareRoomAspect = KernelRoomAspect;

export const EvidenceSubject = defineEnum('EvidenceSubject', 'What evidence is about. 凭证对象', {
  ESTATE: 'The housing of an estate. 小区住宅',
  CARE_ROOM: 'A care room. 养老服务用房',
});
export type EvidenceSubject = keyof typeof EvidenceSubject;

export const CareLandBase = defineEnum('CareLandBase', 'What an area is measured as. 计算口径', {
  LAND: 'Land. 用地面积',
  FLOOR: 'Floor. 建筑面积',
});
export type CareLandBase = keyof typeof CareLandBase;

export const PremisesForm = defineEnum('PremisesForm', 'How premises would be had. 补建方式', {
  NEW_BUILD: 'Built anew. 新建',
  CONVERSION: 'Converted. 改建',
  PURCHASE: 'Bought. 购置',
  SWAP: 'Swapped for others. 置换',
  LEASE: 'Rented. 租赁',
});
export type PremisesForm = keyof typeof PremisesForm;
