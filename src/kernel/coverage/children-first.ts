import { invariant } from '../invariant.js';

/** Division indexes with every child before its parent; `parent` holds indexes, -1 for a root. */
export function childrenFirst(parent: Int32Array): Int32Array {
  const openChildren = new Int32Array(parent.length);
  for (const p of parent) {
    invariant(p >= -1 && p < parent.length, `parent ${p} of ${parent.length} divisions`);
    if (p >= 0) openChildren[p]++;
  }
  const order = new Int32Array(parent.length);
  let end = 0;
  for (let d = 0; d < parent.length; d++) if (openChildren[d] === 0) order[end++] = d;
  for (let at = 0; at < end; at++) {
    const p = parent[order[at]];
    if (p >= 0 && --openChildren[p] === 0) order[end++] = p;
  }
  invariant(end === parent.length, 'the division tree has a cycle');
  return order;
}
