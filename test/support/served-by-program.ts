import type { MealGround } from '../../src/kernel/meals/meal-ground.js';
import { LinearProgramBuilder } from '../../src/kernel/milp/linear-program.js';
import type { LpEngine } from '../../src/kernel/milp/lp-engine.js';

/** Most meals that can be had, by a linear program over every pair: the slow, plain way. */
export async function servedByProgram(lp: LpEngine, ground: MealGround): Promise<number> {
  const program = new LinearProgramBuilder('maximize');
  const { walks, rides, supply, sites, kitchens } = ground;
  const out = sites.map((): number[] => []);
  const carried = sites.map((): number[] => []);
  const at = {
    dineIn: ground.pointIds.map((): number[] => []),
    delivery: ground.pointIds.map((): number[] => []),
  };
  sites.forEach((_, site) => {
    for (let k = walks.offset[site]; k < walks.offset[site + 1]; k++) {
      const meals = program.addVariable({ objective: 1 });
      out[site].push(meals);
      at.dineIn[walks.point[k]].push(meals);
    }
    for (let k = rides.offset[site]; k < rides.offset[site + 1]; k++) {
      const meals = program.addVariable({ objective: 1 });
      out[site].push(meals);
      carried[site].push(meals);
      at.delivery[rides.point[k]].push(meals);
    }
  });
  const lots = sites.map(({ cookedMealsPerDay }) => [program.addVariable({ upper: cookedMealsPerDay })]);
  const sent = kitchens.map((_, kitchen) => {
    const sends: number[] = [];
    for (let k = supply.offset[kitchen]; k < supply.offset[kitchen + 1]; k++) {
      const meals = program.addVariable({});
      sends.push(meals);
      lots[supply.point[k]].push(meals);
    }
    return sends;
  });
  const atMost = (variables: readonly number[], most: number, less: readonly number[] = []) => {
    program.addRow(-Infinity, most);
    for (const variable of variables) program.addTerm(variable, 1);
    for (const variable of less) program.addTerm(variable, -1);
  };
  sites.forEach((site, s) => {
    atMost(out[s], site.mealsPerDay);
    atMost(carried[s], site.deliveredMealsPerDay);
    atMost(out[s], 0, lots[s]);
  });
  kitchens.forEach(({ mealsPerDay }, k) => atMost(sent[k], mealsPerDay));
  ground.dineIn.forEach((wanted, p) => atMost(at.dineIn[p], wanted));
  ground.delivery.forEach((wanted, p) => atMost(at.delivery[p], wanted));
  const session = await lp.open(program.build());
  const outcome = await session.solve({ lower: new Float64Array(0), upper: new Float64Array(0) });
  await session.close();
  if (outcome.status !== 'optimal') throw new Error(`the program ended as ${outcome.status}`);
  return outcome.objective;
}
