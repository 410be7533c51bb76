import type { FieldTable } from '../platform/fields/field-table.js';
import { fieldTable } from '../platform/fields/field-table.js';
import { matchHeaders } from '../platform/fields/match-headers.js';
import { checkPosition } from './crs/crs-plausibility.js';
import type { Crs } from '../platform/crs/find-crs.js';
import { transformerToWgs84, transformGeometry, type PointTransform } from '../platform/crs/to-wgs84.js';
import { importError } from './import-issue.js';
import { knownFields } from './known-fields.js';
import { personalColumn } from './personal-data.js';
import type { SourceRecord } from './source-record.js';

/** The fields of a file of walkway lines; OSM tags of other names are read as they are. */
export const NETWORK_FIELDS = fieldTable({
  id: {
    type: 'integer',
    description: 'Number of the line. 编号',
    aliases: ['编号', '道路编号', 'osm_id', 'fid', 'objectid'],
  },
  kind: {
    type: 'text',
    description:
      'Kind of walkway: footway 人行道, path 小路, pedestrian 步行街, steps 台阶, residential, …; of a point: gate 门. 步行道类型',
    aliases: ['类型', '道路类型', '步行道类型'],
  },
  highway: {
    type: 'text',
    description: "OpenStreetMap's highway tag, instead of kind. OSM 道路标签",
    aliases: [],
  },
  direction: {
    type: 'text',
    description: 'Ways it may be walked: both 双向 (default), forward 正向, backward 逆向. 通行方向',
    aliases: ['方向', '通行方向'],
  },
  oneway: {
    type: 'text',
    description: "OpenStreetMap's oneway tag, instead of direction. OSM 单行标签",
    aliases: [],
  },
  speedFactor: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    description:
      'Walking speed as a share of that on level ground, above 0: 1 (default), steps 0.5. 速度系数',
    aliases: ['速度系数', 'speed_factor'],
  },
  open: {
    type: 'text',
    description: 'For a gate, a point on the lines: no where nobody gets through. 是否开放',
    aliases: ['开放', '是否开放', '通行', '门状态'],
  },
  level: {
    type: 'number',
    minimum: -100,
    maximum: 100,
    description:
      'Storey or layer, 0 the ground; keeps bridges and tunnels apart from what they cross; 0;1 leads over both. 层级',
    aliases: ['层', '层级', '标高层', 'layer'],
  },
  bridge: {
    type: 'text',
    description: 'Yes where the line is a bridge: level 1 unless one is given. 桥梁',
    aliases: ['桥', '桥梁', '天桥'],
  },
  tunnel: {
    type: 'text',
    description: 'Yes where the line is a tunnel: level -1 unless one is given. 隧道',
    aliases: ['隧道', '地道', '地下通道'],
  },
});

const MOST_SIGNATURES = 1000;

/** Turns records of lines into the canonical properties and WGS 84 that LineCollector reads. */
export class LineReader {
  private readonly toWgs84: PointTransform;
  private readonly columnsBySignature = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    private readonly crs: Crs,
    private readonly map: Readonly<Record<string, string>>,
    private readonly set: Readonly<Record<string, string>>,
    private readonly fields: FieldTable = NETWORK_FIELDS,
  ) {
    this.toWgs84 = transformerToWgs84(crs);
    knownFields(fields, map, set);
  }

  /** @throws PlanningError with issue code PERSONAL_DATA: the whole file is refused. */
  read(record: SourceRecord): SourceRecord {
    const columns = this.columnsOf(Object.keys(record.properties));
    const properties: Record<string, unknown> = { ...record.properties };
    for (const [field, column] of columns) properties[field] = record.properties[column];
    Object.assign(properties, this.set);
    const { geometry, row } = record;
    if (geometry === null) return { ...record, properties };
    const [x, y] = firstPosition(geometry);
    const issue = Number.isFinite(x) ? checkPosition(x, y, this.crs, false, row) : null;
    const issues = issue === null ? record.issues : [...(record.issues ?? []), issue];
    return {
      ...record,
      properties,
      issues,
      geometry: issue ? geometry : transformGeometry(geometry, this.toWgs84),
    };
  }

  private columnsOf(names: readonly string[]): ReadonlyMap<string, string> {
    const signature = names.join('\u0000');
    const known = this.columnsBySignature.get(signature);
    if (known) return known;
    const person = personalColumn(names);
    if (person !== null) throw importError('PERSONAL_DATA', { field: person });
    const columns = matchHeaders(this.fields, names, this.map);
    // Features may each have other properties; a file of such would fill the memory.
    if (this.columnsBySignature.size < MOST_SIGNATURES) this.columnsBySignature.set(signature, columns);
    return columns;
  }
}

function firstPosition(geometry: unknown): readonly number[] {
  let nested = (geometry as { coordinates?: unknown[] }).coordinates ?? [];
  while (Array.isArray(nested[0])) nested = nested[0] as unknown[];
  return nested as number[];
}
