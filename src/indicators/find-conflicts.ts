import type { TargetDirection, TargetScope } from './policy-words.js';

/** What makes two targets comparable and different. */
export interface ComparableTarget {
  readonly id: string;
  readonly jurisdictionCode: string;
  readonly indicatorKey: string;
  /** Indicators of one group promise the same thing in other words; null compares the indicator with itself only. */
  readonly rivalGroup: string | null;
  readonly scope: TargetScope;
  readonly direction: TargetDirection;
  readonly value: number;
  readonly deadline: string;
  readonly documentKey: string;
  readonly clauseName: string;
}

/**
 * Targets that contradict each other: of one jurisdiction, scope, deadline and indicator (or group of indicators that
 * promise the same), from different clauses, and not one promise said twice. Nothing is merged or dropped.
 * @param targets versions in force only
 * @returns the rivals of each target that has any, in the order given
 */
export function findConflicts<T extends ComparableTarget>(targets: readonly T[]): Map<T, T[]> {
  const groups = new Map<string, T[]>();
  for (const target of targets) {
    const group = groups.get(subjectOf(target));
    if (group) group.push(target);
    else groups.set(subjectOf(target), [target]);
  }
  const rivals = new Map<T, T[]>();
  for (const group of groups.values()) {
    for (const target of group) {
      const against = group.filter((other) => contradict(target, other));
      if (against.length > 0) rivals.set(target, against);
    }
  }
  return rivals;
}

function subjectOf({
  jurisdictionCode,
  rivalGroup,
  indicatorKey,
  scope,
  deadline,
}: ComparableTarget): string {
  const subject = rivalGroup === null ? `one ${indicatorKey}` : `group ${rivalGroup}`;
  return [jurisdictionCode, subject, scope, deadline].join('|');
}

function contradict(a: ComparableTarget, b: ComparableTarget): boolean {
  if (a.documentKey === b.documentKey && a.clauseName === b.clauseName) return false;
  if (a.direction === b.direction) return a.value !== b.value;
  // Of different directions only what no value can meet contradicts.
  const [lowA, highA] = boundsOf(a);
  const [lowB, highB] = boundsOf(b);
  return Math.max(lowA, lowB) > Math.min(highA, highB);
}

function boundsOf({ direction, value }: ComparableTarget): [low: number, high: number] {
  if (direction === 'AT_LEAST') return [value, Infinity];
  return direction === 'AT_MOST' ? [-Infinity, value] : [value, value];
}
