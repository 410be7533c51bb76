import {
  type Bilingual,
  type Layer,
  type LayerCrs,
  type LayerFilter,
  type LayerRow,
  type LayersRepository,
  type LayerSummary,
  findLayerCrs,
  layerCrs,
  type LayerView,
  type RowsSummary,
  readCareQuestion,
  reprojector,
  rowFields,
  viewLayer,
  zonesOf,
} from '../layers/index.js';
import type { Role, Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { today } from '../platform/today.js';
import type { AskedParameters } from './asked-parameters.js';
import { downloadCrs } from './download-crs.js';
import { licenceNote, noted } from './download-notes.js';
import type { AskedDownload, DownloadParameter, DownloadSource, OpenedDownload } from './download-source.js';
import type { DownloadNote, DownloadRow } from './download-table.js';
import { DOWNLOAD_FORMATS, type DownloadFormat } from './formats/download-format.js';
import { MOST_XLSX_ROWS, tooManyRows } from './formats/xlsx.js';
import { rightHanded } from './right-handed.js';

const BASE_PARAMETERS: readonly DownloadParameter[] = [
  { name: 'bbox', zh: '范围：西,南,东,北（度）', en: 'Box: west,south,east,north in degrees' },
  { name: 'divisionCode', zh: '区划代码，含下级', en: 'Division, 12 digits, with all below it' },
  {
    name: 'crs',
    zh: '坐标系：4326、4490、4491–4554 或 gk（数据所在高斯–克吕格带）',
    en: 'System: 4326, 4490, 4491–4554, or gk for the zone the data lie in',
  },
];
/** What the state of a layer is asked for; those that others have are lists of their own. */
const ASKED: readonly DownloadParameter[] = [
  { name: 'asOf', zh: '日期', en: 'Day, YYYY-MM-DD' },
  {
    name: 'scenario',
    zh: '情景编号，默认现状',
    en: 'Id of a saved scenario; the register as it is by default',
  },
];

/** Whether a parameter of every layer has this name, so that no field goes by it. */
function isBase(name: string): boolean {
  return BASE_PARAMETERS.some((base) => base.name === name);
}

export interface LayerDownloadGround {
  readonly layers: Pick<LayersRepository, 'summaryOf' | 'summaryOfRows' | 'stream'>;
  /** Name of a division; null for an unknown one. */
  readonly nameOf: (divisionCode: string) => Promise<string | null>;
}

/** A layer of the map as a download. */
export class LayerDownload implements DownloadSource {
  readonly name: string;
  readonly title: Bilingual;
  readonly formats = DOWNLOAD_FORMATS;
  readonly readers: readonly Role[] | null;

  constructor(
    private readonly layer: Layer,
    private readonly ground: LayerDownloadGround,
  ) {
    this.name = layer.name;
    this.title = layer.title;
    this.readers = layer.readers;
  }

  parameters(viewer: Viewer): readonly DownloadParameter[] {
    const base = [
      ...BASE_PARAMETERS,
      ...ASKED.filter(({ name }) => (this.layer.asks as readonly string[]).includes(name)),
    ];
    const fields = rowFields(viewLayer(this.layer, viewer)).map(({ name, zh, en }) => ({ name, zh, en }));
    return [...base, ...fields.filter(({ name }) => !isBase(name))];
  }

  async open({ parameters, format, viewer, signal }: AskedDownload): Promise<OpenedDownload> {
    const { layer, ground } = this;
    const view = viewLayer(layer, viewer);
    const filter = filterOf(parameters, view);
    const place = filter.divisionCode === undefined ? null : await this.division(filter.divisionCode);
    // Refuses what cannot be asked for before anything is sent.
    const summary = await ground.layers.summaryOfRows(layer, filter, viewer);
    if (format === 'xlsx' && summary.count > MOST_XLSX_ROWS) throw tooManyRows(summary.count);
    const crs = crsOf(parameters.text('crs'), await ground.layers.summaryOf(view));
    demandPlainSystem(format, crs);
    const project = reprojector(crs, 'EAST_FIRST');
    const day = filter.asOf ?? today();
    return {
      table: {
        name: layer.name,
        title: layer.title,
        columns: rowFields(view),
        geometry: layer.geometry,
        crs: downloadCrs(crs),
        notes: this.notes({ view, summary, crs, day, parameters }),
        batches: inSystem(ground.layers.stream(layer, filter, viewer, signal), project),
      },
      words: [layer.title.zh, ...(place === null ? [] : [place]), day],
    };
  }

  private async division(code: string): Promise<string> {
    const name = await this.ground.nameOf(code);
    if (name !== null) return name;
    throw new PlanningError('NOT_FOUND', `There is no division with the code ${code}.`, {
      divisionCode: code,
    });
  }

  private notes({ view, summary, crs, day, parameters }: NotesGround): DownloadNote[] {
    const { title, description } = this.layer;
    const { zh, en } = description;
    const scope = view.layer.staff === null ? [] : [SCOPES[view.isStaff ? 'staff' : 'public']];
    return [
      noted('title', '名称', 'Title', `${title.zh} ${title.en}`),
      noted('rule', '口径', 'Rule', [zh, en, ...scope].join(' ')),
      noted('asOf', '数据日期', 'As of', day),
      noted('filters', '筛选条件', 'Filters', filtersText(parameters)),
      noted('dataVintage', '数据来源与版本', 'Sources and editions', summary.editions.join('; ') || '–'),
      noted('synthetic', '含合成数据', 'Holds generated data', String(summary.synthetic)),
      ...licenceNote(summary.attributions),
      noted('crs', '坐标系', 'Coordinates', `${downloadCrs(crs).name} (${crs.name}), x 东 east, y 北 north`),
    ];
  }
}

interface NotesGround {
  readonly view: LayerView;
  readonly summary: RowsSummary;
  readonly crs: LayerCrs;
  readonly day: string;
  readonly parameters: AskedParameters;
}

const SCOPES = {
  public: '仅含已公示设施的公开信息。 Published ones and public fields only.',
  staff: '含未公示设施和内部字段，不得公开。 With unpublished ones and internal fields: not for the public.',
} as const;

function filtersText(parameters: AskedParameters): string {
  const filters = parameters.entries().filter(([name]) => !['crs', 'headers'].includes(name));
  return filters.map(([name, text]) => `${name}=${text}`).join('; ') || '无 none';
}

function filterOf(parameters: AskedParameters, view: LayerView): LayerFilter {
  const equals = rowFields(view).flatMap(({ name }) => {
    const text = isBase(name) ? undefined : parameters.text(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    bbox: parameters.bbox(),
    divisionCode: parameters.divisionCode(),
    ...readCareQuestion(view.layer, Object.fromEntries(parameters.entries())),
    equals: Object.fromEntries(equals),
  };
}

/** @throws PlanningError BAD_USER_INPUT */
function crsOf(text: string | undefined, { bounds }: LayerSummary): LayerCrs {
  if (text === undefined) return layerCrs('CRS84');
  if (text.toLowerCase() === 'gk') {
    const zone = bounds && zonesOf(bounds)[0];
    if (zone) return zone;
    throw badInput('crs: gk needs data that lie in a Gauss–Krüger zone of China; name the system.', {
      field: 'crs',
    });
  }
  const crs = findLayerCrs(/^\d+$/.test(text) ? `EPSG:${text}` : text);
  if (crs) return crs.epsg === 4326 ? layerCrs('CRS84') : crs;
  const got = JSON.stringify(text.slice(0, 40));
  throw badInput(`crs: expected 4326, 4490, 4491 to 4554 or gk, got ${got}.`, { field: 'crs' });
}

/** Lines of GeoJSON have no place to say that they are in another system. */
function demandPlainSystem(format: DownloadFormat, crs: LayerCrs): void {
  if (format === 'geojsonl' && crs.name !== 'CRS84')
    throw badInput('crs: lines of GeoJSON are always in 4326; take another format for other systems.', {
      field: 'crs',
    });
}

async function* inSystem(
  batches: AsyncIterable<readonly LayerRow[]>,
  project: ReturnType<typeof reprojector>,
): AsyncGenerator<DownloadRow[]> {
  for await (const rows of batches)
    yield rows.map(({ geometry, properties }) => ({
      geometry: geometry && project(rightHanded(geometry)),
      properties,
    }));
}
