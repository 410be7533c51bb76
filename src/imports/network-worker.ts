// Worker thread of network imports: what takes long and needs no database.
import { serveTasks } from '../platform/compute/serve-tasks.js';
import { networkTasks } from './network-tasks.js';

serveTasks(networkTasks);
