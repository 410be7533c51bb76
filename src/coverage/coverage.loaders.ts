import type { AccessibilityLoaders } from '../accessibility/index.js';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { CoverageView } from './coverage-view.js';
import type { CoverageQuestion, CoverageService } from './coverage.service.js';

export interface CoverageLoaders {
  /** One view answers every division of the request; the next question begins only while somebody waits for it. */
  readonly view: LoaderDefinition<CoverageQuestion, CoverageView>;
}

export function createCoverageLoaders(
  coverage: CoverageService,
  accessibility: AccessibilityLoaders,
): CoverageLoaders {
  return {
    view: defineLoader<CoverageQuestion, CoverageView>(
      'coverage view',
      async (questions, context) => {
        const version = await context.load(accessibility.version, 'now');
        const views: CoverageView[] = [];
        for (const question of questions) {
          context.signal.throwIfAborted();
          views.push(await coverage.view(question, version));
        }
        return views;
      },
      JSON.stringify,
    ),
  };
}
