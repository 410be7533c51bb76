import { PlanStore } from './plan-store.js';

/** What is being tried out on this page. */
export const plans = new PlanStore(globalThis.sessionStorage ?? null);
