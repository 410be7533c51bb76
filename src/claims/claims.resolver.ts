import { Args, Query, Resolver } from 'type-graphql';
import { ClaimReport } from './claim-report.types.js';
import { CheckClaimsArguments } from './claims.inputs.js';
import type { ClaimsService } from './claims.service.js';

@Resolver()
export class ClaimsResolver {
  constructor(private readonly service: ClaimsService) {}

  @Query(() => ClaimReport, {
    description:
      "Checks a report's figures for arithmetic, units and consistency, and against the record where they name a figure; stores nothing. 数据核对",
  })
  checkClaims(
    @Args(() => CheckClaimsArguments) { claims, relations }: CheckClaimsArguments,
  ): Promise<ClaimReport> {
    return this.service.check({ claims, relations: relations ?? [] });
  }
}
