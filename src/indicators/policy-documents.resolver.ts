import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { checkDivisionCode } from '../divisions/index.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { documentDraftOf, PolicyDocumentInput, PolicyDocumentsArguments } from './indicators.inputs.js';
import type { IndicatorLoaders } from './indicators.loaders.js';
import { PolicyClause, PolicyDocument } from './policy-document.record.js';
import { POLICY_DOCUMENT_ORDER, type PolicyDocumentsRepository } from './policy-documents.repository.js';
import type { PolicyDocumentsService } from './policy-documents.service.js';

const PolicyDocumentConnection = defineConnection('PolicyDocument', '政策文件', () => PolicyDocument);

@Resolver(() => PolicyDocument)
export class PolicyDocumentsResolver {
  constructor(
    private readonly documents: PolicyDocumentsRepository,
    private readonly service: PolicyDocumentsService,
    private readonly loaders: IndicatorLoaders,
  ) {}

  @Query(() => PolicyDocumentConnection, {
    nullable: true,
    description: 'Policy documents by key. 政策文件列表',
  })
  async policyDocuments(
    @Args(() => PolicyDocumentsArguments) args: PolicyDocumentsArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<PolicyDocument>> {
    const code = args.jurisdictionCode;
    const filter = { jurisdictionCode: code == null ? null : checkDivisionCode(code, 'jurisdictionCode') };
    const page = await this.documents.list(filter, pageRequest(args, POLICY_DOCUMENT_ORDER));
    const rows = await loadAll(context, this.loaders.documentByKey, page.keys);
    return new PolicyDocumentConnection(page, rows, () => this.documents.count(filter));
  }

  @FieldResolver(() => [PolicyClause], { description: 'Its clauses, in order. 条款' })
  clauses(@Root() document: PolicyDocument, @Ctx() context: RequestContext) {
    return context.load(this.loaders.clausesOfDocument, document.key);
  }

  @Mutation(() => PolicyDocument, {
    description: 'Records a document with clauses that targets can cite; planner. 登记政策文件',
  })
  async recordPolicyDocument(
    @Arg('input', () => PolicyDocumentInput, { description: 'The document. 文件' })
    input: PolicyDocumentInput,
    @Ctx() context: RequestContext,
  ): Promise<PolicyDocument> {
    await this.service.record(documentDraftOf(input), context.viewer);
    context.forget();
    return (await context.load(this.loaders.documentByKey, input.key))!;
  }
}

@Resolver(() => PolicyClause)
export class PolicyClauseResolver {
  constructor(private readonly loaders: IndicatorLoaders) {}

  @FieldResolver(() => PolicyDocument, { description: 'The document it stands in. 政策文件' })
  document(@Root() clause: PolicyClause, @Ctx() context: RequestContext): Promise<PolicyDocument | null> {
    return context.load(this.loaders.documentByKey, clause.documentKey);
  }
}
