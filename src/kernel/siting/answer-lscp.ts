import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { mergeDemand, type SetList } from './merge-demand.js';
import { proveCover } from './prove-cover.js';
import type { SetCover } from './set-cover.js';
import { settleTiesOfCover } from './settle-cover-ties.js';
import type { LscpQuestion, SitingGround } from './siting-model.js';
import { costOf, type SettledSites } from './settled-sites.js';

/** The cheapest set that covers all that can be covered; what nothing reaches is listed in the plan. */
export const answerLscp: Answer<LscpQuestion> = async (question, settled, run) => {
  const cover = coverOf(question, settled, question.cutoff);
  const locked = settled.standing
    .filter((site) => question.roles?.[site] === 'LOCKED_IN')
    .reduce((sum, site) => sum + costOf(question, site), 0);
  const { watch } = run;
  const told = watch && ((cost: number, bound: number) => watch(locked + cost, locked + bound));
  const search = await proveCover(cover, run.watching(told));
  const chosen = settleTiesOfCover(cover, search.chosen);
  return {
    found: {
      open: chosen.map((index) => settled.choosable[index]),
      objective: locked + search.cost,
      bound: locked + search.lowerBound,
    },
    isProven: search.isComplete && search.lowerBound >= search.cost,
    terms: { sense: 'minimize', score: { kind: 'BEST', level: () => 1 }, cutoff: question.cutoff },
  };
};

/** Demand nothing standing covers, as rows over the choosable candidates; rows nothing covers are left out. */
export function coverOf(ground: SitingGround, settled: SettledSites, cutoff: number): SetCover {
  const { rows, standingCovers } = coverGround(ground, settled, cutoff);
  return {
    candidate: Int32Array.from(settled.choosable.keys()),
    cost: settled.cost,
    rows: mergeDemand(ground.demandWeight, openRows(rows, standingCovers)).sets,
  };
}

/** The rows of points no standing site covers; the others are emptied. */
function openRows({ offset, member }: SetList, standingCovers: Int32Array): SetList {
  const openOffset = new Int32Array(offset.length);
  const openMember = new Int32Array(member.length);
  let end = 0;
  for (let point = 0; point < standingCovers.length; point++) {
    if (standingCovers[point] === 0) {
      openMember.set(member.subarray(offset[point], offset[point + 1]), end);
      end += offset[point + 1] - offset[point];
    }
    openOffset[point + 1] = end;
  }
  return { offset: openOffset, member: openMember.subarray(0, end) };
}
