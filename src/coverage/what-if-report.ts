import type { DataVersionRepository } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { checkChanges, type UncheckedChange } from './what-if-change.js';
import type { WhatIfQuestion, WhatIfService } from './what-if.service.js';
import type { WhatIf } from './what-if.type.js';
import type { WhatIfDivision, WhatIfPresence } from './what-if.types.js';

/** A what-if as plain data, with every division that is covered otherwise than before. */
export type WhatIfReport = Omit<WhatIf, 'outcome' | 'focus'> & {
  readonly presence: readonly WhatIfPresence[];
  readonly divisions: readonly WhatIfDivision[];
};

/** What-ifs as plain data, from the same computation as the API. */
export class WhatIfReports {
  constructor(
    private readonly whatIfs: WhatIfService,
    private readonly versions: DataVersionRepository,
  ) {}

  /** @throws PlanningError as `checkChanges` and `WhatIfService.ask` do. */
  async reportWhatIf(
    question: Omit<WhatIfQuestion, 'changes'> & { readonly changes: readonly UncheckedChange[] },
    viewer: Viewer,
  ): Promise<WhatIfReport> {
    const checked = { ...question, changes: checkChanges(question.changes) };
    const answer = await this.whatIfs.ask(checked, await this.versions.read(), viewer);
    const { outcome, focus, ...figures } = answer;
    return {
      ...figures,
      presence: outcome.presenceByLevel(focus, null),
      divisions: outcome.divisions(focus, null).map((unit) => outcome.describeDivision(unit)),
    };
  }
}
