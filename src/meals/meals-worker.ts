// Worker thread of meals: rides, assignments and plans are made here; relaxations are asked of the solver, which lives elsewhere.
import { serveTasks } from '../platform/compute/serve-tasks.js';
import { mealTasks } from './meal-tasks.js';

serveTasks(mealTasks);
