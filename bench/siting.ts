// Where sites should go: seconds to a first plan, to certified gaps and to the proof, beside CBC and HiGHS on the same
// merged model in the same run. Alone: node dist/bench/siting.js [part of an instance's name]
import type { LinearProgram } from '../src/kernel/milp/linear-program.js';
import { coverOf } from '../src/kernel/siting/answer-lscp.js';
import { coverGround } from '../src/kernel/siting/cover-ground.js';
import { buildMclp } from '../src/kernel/siting/mclp.js';
import { compileMclp } from '../src/kernel/siting/mclp-model.js';
import { transposeSets } from '../src/kernel/siting/merge-demand.js';
import { buildCover } from '../src/kernel/siting/prove-cover.js';
import { settleSites } from '../src/kernel/siting/settled-sites.js';
import type { LscpQuestion, MclpQuestion, SitingModel } from '../src/kernel/siting/siting-model.js';
import { SolveThreads } from '../src/siting/index.js';
import { cbcVersion, type PeerResult, solveWithCbc, solveWithHighs } from './siting/peers.js';
import { peakAlone } from './siting/peak-alone.js';
import { randomGround } from './siting/random-ground.js';
import { type SitingCase, sitingCases } from './siting/siting-cases.js';
import { knownOptima, type KnownOptima } from './siting/known-optima.js';
import { type OwnRun, timeOwn } from './siting/time-own.js';
import { sampleRegion } from './support/bench-cities.js';

export interface SitingTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: string;
  /** Instances others have published, and graphs like theirs. */
  readonly known: KnownOptima;
  /** Names and versions of the peers. */
  readonly software: readonly string[];
}

const MOST_MEGABYTES = 1024;

/** Measures every case whose name contains `part`; throws when a proof contradicts a peer's. */
export async function sitingSpeed(part = ''): Promise<SitingTable> {
  const cbc = cbcVersion();
  if (!cbc) console.log('bench: CBC is not measured: there is no cbc (Debian: coinor-cbc).');
  const cases = (await sitingCases()).filter(({ name }) => name.includes(part));
  const threads = new SolveThreads();
  const rows: string[][] = [];
  let known: KnownOptima;
  try {
    await warmUp(threads);
    known = await knownOptima(threads, part);
    for (const each of cases) {
      console.log(`bench: siting, ${each.name}`);
      const row = await measure(threads, each, cbc !== null);
      console.log(`  ${row.slice(1).join(' | ')}`);
      rows.push(row);
    }
  } finally {
    await threads.close();
  }
  return {
    head: ['instance', 'ours', 'processor time', 'peak memory', 'CBC', 'HiGHS-WASM', 'target'],
    rows,
    notes:
      'Demand and candidates at random nodes, exponential whole weights, a cutoff at which a twentieth of the pairs ' +
      'cover; seconds from asking a warm solver thread; medians of three runs where the proof takes at most six ' +
      'seconds. The peers get the merged and thinned model and as many seconds as stated; in brackets, how many times ' +
      'as long as ours they took to the proof. Every plan was counted again from the cover lists, and every proof ' +
      'compared with the peers’. Peak memory is of a process of its own that ' +
      'answers nothing but this question (ground and network included).',
    known,
    software: [`CBC ${cbc ?? 'not installed'}`],
  };
}

async function warmUp(threads: SolveThreads): Promise<void> {
  const ground = randomGround('warm-up', sampleRegion().network, { points: 2_000, candidates: 300 });
  for (const question of [
    { ...ground, model: 'MCLP' as const, p: 15 },
    { ...ground, model: 'LSCP' as const },
  ])
    await threads.solve(question, { timeLimitSeconds: 10 });
}

async function measure(threads: SolveThreads, each: SitingCase, withCbc: boolean): Promise<string[]> {
  const question = each.ask();
  const asked = each.gaps.map(([gap]) => gap);
  const own = await timeOwn(threads, question, each.limitSeconds, asked);
  checkPlan(each.name, question, own);
  const program = programOf(question);
  const cbc = program && withCbc ? solveWithCbc(program, each.peerSeconds) : null;
  const highs = program ? await solveWithHighs(program, each.peerSeconds) : null;
  for (const peer of [cbc, highs]) if (peer) checkAgainst(each.name, question, own, peer);
  const peak = peakAlone(each.name);
  const missing = program ? 'not measured' : 'no model of this size';
  return [
    each.name,
    ownText(each, own),
    `${own.processorSeconds.toFixed(2)} s`,
    `${peak.toFixed(0)} MB${peak > MOST_MEGABYTES ? ' (too much)' : ''}`,
    cbc ? peerText(cbc, own) : missing,
    highs ? peerText(highs, own) : missing,
    targetText(each),
  ];
}

/** The merged model as a program; null where there is none a peer could hold. */
function programOf(question: SitingModel): LinearProgram | null {
  if (question.model === 'LSCP') return lscpProgram(question);
  return question.model === 'MCLP' ? mclpProgram(question) : null;
}

function lscpProgram(question: LscpQuestion): LinearProgram {
  return buildCover(coverOf(question, settleSites(question, {}, false), question.cutoff));
}

function mclpProgram(question: MclpQuestion): LinearProgram {
  const settled = settleSites(question, question);
  const { rows, standingCovers } = coverGround(question, settled, question.cutoff);
  const covers = transposeSets(rows, settled.choosable.length);
  const model = compileMclp({
    demandIds: question.demandIds,
    demandWeight: question.demandWeight,
    alreadyCovered: Uint8Array.from(standingCovers, (times) => (times > 0 ? 1 : 0)),
    candidateIds: settled.choosable.map((_, at) => String(at).padStart(9, '0')),
    covers: { offset: covers.offset, demand: covers.member },
    p: question.p,
  });
  return buildMclp(model);
}

/** Counts the plan's coverage anew from the lists the question came with. */
function checkPlan(name: string, question: SitingModel, { plan }: OwnRun): void {
  if (question.model !== 'MCLP' && question.model !== 'LSCP') return;
  const { travel, demandWeight, cutoff } = question;
  const open = new Set(plan.sites.map(({ candidate }) => candidate));
  question.roles?.forEach((role, site) => role === 'EXISTING' && open.add(site));
  const covered = new Uint8Array(demandWeight.length);
  const coverable = new Uint8Array(demandWeight.length);
  for (let site = 0; site + 1 < travel.offset.length; site++)
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++) {
      if (travel.cost[at] > cutoff) continue;
      coverable[travel.demand[at]] = 1;
      if (open.has(site)) covered[travel.demand[at]] = 1;
    }
  const weight = demandWeight.reduce((sum, each, point) => sum + (covered[point] ? each : 0), 0);
  const isRight =
    question.model === 'MCLP'
      ? Math.abs(weight - plan.objective) < 1e-6 * weight
      : plan.objective === plan.sites.length && covered.every((flag, point) => flag === coverable[point]);
  if (!isRight) throw new Error(`${name}: the plan does not cover what it says.`);
}

/** Fails loudly when ours and a peer cannot both be right. */
function checkAgainst(name: string, question: SitingModel, { plan }: OwnRun, peer: PeerResult): void {
  const standing = question.model === 'MCLP' ? standingWeight(question, plan.coveredBefore ?? 0) : 0;
  const slack = 0.5;
  const [low, high] = [plan.lowerBound - standing - slack, plan.upperBound - standing + slack];
  const says = `ours lies between ${low + slack} and ${high - slack}, ${peer.peer} found ${peer.objective}`;
  const isMost = question.model === 'MCLP';
  if (peer.objective !== null && (isMost ? peer.objective > high : peer.objective < low))
    throw new Error(`${name}: a better plan than our bound allows: ${says}.`);
  if (peer.isProven && peer.objective !== null && (isMost ? peer.objective < low : peer.objective > high))
    throw new Error(`${name}: our plan beats a proven optimum: ${says}.`);
}

/** The peers' program counts new coverage only. */
function standingWeight({ roles }: MclpQuestion, coveredBefore: number): number {
  return roles?.includes('EXISTING') ? coveredBefore : 0;
}

function ownText({ gaps, firstPlan, limitSeconds }: SitingCase, own: OwnRun): string {
  const first = firstPlan ? [`first plan ${(own.firstPlan * 1000).toFixed(0)} ms`] : [];
  const certified = gaps.map(([gap], at) =>
    Number.isNaN(own.certified[at])
      ? `${percent(gap)} not reached`
      : `≤ ${percent(gap)} after ${seconds(own.certified[at])}`,
  );
  const end = Number.isNaN(own.proven)
    ? `${percent(own.plan.gap)} after ${limitSeconds} s`
    : `proven after ${seconds(own.proven)}`;
  return [...first, ...certified, end].join('; ');
}

function peerText({ isProven, seconds: took, objective, bound }: PeerResult, own: OwnRun): string {
  if (isProven) return `${seconds(took)}${own.proven > 0 ? ` (${(took / own.proven).toFixed(1)} ×)` : ''}`;
  if (objective === null || bound === null) return `no gap after ${seconds(took)}`;
  const gap = Math.abs(bound - objective) / Math.max(Math.abs(objective), 1e-9);
  return `${percent(gap)} after ${seconds(took)}${own.proven > 0 ? ` (> ${(took / own.proven).toFixed(1)} ×)` : ''}`;
}

function targetText({ gaps, proof, firstPlan }: SitingCase): string {
  return [
    ...(firstPlan ? [`first plan ≤ ${firstPlan * 1000} ms`] : []),
    ...gaps.map(([gap, limit]) => `≤ ${percent(gap)} in ${limit} s`),
    ...(Number.isNaN(proof) ? [] : [`proven ≤ ${proof} s`]),
  ].join('; ');
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(share < 0.01 ? 2 : 3))} %`;
}

function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

if (process.argv[1]?.endsWith('siting.js')) {
  const { head, rows, known } = await sitingSpeed(process.argv[2]);
  for (const table of [{ head, rows }, known])
    console.log([table.head, ...table.rows].map((row) => row.join(' | ')).join('\n'));
  process.exit(0);
}
