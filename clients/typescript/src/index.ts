export { ApiProblem, type ClientProblemCode } from './api-problem.js';
export {
  createRequest,
  type ClientOptions,
  type Operation,
  type Request,
  type RequestOptions,
} from './request.js';
export * from './generated.js';
