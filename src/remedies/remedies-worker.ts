// Worker thread of remedies: plans are made here; programs are solved elsewhere.
import { serveTasks } from '../platform/compute/serve-tasks.js';
import { remedyTasks } from './remedy-tasks.js';

serveTasks(remedyTasks);
