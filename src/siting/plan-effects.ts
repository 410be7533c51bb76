import { coveredPeopleOf, unitPresence } from '../coverage/index.js';
import { CompensatedSum, compensatedSum } from '../kernel/compensated-sum.js';
import { populationByDivisionInSteps, type PopulationCoverage } from '../kernel/coverage/population.js';
import { finishInTurns } from '../kernel/finish.js';
import type { SitingPlan as KernelPlan } from '../kernel/siting/siting-answer.js';
import type { Turns } from '../platform/compute/in-turns.js';
import { divisionsOfSites, type PosedSiting } from './posed-siting.js';
import { forEachWithin } from './site-travel.js';
import type { SitingEffect, SitingLevel } from './siting-effect.types.js';

/** What a plan changes, for every division at and under the one asked about. */
export interface PlanEffects {
  readonly whole: SitingEffect;
  readonly children: SitingEffect[];
  readonly levels: SitingLevel[];
  /** Per chosen site, in the order of the plan, the people nothing before it covers. */
  readonly newlyCovered: readonly number[];
  /** Per chosen site the lowest division it stands in, by number in the tree, -1 = unknown. */
  readonly divisions: readonly number[];
  /** Per facility that closes, in the order of the plan, the people its closing leaves without any that stands. */
  readonly lostByClosing: readonly number[];
  /** Demand points (positions in the problem) within the walk of an open site or of any site at all. */
  readonly covered: Uint8Array;
  readonly coverable: Uint8Array;
}

/** Coverage by walking with a plan carried out, by the rule of the question whatever the model counts. */
export async function planEffects(posed: PosedSiting, plan: KernelPlan, turns: Turns): Promise<PlanEffects> {
  const { view, division, question, points, asked } = posed;
  const { tree } = view.ground;
  const cutoff = asked.limit.limitCentimeters;
  const standing = new Int32Array(points.length);
  const coverable = new Uint8Array(points.length);
  for (const [site, { facility }] of posed.sites.entries()) {
    if (turns.isOver) await turns.next();
    if (facility) forEachWithin(question.travel, site, cutoff, (point) => standing[point]++);
    if (question.roles![site] !== 'LOCKED_OUT')
      forEachWithin(question.travel, site, cutoff, (point) => (coverable[point] = 1));
  }
  const lostByClosing = plan.closed.map((site) =>
    peopleWhere(posed, site, (point) => --standing[point] === 0),
  );
  const covered = Uint8Array.from(standing, (facilities) => Math.min(facilities, 1));
  const newlyCovered = plan.sites.map(({ candidate }) =>
    peopleWhere(posed, candidate, (point) => {
      const isNew = covered[point] === 0;
      covered[point] = 1;
      return isNew;
    }),
  );
  await turns.pause();
  const after = await populationCovering(posed, covered, turns);
  await turns.pause();
  const divisions = await divisionsOfSites(
    posed.scene,
    plan.sites.map(({ candidate }) => posed.sites[candidate]),
  );
  const hasAfter = unitsWithFacility(posed, plan, divisions);
  await turns.pause();
  const effectOf = (unit: number): SitingEffect => ({
    divisionCode: tree.nodes[unit].code,
    divisionName: tree.nodes[unit].name,
    before: coveredPeopleOf(view.population(unit, asked.cohort)),
    after: coveredPeopleOf(after[unit]),
    hasFacilityBefore: view.presence.units[unit].counted,
    hasFacilityAfter: hasAfter(unit),
  });
  return {
    ...{ covered, coverable, newlyCovered, divisions, lostByClosing },
    whole: effectOf(division),
    children: tree.childrenOf(division).map(effectOf),
    levels: tree.levelsWithin(division).map((level) => {
      const units = tree.unitsAt(division, level);
      const sum = (of: (unit: number) => PopulationCoverage) => summed(units.map(of));
      const effects = units.map(effectOf);
      return {
        ...{ level, units: effects, unitCount: units.length },
        before: sum((unit) => view.population(unit, asked.cohort)),
        after: sum((unit) => after[unit]),
        unitsWithFacilityBefore: effects.filter((unit) => unit.hasFacilityBefore).length,
        unitsWithFacilityAfter: effects.filter((unit) => unit.hasFacilityAfter).length,
      };
    }),
  };
}

/** People within the walk of a site at the points that count; asked of each in turn. */
function peopleWhere(
  { question, asked }: PosedSiting,
  site: number,
  counts: (point: number) => boolean,
): number {
  const people = new CompensatedSum();
  forEachWithin(question.travel, site, asked.limit.limitCentimeters, (point) => {
    if (counts(point)) people.add(question.demandWeight[point]);
  });
  return people.value;
}

/** Population of every division of the tree with only these points covered; right for those under the question's. */
async function populationCovering(
  { view, question, points }: PosedSiting,
  covered: Uint8Array,
  turns: Turns,
) {
  const { tree, demand } = view.ground;
  const reach = {
    weight: question.demandWeight,
    costCentimeters: Int32Array.from(covered, (flag) => flag - 1),
    snapped: Uint8Array.from(points, (point) => (view.field.demandSnaps.has(point) ? 1 : 0)),
    limitCentimeters: 0,
  };
  const divisions = Int32Array.from(points, (point) => demand.division[point]);
  const steps = populationByDivisionInSteps(reach, divisions, tree.parent);
  return (await finishInTurns(steps, () => turns.pause())).divisions;
}

function summed(parts: readonly PopulationCoverage[]) {
  const coveredWeight = compensatedSum(parts.map((part) => part.coveredWeight));
  const totalWeight = compensatedSum(parts.map((part) => part.totalWeight));
  const ratio = totalWeight > 0 ? coveredWeight / totalWeight : null;
  return coveredPeopleOf({ coveredWeight, totalWeight, ratio });
}

/** Which divisions have the service with the plan: what stays open, and a new site for whatever it stands in. */
function unitsWithFacility(
  { view, sites }: PosedSiting,
  plan: KernelPlan,
  divisions: readonly number[],
): (unit: number) => boolean {
  const { tree, facilities } = view.ground;
  const closed = new Set(plan.closed.map((site) => sites[site].facility!.id));
  const standing =
    closed.size === 0
      ? view.presence.units
      : unitPresence(tree, facilities, view.presence.predicates, ({ id }) => !closed.has(id));
  const opened = new Set<number>();
  for (const division of divisions)
    for (let unit = division; unit >= 0; unit = tree.parent[unit]) opened.add(unit);
  return (unit) => standing[unit].counted || opened.has(unit);
}
