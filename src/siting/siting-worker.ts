// Worker thread of siting: plans are made here; programs and relaxations are asked of the solvers, which live elsewhere.
import { serveTasks } from '../platform/compute/serve-tasks.js';
import { solveTasks } from './solve-tasks.js';

serveTasks(solveTasks);
