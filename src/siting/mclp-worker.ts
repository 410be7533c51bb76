// Worker thread of siting: solves covering problems; the program that is left at the end is asked of the MILP solver.
import { serveTasks } from '../platform/compute/serve-tasks.js';
import { mclpTasks } from './mclp-tasks.js';

serveTasks(mclpTasks);
