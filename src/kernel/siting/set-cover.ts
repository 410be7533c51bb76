import { mergeDemand, transposeSets, type SetList } from './merge-demand.js';
import { redundantRowsInSteps } from './redundant-rows.js';
import { needlessCandidatesInSteps } from './thin-candidates.js';

/** Rows that each need one of their candidates, at the least total cost. */
export interface SetCover {
  /** Per candidate its position in the problem this was made from. */
  readonly candidate: Int32Array;
  readonly cost: Float64Array;
  /** Per row the candidates that cover it, ascending; none is empty. */
  readonly rows: SetList;
}

export interface ReducedCover {
  /** Candidates (positions of the original) every cover built from the rest takes as well. */
  readonly forced: readonly number[];
  readonly core: SetCover;
}

/**
 * Shrinks a set cover until nothing changes, keeping an optimum: a row's only candidate is taken, rows implied by
 * others go, and candidates go when another covers as much for no more (the first stays among equals). In steps of some
 * milliseconds.
 * Source: Toregas & ReVelle (1972); Beasley (1987), EJOR 31.
 */
export function* reduceCoverInSteps(cover: SetCover): Generator<void, ReducedCover> {
  const forced: number[] = [];
  let core = cover;
  for (;;) {
    const rowsBefore = core.rows.offset.length;
    const candidatesBefore = core.candidate.length;
    core = takeForced(core, forced);
    yield;
    core = keepRows(core, yield* redundantRowsInSteps(core.rows, core.candidate.length));
    yield;
    const covers = transposeSets(core.rows, core.candidate.length);
    core = keepSites(core, yield* needlessCandidatesInSteps(covers, core.rows, core.cost, true));
    yield;
    if (core.rows.offset.length === rowsBefore && core.candidate.length === candidatesBefore)
      return { forced: forced.sort((a, b) => a - b), core };
  }
}

/** The parts of a cover that share no candidate; each can be solved alone. */
export function coverParts({ candidate, cost, rows }: SetCover): readonly SetCover[] {
  const parent = Int32Array.from(candidate.keys());
  const find = (site: number): number => {
    while (parent[site] !== site) site = parent[site] = parent[parent[site]];
    return site;
  };
  const count = rows.offset.length - 1;
  for (let row = 0; row < count; row++)
    for (let at = rows.offset[row] + 1; at < rows.offset[row + 1]; at++)
      parent[find(rows.member[at])] = find(rows.member[rows.offset[row]]);
  const roots = [...new Set(Array.from(candidate.keys(), find))];
  return roots.map((root) => {
    const isOther = Uint8Array.from(candidate.keys(), (site) => (find(site) === root ? 0 : 1));
    const gone = new Uint8Array(count);
    for (let row = 0; row < count; row++) gone[row] = isOther[rows.member[rows.offset[row]]];
    return keepSites(keepRows({ candidate, cost, rows }, gone), isOther);
  });
}

function takeForced(core: SetCover, forced: number[]): SetCover {
  const { rows } = core;
  const taken = new Uint8Array(core.candidate.length);
  const count = rows.offset.length - 1;
  for (let row = 0; row < count; row++)
    if (rows.offset[row + 1] - rows.offset[row] === 1) taken[rows.member[rows.offset[row]]] = 1;
  if (!taken.includes(1)) return core;
  const gone = new Uint8Array(count);
  for (let row = 0; row < count; row++)
    for (let at = rows.offset[row]; at < rows.offset[row + 1]; at++) gone[row] |= taken[rows.member[at]];
  taken.forEach((flag, site) => flag && forced.push(core.candidate[site]));
  return keepSites(keepRows(core, gone), taken);
}

function keepRows(core: SetCover, gone: Uint8Array): SetCover {
  const { offset, member } = core.rows;
  const kept = Array.from(gone.keys()).filter((row) => !gone[row]);
  if (kept.length === gone.length) return core;
  const keptOffset = new Int32Array(kept.length + 1);
  kept.forEach((row, at) => (keptOffset[at + 1] = keptOffset[at] + offset[row + 1] - offset[row]));
  const keptMember = new Int32Array(keptOffset[kept.length]);
  kept.forEach((row, at) => keptMember.set(member.subarray(offset[row], offset[row + 1]), keptOffset[at]));
  return { ...core, rows: { offset: keptOffset, member: keptMember } };
}

/** Without the flagged candidates; rows that become alike merge. */
function keepSites({ candidate, cost, rows }: SetCover, gone: Uint8Array): SetCover {
  const kept = Array.from(gone.keys()).filter((site) => !gone[site]);
  const newIndex = new Int32Array(gone.length).fill(-1);
  kept.forEach((old, site) => (newIndex[old] = site));
  const count = rows.offset.length - 1;
  const offset = new Int32Array(count + 1);
  const member: number[] = [];
  for (let row = 0; row < count; row++) {
    for (let at = rows.offset[row]; at < rows.offset[row + 1]; at++)
      if (newIndex[rows.member[at]] >= 0) member.push(newIndex[rows.member[at]]);
    offset[row + 1] = member.length;
  }
  const merged = mergeDemand(new Float64Array(count), { offset, member: Int32Array.from(member) });
  return {
    candidate: Int32Array.from(kept, (old) => candidate[old]),
    cost: Float64Array.from(kept, (old) => cost[old]),
    rows: merged.sets,
  };
}
