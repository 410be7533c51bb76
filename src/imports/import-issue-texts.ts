/** One row of the table below: how bad it is, and how it reads. `{name}` is a parameter, `[…{name}…]` is optional. */
interface IssueText {
  readonly severity: 'error' | 'warning' | 'info';
  readonly zh: string;
  readonly en: string;
}

/** Every finding an import can report. Codes are stable (scripts read them); the sentences may be improved. */
export const ISSUE_TEXTS = {
  // The file as a whole
  EMPTY_FILE: {
    severity: 'error',
    zh: '文件里没有任何数据[（{file}）]。请检查导出是否成功。',
    en: 'The file holds no data[ ({file})]; check that it was exported completely.',
  },
  TRUNCATED_FILE: {
    severity: 'error',
    zh: '文件不完整，中途断开[（{file}）][：{detail}]。请重新复制或下载整个文件。',
    en: 'The file ends in the middle[ ({file})][: {detail}]; copy or download it again.',
  },
  MALFORMED_FILE: {
    severity: 'error',
    zh: '文件不是有效的 {format} 格式[（{file}）][：{detail}]。',
    en: 'The file is not valid {format}[ ({file})][: {detail}].',
  },
  UNKNOWN_FORMAT: {
    severity: 'error',
    zh: '无法识别文件格式[（{file}）][：{detail}]。可用格式：GeoJSON、逐行 GeoJSON、CSV、Excel（.xlsx）、压缩的 Shapefile（.zip）、.osm.pbf。',
    en: 'The file format is not recognised[ ({file})][: {detail}]; use GeoJSON, newline-delimited GeoJSON, CSV, Excel (.xlsx), a zipped Shapefile or .osm.pbf.',
  },
  UNSUPPORTED_COMPRESSION: {
    severity: 'error',
    zh: '文件使用了不支持的压缩方式 {detail}，请改用 zlib 或不压缩后重新导出。',
    en: 'The file uses {detail} compression, which is not supported; write it again with zlib or uncompressed.',
  },
  UNSUPPORTED_FEATURE: {
    severity: 'error',
    zh: '文件要求读取程序支持“{detail}”，本程序不支持。',
    en: 'The file requires readers to support "{detail}", which this program does not.',
  },
  FILE_TOO_LARGE: {
    severity: 'error',
    zh: '{what} 为 {actual}，超过上限 {limit}[。{advice}]',
    en: '{what} is {actual}, more than the limit of {limit}[. {adviceEn}]',
  },
  WRONG_ENCODING: {
    severity: 'error',
    zh: '文字编码不对：不能按 {encoding} 读出[（{detail}）]。请另存为 UTF-8，或用 --encoding 指明编码。',
    en: 'The text cannot be read as {encoding}[ ({detail})]; save it as UTF-8 or name its encoding.',
  },
  UNKNOWN_CRS: {
    severity: 'error',
    zh: '不认识坐标系“{value}”。可用：wgs84、cgcs2000、gcj02、bd09、EPSG:4326、EPSG:4490、EPSG:4491–4554、EPSG:3857。',
    en: 'Unknown coordinate system "{value}"; use wgs84, cgcs2000, gcj02, bd09, EPSG:4326, EPSG:4490, EPSG:4491–4554 or EPSG:3857.',
  },
  CRS_MISMATCH: {
    severity: 'warning',
    zh: '声明的坐标系是 {declared}，文件自带的说明是 {hint}；按声明的坐标系导入。',
    en: 'The declared coordinate system is {declared} but the file itself says {hint}; the declared one is used.',
  },
  CRS_SUSPECT: {
    severity: 'warning',
    zh: '坐标系可能声明有误：{detail}',
    en: 'The coordinate system may be declared wrongly: {detailEn}',
  },

  // Rows and fields
  RAGGED_ROW: {
    severity: 'error',
    zh: '这一行有 {actual} 列，表头有 {expected} 列。',
    en: 'This row has {actual} columns where the header has {expected}.',
  },
  MALFORMED_ROW: {
    severity: 'error',
    zh: '这一行读不出来[：{detail}]。',
    en: 'This row cannot be read[: {detail}].',
  },
  MISSING_COLUMN: {
    severity: 'error',
    zh: '文件里没有“{field}”这一列[。现有的列：{columns}]。',
    en: 'The file has no column "{field}"[; its columns are {columns}].',
  },
  UNUSED_COLUMNS: {
    severity: 'info',
    zh: '这些列没有用到：{columns}。若其中有需要的内容，请用 --map 字段=列名 指明。',
    en: 'These columns were not used: {columns}. If one holds something needed, name it with --map field=column.',
  },
  MISSING_FIELD: {
    severity: 'error',
    zh: '缺少必填的“{field}”。',
    en: 'The required "{field}" is missing.',
  },
  BAD_NUMBER: {
    severity: 'error',
    zh: '“{field}”应当是数字[（{expected}）]，现在是“{value}”。',
    en: '"{field}" must be a number[ ({expected})]; it is "{value}".',
  },
  BAD_DATE: {
    severity: 'error',
    zh: '“{field}”应当是日期（如 2025-06-30），现在是“{value}”。',
    en: '"{field}" must be a date such as 2025-06-30; it is "{value}".',
  },
  BAD_VALUE: {
    severity: 'error',
    zh: '“{field}”的值“{value}”不可用[，应当是：{expected}]。',
    en: '"{field}" cannot be "{value}"[; expected {expected}].',
  },
  BAD_CODE: {
    severity: 'error',
    zh: '“{value}”不是有效的区划代码[，应当是{expected}]。',
    en: '"{value}" is not a valid division code[; expected {expected}].',
  },
  UNKNOWN_CODE: {
    severity: 'error',
    zh: '区划代码“{value}”不存在，请先导入该区划或更正代码。',
    en: 'No division has the code "{value}"; import that division first or correct the code.',
  },
  DUPLICATE_KEY: {
    severity: 'error',
    zh: '[“{field}”的值]“{value}”重复[，第 {firstRow} 行已经用过]。',
    en: '[In "{field}" the value ]"{value}" is repeated[; row {firstRow} has it already].',
  },
  PARENT_MISSING: {
    severity: 'error',
    zh: '上级区划“{value}”不存在，文件里没有，系统里也没有。',
    en: 'The parent division "{value}" is neither in the file nor in the system.',
  },
  BAD_PARENT: {
    severity: 'error',
    zh: '上级区划“{value}”与本级不相符[：{detail}]。',
    en: 'The parent division "{value}" does not fit[: {detailEn}].',
  },

  ROW_REFUSED: {
    severity: 'error',
    zh: '这一行未被接受：{detail}',
    en: 'This row was not taken: {detail}',
  },
  RULES_OVERLAP: {
    severity: 'warning',
    zh: '规则已导入，但与其他规则重叠：{detail}',
    en: 'The rule was taken, but overlaps others: {detail}',
  },

  // Geometry
  MISSING_GEOMETRY: {
    severity: 'error',
    zh: '没有坐标或图形。',
    en: 'There is no coordinate or geometry.',
  },
  WRONG_GEOMETRY_TYPE: {
    severity: 'error',
    zh: '图形类型是 {value}，应当是 {expected}。',
    en: 'The geometry is a {value}; expected {expected}.',
  },
  INVALID_GEOMETRY: {
    severity: 'error',
    zh: '图形无效，无法修复[：{detail}]。',
    en: 'The geometry is invalid and cannot be repaired[: {detail}].',
  },
  GEOMETRY_REPAIRED: {
    severity: 'warning',
    zh: '图形自相交等问题已自动修复[（{detail}）][，面积变化 {areaChangePercent}%]，请核对。',
    en: 'The geometry was repaired[ ({detail})][; its area changed by {areaChangePercent} %]; please check it.',
  },
  UNCLOSED_RING: {
    severity: 'warning',
    zh: '面的边界首尾没有相接，已自动闭合[（缺口约 {gapMeters} 米）]。',
    en: 'A ring of the polygon was not closed; it has been closed[ (gap about {gapMeters} m)].',
  },
  BAD_COORDINATE: {
    severity: 'error',
    zh: '坐标“{value}”不是有效的数值[（{field}）]。',
    en: 'The coordinate "{value}" is not a usable number[ ({field})].',
  },
  LON_LAT_SWAPPED: {
    severity: 'error',
    zh: '经度和纬度似乎写反了：({value})，对调后落在中国范围内。',
    en: 'Longitude and latitude seem swapped: ({value}) lies in China once exchanged.',
  },
  OUTSIDE_CHINA: {
    severity: 'error',
    zh: '坐标 ({value}) 不在中国范围内（东经 73.4–135.1°，北纬 3.8–53.6°）。',
    en: 'The coordinate ({value}) lies outside China (73.4–135.1° E, 3.8–53.6° N).',
  },
  OUTSIDE_DIVISION: {
    severity: 'warning',
    zh: '位置不在所填区划“{value}”的范围内[，相距约 {distanceMeters} 米]。',
    en: 'The position is not inside its division "{value}"[; it is about {distanceMeters} m away].',
  },
  NOT_SNAPPED: {
    severity: 'warning',
    zh: '{limitMeters} 米内没有可步行的道路，暂不能计算步行时间。',
    en: 'No walkway lies within {limitMeters} m, so walking times cannot be computed.',
  },

  // Against what is stored already
  PERSONAL_DATA: {
    severity: 'error',
    zh: '“{field}”这一列像是个人信息（姓名、身份证号等）。平台只接收人数，不接收个人；请删除该列或汇总成人数后再导入，本文件未存入任何内容。',
    en: 'Column "{field}" looks like personal data (names, identity numbers). Only counts of people are accepted: remove the column or add the people up. Nothing of this file was stored.',
  },
  LEVEL_MISMATCH: {
    severity: 'error',
    zh: '层级 {value} 与区划代码的形式不符[，该层级的代码应为{expected}]。',
    en: 'The level {value} does not fit the code[; codes of that level have {expected}].',
  },
  PARENT_UNKNOWN: {
    severity: 'warning',
    zh: '上级区划“{value}”不在文件里，系统里也没有；已作为最上级导入。',
    en: 'The parent division "{value}" is neither in the file nor in the system; the division was imported without parent.',
  },
  UNKNOWN_ESTATE: {
    severity: 'error',
    zh: '小区编号“{value}”不存在，请先导入该小区或更正编号。',
    en: 'No housing estate has the number "{value}"; import that estate first or correct the number.',
  },
  UNKNOWN_CARE_ROOM: {
    severity: 'error',
    zh: '养老服务用房编号“{value}”不存在，请先导入该用房或更正编号。',
    en: 'No care room has the number "{value}"; import that room first or correct the number.',
  },
  UNKNOWN_EVIDENCE: {
    severity: 'error',
    zh: '没有可更正的凭证“{value}”：更正只能针对同一对象、同一环节的已登记凭证。',
    en: 'There is no evidence "{value}" to correct: a correction names evidence of the same step of the same estate or room.',
  },
  EVIDENCE_CORRECTED: {
    severity: 'error',
    zh: '凭证“{value}”已被更正[（{by}）]，请更正后一条凭证。',
    en: 'Evidence "{value}" has been corrected already[ ({by})]; correct that later evidence instead.',
  },
  CLAIM_KEPT: {
    severity: 'warning',
    zh: '这一行重复了用房“{room}”，其余内容未采用，但小区“{value}”对该用房的主张已保留，审核时会列出。',
    en: 'This row repeats the room "{room}"; the rest of it was left out, but the claim of estate "{value}" is kept and the audit will list it.',
  },
  ROOM_CLAIMED_TWICE: {
    severity: 'warning',
    zh: '用房“{room}”被多个小区主张：{value}。已导入，审核时单列，不计入任何小区。',
    en: 'The room "{room}" is claimed by several estates: {value}. It was imported; the audit keeps those estates apart.',
  },
  HOUSEHOLDS_MISSING: {
    severity: 'warning',
    zh: '户数缺失或为 0。小区已导入，但不计入住户覆盖率，审核时单列。',
    en: 'The households are missing or 0. The estate was imported; it counts in no figure of households, and the audit keeps it apart.',
  },
  DATES_OUT_OF_ORDER: {
    severity: 'warning',
    zh: '日期先后颠倒：“{field}”为 {value}，早于“{other}”的 {earlier}。已导入，审核时单列。',
    en: 'The dates run backwards: "{field}" is {value}, before "{other}" on {earlier}. The row was imported; the audit keeps it apart.',
  },
  ENTRANCE_FAR: {
    severity: 'warning',
    zh: '第 {ordinal} 个出入口（{value}）距小区约 {meters} 米，超过 {limitMeters} 米。已导入，请核对坐标；审核时单列。',
    en: 'Entrance {ordinal} ({value}) lies about {meters} m from the estate, more than {limitMeters} m. It was imported; please check its coordinates, the audit keeps the estate apart.',
  },
  AREA_EXCEEDS_WHOLE: {
    severity: 'warning',
    zh: '“{field}”为 {value} 平方米，大于整体面积 {whole} 平方米。已导入，请核对；审核时单列。',
    en: '"{field}" is {value} m², more than the whole of {whole} m². The row was imported; please check it, the audit keeps it apart.',
  },
  LAND_OVERLAPS: {
    severity: 'error',
    zh: '地块“{value}”与地块“{other}”重叠 {percent}%（占较小者），重叠部分会被重复计入面积；请改正其中一块。',
    en: 'The piece of land "{value}" overlaps "{other}" by {percent} % of the smaller one, which would be counted twice; correct one of them.',
  },
  AREA_CHANGED: {
    severity: 'error',
    zh: '图形有错（{detail}），自动修复会使面积变化 {areaChangePercent}%（上限 0.1%），未导入；请在绘图软件里修正。',
    en: 'The geometry is invalid ({detail}) and repairing it would change its area by {areaChangePercent} % (limit 0.1 %); it was not imported. Please correct the drawing.',
  },
  DIVISION_MISMATCH: {
    severity: 'warning',
    zh: '所填区划“{value}”与位置不符：该点在区划边界外约 {distanceMeters} 米[，落在“{found}”内]。按所填区划导入。',
    en: 'The declared division "{value}" does not fit the position, which lies about {distanceMeters} m outside it[, in "{found}"]. The declared division is used.',
  },
  ASSIGNED_BY_LOCATION: {
    severity: 'info',
    zh: '{count} 条记录没有填写区划，已按位置归入所在区划。',
    en: '{count} rows name no division and were assigned to the one they lie in.',
  },
  NO_DIVISION_FOUND: {
    severity: 'info',
    zh: '{count} 条记录没有填写区划，也不在任何已有边界之内，暂无所属区划。',
    en: '{count} rows name no division and lie in no known boundary; they belong to none for now.',
  },
  DIVISIONS_REASSIGNED: {
    severity: 'info',
    zh: '区划边界有变化，{dataset} 中有 {count} 条记录按位置重新归属。',
    en: 'Boundaries changed: {count} rows of {dataset} were assigned anew by their location.',
  },
  SOURCE_CHANGED: {
    severity: 'warning',
    zh: '{count} 条记录原来属于其他来源（{sources}），现改为本次导入的来源。',
    en: '{count} rows came from another source before ({sources}) and now belong to this one.',
  },
  POINTS_OUTSIDE_CHINA: {
    severity: 'warning',
    zh: '{count} 条记录使用中国的区划代码，位置却不在中国范围内（首见于第 {firstRow} 行：{value}）。请核对坐标系和经纬度。',
    en: '{count} rows carry Chinese division codes but lie outside China (first in row {firstRow}: {value}). Check the coordinate system and the order of longitude and latitude.',
  },
  STATUS_DATED_TODAY: {
    severity: 'info',
    zh: '{count} 个设施的状态有变化但没有填写日期，按今天（{date}）起计。',
    en: 'The status of {count} facilities changed without a date; it holds from today ({date}).',
  },
  ROOM_STATE_DATED_TODAY: {
    severity: 'info',
    zh: '{count} 处用房的{what}有变化但没有填写日期，按今天（{date}）起计；核查更早日期时仍按原来的登记。',
    en: 'The {whatEn} of {count} rooms changed without a date; it holds from today ({date}), audits of earlier days see what was on record.',
  },
  WAYS_IGNORED: {
    severity: 'info',
    zh: '{count} 条道路（或路段）未采用：{reasonZh}。',
    en: '{count} ways or parts of ways were left out: {reasonEn}.',
  },
  GATE_OFF_LINES: {
    severity: 'warning',
    zh: '门的位置 1 米内没有步行道，未采用。',
    en: 'No walkway lies within a metre of this gate; it was left out.',
  },
  MANY_COMPONENTS: {
    severity: 'warning',
    zh: '路网不连通：最大的一块只占 {sharePercent}%，共 {count} 块。请检查道路是否在交叉口相接。',
    en: 'The network is in {count} pieces, the largest holding {sharePercent} %; check that walkways meet at their junctions.',
  },

  // The walking network
  OVERLAPPING_SOURCES: {
    severity: 'warning',
    zh: '约 {meters} 米道路在两个来源里都有（相距不到 5 米且同向），会重复计入长度；请考虑只保留一个来源。',
    en: 'About {meters} m of walkways are drawn by two sources (within 5 m and parallel) and counted twice in lengths; consider keeping one source.',
  },
  NODES_MISSING: {
    severity: 'info',
    zh: '{count} 处道路的节点不在文件里（多在边界），道路在该处截断并标为数据边缘。',
    en: '{count} way nodes are not in the file (usually at its border); the ways are cut there and marked as edge of the data.',
  },
  NODE_POSITION_BAD: {
    severity: 'warning',
    zh: '{count} 个节点的坐标无效（0,0、非数值或超出范围），已略去。',
    en: '{count} nodes have an unusable position (0,0, not a number or out of range) and were dropped.',
  },
  NO_WALKWAYS: {
    severity: 'error',
    zh: '文件里没有可步行的道路。',
    en: 'The file holds no walkable ways.',
  },
} as const satisfies Record<string, IssueText>;

export type ImportIssueCode = keyof typeof ISSUE_TEXTS;
