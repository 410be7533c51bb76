import type { IgnoredReason } from '../kernel/network/index.js';
import type { OsmIgnoredReason } from '../walkways/index.js';

/** Why a way was left out, in a planner's words. */
const WORDS: Readonly<Record<OsmIgnoredReason | IgnoredReason, readonly [zh: string, en: string]>> = {
  motorTrafficOnly: ['只供机动车通行', 'motor traffic only'],
  footForbidden: ['禁止步行', 'walking forbidden'],
  privateAccess: ['私人道路，不对外通行', 'private access'],
  horsesOnly: ['只供骑马', 'horses only'],
  waitingPlace: ['站台候车区', 'platforms of buses and trains'],
  notBuilt: ['在建或规划，尚未建成', 'not built yet'],
  carArea: ['停车等车用场地', 'areas for cars'],
  ferry: ['轮渡', 'ferries'],
  otherKind: ['不是步行道路', 'not for walking'],
  notAWay: ['不是道路', 'not a way'],
  NODE_MISSING: ['节点不在文件中（多为数据边界）', 'nodes missing in the file (mostly at its border)'],
  NODE_NOT_A_NUMBER: ['节点坐标不是数字', 'node coordinates that are not numbers'],
  NODE_OUT_OF_RANGE: ['节点坐标超出经纬度范围', 'node coordinates out of range'],
  NODE_AT_ZERO: ['节点坐标为 0,0', 'nodes at 0,0'],
  FEWER_THAN_TWO_NODES: ['不足两个节点', 'fewer than two nodes'],
  SPEED_FACTOR_OUT_OF_RANGE: ['速度系数超出范围', 'speed factor out of range'],
};

/** @returns the reason in Chinese and English; an unknown one as it is. */
export function ignoredWayWords(reason: string): { readonly zh: string; readonly en: string } {
  const [zh, en] = WORDS[reason as keyof typeof WORDS] ?? [reason, reason];
  return { zh, en };
}
