// Worker thread of sheets: writing a large workbook takes seconds.
import { serveTasks } from '../compute/serve-tasks.js';
import { sheetTasks } from './sheet-tasks.js';

serveTasks(sheetTasks);
