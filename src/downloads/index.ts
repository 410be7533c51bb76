/**
 * Layers and lists as files: what can be downloaded, what it may be asked for by, and the writers of CSV, XLSX, GeoJSON,
 * GeoPackage and FlatGeobuf, which hold a few rows at a time. Does not live here: how rows are read and who may see them
 * (layers and the rooms of the lists), HTTP (server). Neighbours: layers, public lists, coverage, indicators, siting,
 * the estate audit.
 */
import type { CoverageRoom } from '../coverage/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { EstateAuditRoom } from '../estate-audit/index.js';
import type { IndicatorsRoom } from '../indicators/index.js';
import type { JobsRoom } from '../jobs/index.js';
import { ALL_LAYERS, type LayersRoom } from '../layers/index.js';
import type { SourcesRoom } from '../platform/sources/index.js';
import { PUBLIC_LISTS, type PublicListsRoom } from '../public-lists/index.js';
import { DownloadsService } from './downloads.service.js';
import { LayerDownload } from './layer-download.js';
import { CoverageList } from './lists/coverage-list.js';
import { EstateAuditList } from './lists/estate-audit-list.js';
import { GapsList } from './lists/gaps-list.js';
import { MembersList } from './lists/members-list.js';
import { PublicListDownload } from './lists/public-list-download.js';
import { ScorecardList } from './lists/scorecard-list.js';
import { SitesList } from './lists/sites-list.js';

export type { FilePieces } from './download-table.js';
export type { Download, DownloadOffer, DownloadsService } from './downloads.service.js';
export { DOWNLOAD_FORMATS } from './formats/download-format.js';

export interface DownloadsRoom {
  readonly downloads: DownloadsService;
}

export function createDownloadsRoom(ground: {
  readonly sources: Pick<SourcesRoom, 'sources'>;
  readonly layers: LayersRoom;
  readonly divisions: Pick<DivisionsRoom, 'divisions'>;
  readonly publicLists: PublicListsRoom;
  readonly coverage: Pick<CoverageRoom, 'reports' | 'explainReports'>;
  readonly indicators: Pick<IndicatorsRoom, 'scorecards'>;
  readonly estateAudit: Pick<EstateAuditRoom, 'reports'>;
  readonly jobs: Pick<JobsRoom, 'jobs'>;
}): DownloadsRoom {
  const { layers } = ground.layers;
  const { publicLists } = ground.publicLists;
  const nameOf = async (code: string) => {
    const [division] = await ground.divisions.divisions.findByCodes([code]);
    return division?.name ?? null;
  };
  const credits = async () => {
    const sources = await ground.sources.sources.list();
    return [...new Set(sources.flatMap(({ attribution }) => attribution || []))];
  };
  const downloads = new DownloadsService([
    // Gaps are a list of their own, with the figures they come from.
    ...ALL_LAYERS.filter(({ name }) => name !== 'gaps').map(
      (layer) => new LayerDownload(layer, { layers, nameOf }),
    ),
    ...PUBLIC_LISTS.map((list) => new PublicListDownload(list, publicLists)),
    new CoverageList(ground.coverage.reports, credits),
    new MembersList(ground.coverage.explainReports, credits),
    new GapsList(ground.coverage.reports, credits),
    new ScorecardList(ground.indicators.scorecards),
    new EstateAuditList(ground.estateAudit.reports),
    new SitesList(ground.jobs.jobs, credits),
  ]);
  return { downloads };
}
