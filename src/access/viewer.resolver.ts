import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { ViewerRecord } from './viewer.record.js';

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerRecord, { description: 'Who sends this request and with which role. 当前访问者' })
  viewer(@Ctx() context: RequestContext): ViewerRecord {
    return context.viewer;
  }
}
