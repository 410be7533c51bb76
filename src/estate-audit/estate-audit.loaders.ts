import type { AccessibilityLoaders } from '../accessibility/index.js';
import { demandRole } from '../platform/access/viewer.js';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import { AuditedEstate } from './audited-estate.type.js';
import type { AuditView } from './audit-view.js';
import type { AuditQuestion, EstateAuditService } from './estate-audit.service.js';
import type { FindingEvent, FindingKey } from './finding-event.record.js';
import { findingKeyText } from './finding-event.record.js';
import type { FindingEventsRepository } from './finding-events.repository.js';
import type { FindingStates } from './finding-states.js';

export interface EstateAuditLoaders {
  /** The audit of all estates for a question. */
  readonly view: LoaderDefinition<AuditQuestion, AuditView>;
  /** null for an estate that was stored after the audit was read. */
  readonly estate: LoaderDefinition<AuditQuestion & { readonly estateId: string }, AuditedEstate | null>;
  /** What was said of findings; read once a request. */
  readonly states: LoaderDefinition<'now', FindingStates>;
  readonly events: LoaderDefinition<FindingKey, readonly FindingEvent[]>;
}

const questionKey = ({ asOf, speedMetersPerSecond }: AuditQuestion) => `${asOf} ${speedMetersPerSecond}`;

export function createEstateAuditLoaders(
  audits: EstateAuditService,
  events: FindingEventsRepository,
  accessibility: AccessibilityLoaders,
): EstateAuditLoaders {
  const view: EstateAuditLoaders['view'] = defineLoader(
    'estate audit',
    async (questions, context) => {
      demandRole(context.viewer, 'Auditing housing estates', 'planner', 'resources');
      const version = await context.load(accessibility.version, 'now');
      return Promise.all(questions.map((question) => audits.view(question, version)));
    },
    questionKey,
  );
  return {
    view,
    estate: defineLoader(
      'audit of an estate',
      (keys, context) =>
        Promise.all(
          keys.map(async ({ estateId, ...question }) => {
            const audit = await context.load(view, question);
            const row = audit.find(estateId);
            return row && new AuditedEstate(row, audit);
          }),
        ),
      (key) => `${key.estateId} ${questionKey(key)}`,
    ),
    states: defineLoader('states of findings', async (keys) => {
      const states = await audits.statesNow();
      return keys.map(() => states);
    }),
    events: defineLoader('events of a finding', (keys) => events.findAll(keys), findingKeyText),
  };
}
