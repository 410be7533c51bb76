import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortageRows } from '../../src/commands/meal-text.js';
import { type CommandDatabase, openCommandDatabase } from '../support/command-database.js';
import { A, COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';

let commands: CommandDatabase;
beforeAll(async () => {
  commands = await openCommandDatabase();
  await writeTown(commands.database.manager, {
    ...gridTown,
    candidates: [
      { id: 'school', at: [4, 4], division: A, cost: 2 },
      { id: 'hall', at: [0, 2], division: A, cost: 1 },
    ],
  });
  await publishNetwork(commands.database.manager, gridNetwork());
});
afterAll(() => commands.close());

const WALK = ['--minutes', '3', '--speed', '1', '--as-of', '2025-01-01'];
const COOK = ['--set', 'selfCookingKinds=MEAL_POINT', '--set', 'deliveryShare=0.2'];

async function run(...argv: string[]) {
  const { exitCode, stdout, stderr } = await commands.run('meals', ...argv);
  expect([stderr, exitCode]).toEqual(['', 0]);
  return stdout;
}

describe('meals', () => {
  it('prints both layers, Chinese first, with every setting and that nothing of it is a norm', async () => {
    const text = await run(COUNTY, ...WALK, ...COOK);
    expect(text).toMatch(/堂食 dine-in\s+\d+/);
    expect(text).toContain('送餐 delivery');
    expect(text).toContain('deliveryShare=0.2');
    expect(text).toContain('budgetMinutes=30');
    expect(text).toContain('仅为一例');
  });

  it('prints reasons that add up with the served to what is wanted', () => {
    // As printed on their own 456 + 193 + 16,184 + 1,236 would be one short of 18,070.
    const none = { reach: null, served: { coveredPeople: 0, totalPeople: 0 } };
    const delivery = { reach: null, served: { coveredPeople: 456.3, totalPeople: 18_069.5 } };
    const shortages = [
      { layer: 'DELIVERY', reason: 'OUT_OF_REACH', people: 193.4 },
      { layer: 'DELIVERY', reason: 'NO_SUPPLY', people: 16_183.5 },
      { layer: 'DELIVERY', reason: 'NO_CAPACITY', people: 1_236.3 },
    ];
    const [, ...rows] = shortageRows({ total: { dineIn: none, delivery }, shortages } as never);
    expect(rows).toEqual([
      ['DELIVERY', 'OUT_OF_REACH', 194],
      ['DELIVERY', 'NO_SUPPLY', 16_184],
      ['DELIVERY', 'NO_CAPACITY', 1_236],
    ]);
  });

  it('says whom MEAL coverage counts that walk only to what is taken for a central kitchen', async () => {
    const walk = ['--minutes', '5', ...WALK.slice(2)];
    const settings = ['--set', 'modeWhereUnknown=CENTRAL_KITCHEN'];
    const { total } = JSON.parse(await run(COUNTY, ...walk, ...settings, '--json'));
    const coverage = await commands.run('coverage', COUNTY, ...walk, '--service', 'MEAL', '--json');
    expect(total.dineIn.reach.coveredPeople).toBe(0);
    const covered = JSON.parse(coverage.stdout).division.population.coveredPeople;
    expect(covered).toBeGreaterThan(0);
    expect(await run(COUNTY, ...walk, ...settings)).toContain(
      `· ${covered} 人步行时限内只有不设堂食的中央厨房`,
    );
    expect(await run(COUNTY, ...walk, ...settings, '--set', 'kitchensServe=true')).not.toContain('不设堂食');
  });

  it('prints tables as CSV, chains among them', async () => {
    const divisions = await run(COUNTY, ...WALK, ...COOK, '--csv');
    expect(divisions.split('\n')[0]).toMatch(/^code,name,dineIn.reach.coveredPeople,/);
    expect(divisions.split('\n')[1]).toMatch(new RegExp(`^${COUNTY},方格县,`));
    // F3, the only place of meals, states no capacity: 100 meals.
    const sites = await run(COUNTY, ...WALK, ...COOK, '--csv', 'sites');
    expect(sites.split('\n')[1]).toMatch(/^F3,F3,CANTEEN,true,100,true,true,/);
    const points = await run(COUNTY, ...WALK, ...COOK, '--csv', 'points');
    expect(points).toMatch(/\nd1,10,.*DELIVERY,F3,F3,,,2,/);
  });

  it('prints JSON with the same figures', async () => {
    const { total, settings, points } = JSON.parse(await run(COUNTY, ...WALK, ...COOK, '--json'));
    expect(settings).toMatchObject({
      deliveryShare: 0.2,
      vehicle: 'E_BIKE',
      selfCookingKinds: ['MEAL_POINT'],
    });
    const served = points.reduce(
      (sum: number, point: { dineInServed: number; deliveryServed: number }) =>
        sum + point.dineInServed + point.deliveryServed,
      0,
    );
    expect(total.union.served.coveredPeople).toBeCloseTo(served, 6);
  });

  it('proposes places, with the proof', async () => {
    const rest = [...WALK, ...COOK, '--canteens', '1', '--new-canteens-cook'];
    const text = await run('propose', COUNTY, ...rest);
    expect(text).toContain('已证明最优 · proven optimal');
    expect(text).toContain('食堂 canteen');
    const plan = JSON.parse(await run('propose', COUNTY, ...rest, '--json'));
    expect(plan).toMatchObject({
      outcome: 'MealPlan',
      status: 'OPTIMAL',
      settings: { canteens: 1, kitchens: 0 },
    });
    // 40 people live at the school; 32 of them eat out, the other 8 were delivered to before.
    expect(plan.places).toMatchObject([{ candidateId: 'school', role: 'CANTEEN' }]);
  });

  it('says why there is no plan', async () => {
    const { exitCode, stdout } = await commands.run('meals', 'propose', COUNTY, ...WALK, '--canteens', '5');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/无可行方案.*Asked for 5 canteens, but there are 2/);
  });

  it.each([
    [['--set', 'speed=1'], /expected NAME=VALUE/],
    [['--set', 'budgetMinutes=soon'], /must be a number/],
    [['--set', 'budgetMinutes=999'], /must be 1–240/],
    [['--set', 'vehicle=BOAT'], /must be one of E_BIKE, VAN/],
    [['--set', 'selfCookingKinds=SHIP'], /must be one of/],
    [['--minutes', '500'], /walkMinutes must be/],
  ])('refuses %j', async (wrong, message) => {
    const { exitCode, stderr } = await commands.run('meals', COUNTY, ...wrong);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('BAD_USER_INPUT');
  });
});
