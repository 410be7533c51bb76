import { Args, Query, Resolver } from 'type-graphql';
import { ClaimReport } from './claim-report.types.js';
import { CheckClaimsArguments } from './claims.inputs.js';
import { reportClaims } from './report-claims.js';

@Resolver()
export class ClaimsResolver {
  @Query(() => ClaimReport, {
    description: "Checks a report's figures for arithmetic, units and consistency; stores nothing. 数据核对",
  })
  checkClaims(@Args(() => CheckClaimsArguments) { claims, relations }: CheckClaimsArguments): ClaimReport {
    return reportClaims({ claims, relations: relations ?? [] });
  }
}
