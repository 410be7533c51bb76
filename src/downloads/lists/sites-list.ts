import type { JobsService } from '../../jobs/index.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { type PlanReport, SITING_JOB, storedSites } from '../../siting/index.js';
import { type Credits, licenceNote, noted } from '../download-notes.js';
import type { AskedDownload, DownloadSource, OpenedDownload } from '../download-source.js';
import { DOWNLOAD_FORMATS } from '../formats/download-format.js';
import { type ListColumn, listColumn, listTable } from '../list-table.js';
import { ruleNotes } from './walk-question.js';

const TITLE = { zh: '选址方案', en: 'Proposed sites' };
const JOB_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

type Site = PlanReport['sites'][number];

const COLUMNS: readonly ListColumn<Site>[] = [
  listColumn('order', 'integer', '次序', 'Order', ({ order }) => order),
  listColumn('candidateId', 'text', '备选点编号', 'Candidate', ({ candidateId }) => candidateId),
  listColumn('name', 'text', '名称', 'Name', ({ name }) => name),
  listColumn('kind', 'text', '类型', 'Kind', ({ kind }) => kind),
  listColumn('divisionCode', 'text', '区划代码', 'Division', ({ divisionCode }) => divisionCode),
  listColumn('peopleNewlyCovered', 'number', '新覆盖人数', 'People newly covered', (site) => {
    return site.peopleNewlyCovered;
  }),
  listColumn('contribution', 'number', '贡献', 'Contribution', ({ contribution }) => contribution),
  listColumn('cost', 'number', '费用', 'Cost', ({ cost }) => cost),
  listColumn('year', 'integer', '年', 'Year', ({ year }) => year),
];

/** The sites of a plan that was made as a job. */
export class SitesList implements DownloadSource {
  readonly name = 'sites';
  readonly title = TITLE;
  readonly formats = DOWNLOAD_FORMATS;
  readonly readers = ['planner'] as const;

  constructor(
    private readonly jobs: Pick<JobsService, 'find' | 'result'>,
    private readonly credits: Credits,
  ) {}

  parameters() {
    return [{ name: 'job', zh: '选址任务编号，必填', en: 'Identifier of the siting job, required' }];
  }

  async open({ parameters, viewer }: AskedDownload): Promise<OpenedDownload> {
    const id = parameters.required('job', 'the identifier of a siting job');
    if (!JOB_ID.test(id))
      throw badInput(
        `job: expected the identifier of a siting job, got ${JSON.stringify(id.slice(0, 40))}.`,
        { field: 'job' },
      );
    const job = await this.jobs.find(id, viewer);
    if (job?.kind !== SITING_JOB)
      throw new PlanningError('NOT_FOUND', `There is no siting job ${id} that you can see.`, { id });
    const plan = planOf(await this.jobs.result(job), job.state);
    const { rule, sites, status, objectivePeople, dataHash } = plan;
    const notes = [
      noted('title', '名称', 'Title', `${TITLE.zh} ${TITLE.en}`),
      noted('job', '任务', 'Job', id),
      noted('status', '求解状态', 'Status', status),
      noted('objectivePeople', '方案覆盖人数', 'People the plan covers', String(objectivePeople)),
      noted('dataHash', '数据指纹', 'Hash of the data', dataHash),
      ...ruleNotes(rule),
      ...licenceNote(await this.credits()),
    ];
    const placeOf = ({ location }: Site) => location?.coordinates ?? null;
    return {
      table: listTable({ name: this.name, title: TITLE, notes, columns: COLUMNS, rows: sites, placeOf }),
      words: [TITLE.zh, rule.asOf, id.slice(0, 8)],
    };
  }
}

/** @throws PlanningError FAILED_PRECONDITION where there is no plan */
function planOf(stored: unknown, state: string): PlanReport {
  const report = stored === null ? null : storedSites(stored);
  if (report?.outcome === 'SitingPlan') return report;
  if (report?.outcome === 'SitingTimedOut' && report.bestPlan) return report.bestPlan;
  throw new PlanningError('FAILED_PRECONDITION', `This job has no plan to list; it is ${state}.`, { state });
}
