import { createRequest } from '../../../clients/typescript/src/request.js';
import { createSubscribe } from '../../../clients/typescript/src/subscribe.js';
import { session } from './session.js';

export { ApiProblem } from '../../../clients/typescript/src/api-problem.js';

const key = () => session.key;

/** Asks the server that served this page; throws `ApiProblem`, or the signal's reason once that is aborted. */
export const request = createRequest({ key, fetch: (input, init) => fetch(input, init) });

/** Follows a subscription of the server that served this page. */
export const subscribe = createSubscribe({ key });
