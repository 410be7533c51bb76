import { readFileSync } from 'node:fs';
import type { SitingModel } from '../../src/kernel/siting/siting-model.js';
import type { SolveThreads } from '../../src/siting/index.js';
import { sharedFile } from '../support/bench-cities.js';
import {
  csvRows,
  generatedMedian,
  orLibraryMedian,
  sanFranciscoGround,
  sjcGround,
} from './location-instances.js';
import { timeOwn, type OwnRun } from './time-own.js';

/** A question of a family of instances; its optimum where one was published. */
interface KnownCase {
  readonly family: string;
  readonly name: string;
  readonly ask: () => SitingModel;
  readonly optimum?: number;
}

export interface KnownOptima {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: string;
}

const LIMIT_SECONDS = 10;
const GAP = 0.005;
/** Published p-center optima of pmed1–10: S. Elloumi, M. Labbé & Y. Pochet (2004). */
const CENTERS = [127, 98, 93, 74, 48, 84, 64, 55, 37, 20];
/** Nodes and numbers of sites of OR-Library's larger p-median files, from pmed11 on. */
const LARGER: readonly (readonly [nodes: number, sites: readonly number[]])[] = [
  [300, [5, 10, 30, 60, 100]],
  [400, [5, 10, 40, 80, 133]],
  [500, [5, 10, 50, 100, 167]],
  [600, [5, 10, 60, 120, 200]],
  [700, [5, 10, 70, 140]],
  [800, [5, 10, 80]],
  [900, [5, 10, 90]],
];

/** Solves what others have published optima of, and graphs like theirs; throws when one is missed. */
export async function knownOptima(threads: SolveThreads, part = ''): Promise<KnownOptima> {
  const families = new Map<string, { known: KnownCase; run: OwnRun }[]>();
  const cases = [...saoJose(), ...sanFrancisco(), ...orLibrary(), ...likeOrLibrary()];
  for (const known of cases.filter(({ family, name }) => `${family} ${name}`.includes(part))) {
    const run = await timeOwn(threads, known.ask(), LIMIT_SECONDS, [GAP], 1);
    const { objective, gap } = run.plan;
    console.log(`bench: ${known.name}: ${objective}, gap ${percent(gap)}, ${run.seconds.toFixed(2)} s`);
    if (known.optimum !== undefined && Math.abs(objective - known.optimum) > 1e-6 * known.optimum)
      throw new Error(`${known.name}: found ${objective}, published ${known.optimum}.`);
    const others = families.get(known.family) ?? [];
    families.set(known.family, [...others, { known, run }]);
  }
  const rows = [...families].map(([family, solved]) => {
    const count = (holds: (each: (typeof solved)[number]) => boolean) =>
      `${solved.filter(holds).length} of ${solved.length}`;
    const slowest = Math.max(...solved.map(({ run }) => run.seconds));
    const isListed = solved.every(({ known }) => known.optimum !== undefined);
    return [
      family,
      isListed ? count(() => true) : 'none published',
      count(({ run }) => !Number.isNaN(run.proven)),
      `${count(({ run }) => !Number.isNaN(run.certified[0]))}, ${seconds(Math.max(...solved.map(({ run }) => run.certified[0])))}`,
      percent(Math.max(...solved.map(({ run }) => run.plan.gap))),
      seconds(slowest),
    ];
  });
  return {
    head: [
      'questions',
      'optimum as published',
      'proven',
      `certified ≤ ${percent(GAP)}, slowest`,
      'widest gap',
      'slowest answer',
    ],
    rows,
    notes:
      `${LIMIT_SECONDS} s each, one run. ${missingFiles()} Graphs “like pmed…” are generated here with the same numbers of nodes, edges and sites: ` +
      'they are not the files, and no optimum of theirs is published.',
  };
}

function saoJose(): KnownCase[] {
  const file = sharedFile('location/sjc-mclp/optima.csv');
  if (!file) return [];
  const rows = csvRows(file).map(([name, total, s, p, covered]) => ({
    name,
    label: `${name}, ${s} m, p = ${p}`,
    ...{ isAll: total === covered, cutoff: Number(s), p: Number(p), covered: Number(covered) },
  }));
  return [
    ...rows.map(({ name, label, cutoff, p, covered }): KnownCase => ({
      ...{ family: 'São José dos Campos, MCLP', name: `MCLP ${label}`, optimum: covered },
      ask: () => ({ ...sjcGround(name), model: 'MCLP', cutoff, p }),
    })),
    ...rows
      .filter(({ isAll }) => isAll)
      .map(({ name, label, cutoff, p }): KnownCase => ({
        ...{ family: 'São José dos Campos, LSCP', name: `LSCP ${label}`, optimum: p },
        ask: () => ({ ...sjcGround(name), model: 'LSCP', cutoff }),
      })),
  ];
}

function sanFrancisco(): KnownCase[] {
  const file = sharedFile('location/spopt-sf/expected.json');
  if (!file) return [];
  const { LSCP, MCLP, P_MEDIAN, P_CENTER } = JSON.parse(readFileSync(file, 'utf8'));
  const ground = sanFranciscoGround();
  const asked: [SitingModel, number][] = [
    [{ ...ground, model: 'LSCP', cutoff: LSCP.S }, LSCP.min_sites],
    [{ ...ground, model: 'MCLP', cutoff: MCLP.S, p: MCLP.p }, MCLP.covered_weight],
    [{ ...ground, model: 'P_MEDIAN', p: P_MEDIAN.p }, P_MEDIAN.objective],
    [{ ...ground, model: 'P_CENTER', p: P_CENTER.p }, P_CENTER.minimax],
  ];
  return asked.map(([question, optimum]) => ({
    ...{ family: 'San Francisco, LSCP, MCLP, p-median, p-center', name: `San Francisco ${question.model}` },
    ...{ ask: () => question, optimum },
  }));
}

function orLibrary(): KnownCase[] {
  const file = sharedFile('location/orlib-pmed/optima.json');
  if (!file) return [];
  const optima = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>);
  return [
    ...optima.map(([name, optimum]): KnownCase => ({
      ...{
        family: `OR-Library ${spanOf(optima.map(([each]) => each))}, p-median`,
        name: `${name} p-median`,
        optimum,
      },
      ask: () => ({ ...orLibraryMedian(name), model: 'P_MEDIAN' }),
    })),
    ...optima.slice(0, CENTERS.length).map(([name], at): KnownCase => ({
      ...{ family: 'OR-Library pmed1–10, p-center', name: `${name} p-center`, optimum: CENTERS[at] },
      ask: () => ({ ...orLibraryMedian(name), model: 'P_CENTER' }),
    })),
  ];
}

function likeOrLibrary(): KnownCase[] {
  let number = 11;
  return LARGER.flatMap(([nodes, counts]) => {
    const family = `generated, like pmed${number}–${number + counts.length - 1} (${nodes} nodes), p-median`;
    return counts.map((p): KnownCase => {
      const name = `like pmed${number++}`;
      return { family, name, ask: () => ({ ...generatedMedian(name, nodes, p), model: 'P_MEDIAN' }) };
    });
  });
}

/** Which files of OR-Library's forty are not at hand. */
function missingFiles(): string {
  const missing = Array.from({ length: 40 }, (_, at) => `pmed${at + 1}`).filter(
    (name) => sharedFile(`location/orlib-pmed/${name}.txt`) === null,
  );
  return missing.length > 0
    ? `Of OR-Library’s files ${spanOf(missing)} are not at hand and were not solved.`
    : '';
}

function spanOf(names: readonly string[]): string {
  return names.length > 1 ? `${names[0]}–${names.at(-1)!.replace(/\D/g, '')}` : names.join();
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
