import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { C, COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';

let commands: CommandDatabase;
beforeAll(async () => {
  commands = await openCommandDatabase();
  await writeTown(commands.database.manager, gridTown);
  await publishNetwork(commands.database.manager, gridNetwork());
});
afterAll(() => commands.close());

const QUESTION = ['--division', COUNTY, '--service', 'STATION'];
const WALK = ['--minutes', '5', '--speed', '1', '--as-of', '2025-01-01'];

async function run(...argv: string[]) {
  const { exitCode, stdout, stderr } = await commands.run(...argv);
  expect([stderr, exitCode]).toEqual(['', 0]);
  return stdout;
}

it('accessibility prints CSV of the division and its parts', async () => {
  const csv = await run(
    'accessibility',
    ...QUESTION,
    ...WALK,
    '--method',
    'TWO_STEP',
    '--level',
    'COMMUNITY',
    '--csv',
  );
  const [header, county, first] = csv.split('\n');
  expect(header).toBe('code,name,people,meanAccess,peopleWithoutAccess');
  // F1 alone serves 18.5 people, so that its one facility is spread over 93.5.
  expect(county).toBe(`${COUNTY},方格县,94,${Number((1 / 93.5).toPrecision(6))},75`);
  expect(first).toMatch(new RegExp(`^${C},丙社区,8,0,8$`));
});

it('equity prints its measures as a table in words, Chinese first', async () => {
  const text = await run('equity', ...QUESTION, ...WALK);
  expect(text).toContain('基尼 Gini 0.');
  expect(text).toContain('可达性最差 worst served 5.0 %');
});

it('fragility prints JSON', async () => {
  const { division, facilities } = JSON.parse(await run('fragility', ...QUESTION, ...WALK, '--json'));
  expect(division).toMatchObject({ coveredByOne: 18.5, coveredByTwoOrMore: 0 });
  expect(facilities).toMatchObject([{ rank: 1, facilityId: 'F1', peopleLost: 18.5, pointsLost: 3 }]);
});

it('certainty prints CSV over the speeds given', async () => {
  const csv = await run('certainty', ...QUESTION, ...WALK, '--speeds', '0.5,1', '--tolerance', '0', '--csv');
  const [header, county] = csv.split('\n');
  expect(header).toBe('code,name,always,sometimes,never,notSnapped,leastRatio,mostRatio');
  // 150 m at 0.5 m/s reaches d7 alone.
  expect(county).toMatch(new RegExp(`^${COUNTY},方格县,4,15,68,7,`));
});

it('compare prints the exact parts', async () => {
  const dates = ['--before', '2024-01-01', '--after', '2025-01-01', '--minutes', '5', '--speed', '1'];
  const csv = await run(
    'compare',
    ...QUESTION,
    '--reading',
    'PRESENCE',
    '--level',
    'COMMUNITY',
    ...dates,
    '--csv',
  );
  expect(csv.trimEnd().split('\n')).toEqual([
    'step,share,exact,numeratorBefore,denominatorBefore,numeratorAfter,denominatorAfter',
    'BUILT,0,0/1,2,4,2,4',
    expect.stringMatching(/^CLOSED,'?-0.25,'?-1\/4,2,4,1,4$/),
    'DENOMINATOR,0,0/1,1,4,1,4',
    'RULE,0,0/1,1,4,1,4',
  ]);
});
