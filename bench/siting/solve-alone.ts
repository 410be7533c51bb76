// Answers one question of the bench and prints the most memory the process held: node solve-alone.js NAME
import { SolveThreads } from '../../src/siting/index.js';
import { peakMegabytes } from '../support/peak-megabytes.js';
import { sitingCases } from './siting-cases.js';

const [name] = process.argv.slice(2);
const asked = (await sitingCases()).find((each) => each.name === name);
if (!asked) throw new Error(`There is no question named ${name}.`);
const threads = new SolveThreads();
const outcome = await threads.solve(asked.ask(), { timeLimitSeconds: asked.limitSeconds });
if (!('plan' in outcome) || !outcome.plan) throw new Error(`No plan: ${outcome.status}`);
process.stdout.write(String(peakMegabytes()));
await threads.close();
