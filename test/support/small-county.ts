import type { EntityManager } from 'typeorm';

/**
 * A county small enough to know by heart, for tests of any room. Codes begin with 99, which no real place has.
 *
 *   990100000000 柳州湖市 (CITY, no boundary)
 *   └ 990101000000 清溪区 (COUNTY)                columns of the map, west to east, 0.02° wide:
 *     ├ 990101001000 东风街道 (SUBDISTRICT)         118.30–118.32
 *     │ ├ …1001 东风社区 ├ …1002 河畔社区 └ …1003 南园村 (a VILLAGE below a street)
 *     ├ 990101101000 双沟镇 (TOWN)                  118.32–118.34
 *     │ ├ …1001 镇中社区 ├ …1201 张庄村 └ …1202 李庄村
 *     ├ 990101201000 柿树乡 (TOWNSHIP)              118.34–118.36
 *     │ ├ …1201 柿树村 └ …1202 河西村 (point only, no boundary)
 *     └ 990101400000 清溪经济开发区 (ZONE), overlaps town and township
 *
 * Rows run south to north: 33.90, 33.92, 33.94 to 33.96. Sources: `survey` (real) and `made-up` (synthetic).
 */
export const COUNTY = '990101000000';
export const STREET = '990101001000';
export const TOWN = '990101101000';
export const TOWNSHIP = '990101201000';
export const ZONE = '990101400000';

/** All codes at or below the county, ascending. */
export const COUNTY_CODES = [
  COUNTY,
  STREET,
  '990101001001',
  '990101001002',
  '990101001003',
  TOWN,
  '990101101001',
  '990101101201',
  '990101101202',
  TOWNSHIP,
  '990101201201',
  '990101201202',
  ZONE,
];

/** Writes the county into an empty migrated database. */
export async function seedSmallCounty(manager: EntityManager): Promise<void> {
  for (const statement of STATEMENTS) await manager.query(statement);
}

function box(west: number, south: number, east: number, north: number): string {
  return `ST_Multi(ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326))`;
}

function point(lon: number, lat: number): string {
  return `ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326)`;
}

const SOURCES = `INSERT INTO data_source (key, title, synthetic, licence, vintage) VALUES
  ('survey', 'Survey of the county', false, 'CC0', '2024'),
  ('made-up', 'Invented rows', true, NULL, NULL)`;

const DIVISIONS = `INSERT INTO administrative_division
  (code, name, level, parent_code, urban_rural_class, vintage, boundary, representative_point, source_key) VALUES
  ('990100000000', '柳州湖市', 'CITY', NULL, NULL, '2023', NULL, NULL, 'survey'),
  ('${COUNTY}', '清溪区', 'COUNTY', '990100000000', NULL, '2023', ${box(118.3, 33.9, 118.36, 33.96)}, ${point(118.33, 33.93)}, 'survey'),
  ('${STREET}', '东风街道', 'SUBDISTRICT', '${COUNTY}', NULL, '2023', ${box(118.3, 33.9, 118.32, 33.96)}, ${point(118.31, 33.93)}, 'survey'),
  ('990101001001', '东风社区', 'COMMUNITY', '${STREET}', '111', '2023', ${box(118.3, 33.9, 118.32, 33.92)}, ${point(118.31, 33.91)}, 'survey'),
  ('990101001002', '河畔社区', 'COMMUNITY', '${STREET}', '111', '2023', ${box(118.3, 33.92, 118.32, 33.94)}, ${point(118.31, 33.93)}, 'survey'),
  ('990101001003', '南园村', 'VILLAGE', '${STREET}', '112', '2023', ${box(118.3, 33.94, 118.32, 33.96)}, ${point(118.31, 33.95)}, 'survey'),
  ('${TOWN}', '双沟镇', 'TOWN', '${COUNTY}', NULL, '2023', ${box(118.32, 33.9, 118.34, 33.96)}, ${point(118.33, 33.93)}, 'survey'),
  ('990101101001', '镇中社区', 'COMMUNITY', '${TOWN}', '121', '2023', ${box(118.32, 33.9, 118.34, 33.92)}, ${point(118.33, 33.91)}, 'survey'),
  ('990101101201', '张庄村', 'VILLAGE', '${TOWN}', '220', '2023', ${box(118.32, 33.92, 118.34, 33.94)}, ${point(118.33, 33.93)}, 'survey'),
  ('990101101202', '李庄村', 'VILLAGE', '${TOWN}', '220', '2023', ${box(118.32, 33.94, 118.34, 33.96)}, ${point(118.33, 33.95)}, 'survey'),
  ('${TOWNSHIP}', '柿树乡', 'TOWNSHIP', '${COUNTY}', NULL, '2023', ${box(118.34, 33.9, 118.36, 33.96)}, ${point(118.35, 33.93)}, 'survey'),
  ('990101201201', '柿树村', 'VILLAGE', '${TOWNSHIP}', '210', '2023', ${box(118.34, 33.9, 118.36, 33.92)}, ${point(118.35, 33.91)}, 'survey'),
  ('990101201202', '河西村', 'VILLAGE', '${TOWNSHIP}', '220', '2023', NULL, ${point(118.35, 33.95)}, 'survey'),
  ('${ZONE}', '清溪经济开发区', 'ZONE', '${COUNTY}', NULL, '2023', ${box(118.33, 33.93, 118.35, 33.95)}, ${point(118.34, 33.94)}, 'made-up')`;

const POPULATIONS = `INSERT INTO division_population (division_code, year, cohort, people) VALUES
  ('${STREET}', 2020, 'ALL', 9000), ('${STREET}', 2020, 'AGE_60', 1700),
  ('${STREET}', 2023, 'ALL', 9200), ('${STREET}', 2023, 'AGE_60', 1900), ('${STREET}', 2023, 'AGE_65', 1300),
  ('${STREET}', 2023, 'AGE_80', 260), ('${TOWN}', 2023, 'AGE_60', 2100)`;

/** f-01 … f-10; f-03, f-04 and f-05 share one name. f-09 is unpublished, f-10 has no entrance. */
const FACILITIES = `INSERT INTO facility (id, name, kind, capabilities, meal_mode, beds, nursing_beds,
    floor_area_square_meters, meals_per_day, rating, operator, address, contact, published, entrance, division_code,
    division_from, source_key) VALUES
  ('f-01', '清溪养老院', 'INSTITUTION', '{FULL_CARE,MEDICAL}', NULL, 120, 70, 5200, NULL, 3, '清溪民政', '河畔路1号', '0000-1', true, ${point(118.311, 33.931)}, '990101001002', 'LOCATION', 'survey'),
  ('f-02', '东风综合体', 'COMPREHENSIVE_CENTER', '{FULL_CARE,DAY_CARE,HOME_VISIT,MEAL}', 'CANTEEN', 30, 10, 1600, 200, NULL, NULL, '东风路2号', NULL, true, ${point(118.309, 33.911)}, '990101001001', 'LOCATION', 'survey'),
  ('f-03', '互助睦邻点', 'MUTUAL_AID_POINT', '{RECREATION}', NULL, NULL, NULL, 80, NULL, NULL, NULL, NULL, NULL, true, ${point(118.331, 33.931)}, '990101101201', 'LOCATION', 'made-up'),
  ('f-04', '互助睦邻点', 'MUTUAL_AID_POINT', '{RECREATION,MEAL}', 'MERCHANT', NULL, NULL, 90, 30, NULL, NULL, NULL, NULL, true, ${point(118.331, 33.951)}, '990101101202', 'LOCATION', 'made-up'),
  ('f-05', '互助睦邻点', 'MUTUAL_AID_POINT', '{}', NULL, NULL, NULL, 70, NULL, NULL, NULL, NULL, NULL, true, ${point(118.351, 33.911)}, '990101201201', 'LOCATION', 'made-up'),
  ('f-06', '双沟助餐点', 'MEAL_POINT', '{MEAL}', 'CENTRAL_KITCHEN', NULL, NULL, 120, 150, NULL, NULL, NULL, NULL, true, ${point(118.329, 33.909)}, '990101101001', 'DECLARED', 'survey'),
  ('f-07', '柿树敬老院', 'SUPPORT_INSTITUTION', '{FULL_CARE}', NULL, 40, 0, 900, NULL, NULL, NULL, NULL, NULL, true, ${point(118.349, 33.912)}, '990101201201', 'LOCATION', 'survey'),
  ('f-08', '张庄服务站', 'COMMUNITY_STATION', '{DAY_CARE}', NULL, NULL, NULL, 300, NULL, NULL, NULL, NULL, NULL, true, ${point(118.332, 33.932)}, '990101101201', 'LOCATION', 'survey'),
  ('f-09', '内部试点站', 'COMMUNITY_STATION', '{DAY_CARE,BATH}', NULL, 5, 1, 200, NULL, NULL, NULL, NULL, NULL, false, ${point(118.312, 33.912)}, '990101001001', 'LOCATION', 'survey'),
  ('f-10', '清溪指导中心', 'GUIDANCE_CENTER', '{GUIDANCE}', NULL, NULL, NULL, 500, NULL, NULL, NULL, NULL, NULL, true, NULL, '${COUNTY}', 'DECLARED', 'survey')`;

/** On 2025-01-01: f-06 suspended, f-07 closed, f-08 building, f-05 not yet recorded, the others operating. */
const STATUSES = `INSERT INTO facility_status (facility_id, valid_from, status, document) VALUES
  ('f-01', '1900-01-01', 'OPERATING', NULL), ('f-02', '2020-06-01', 'PLANNED', '计划2020-6'),
  ('f-02', '2021-03-01', 'BUILDING', NULL), ('f-02', '2022-01-15', 'OPERATING', '验收2022-1'),
  ('f-03', '2019-01-01', 'OPERATING', NULL), ('f-04', '2019-01-01', 'OPERATING', NULL),
  ('f-05', '2025-07-01', 'OPERATING', NULL), ('f-06', '2018-01-01', 'OPERATING', NULL),
  ('f-06', '2024-12-31', 'SUSPENDED', NULL), ('f-07', '2000-01-01', 'OPERATING', NULL),
  ('f-07', '2025-01-01', 'CLOSED', NULL), ('f-08', '2024-05-01', 'BUILDING', NULL),
  ('f-09', '2023-01-01', 'OPERATING', NULL), ('f-10', '2019-10-01', 'OPERATING', NULL)`;

const ASSIGNMENTS = `INSERT INTO facility_assignment (facility_id, division_code, relation) VALUES
  ('f-02', '990101001002', 'ASSIGNED'), ('f-02', '990101001003', 'ASSIGNED'), ('f-02', '990101101001', 'SHARED'),
  ('f-10', '${COUNTY}', 'ASSIGNED')`;

const ESTATES = `INSERT INTO housing_estate (id, name, households, planned_population, delivered_on, gated, boundary,
    location, division_code, division_from, source_key) VALUES
  ('e-1', '清溪花园', 1234, 3700, '2015-06-30', true, ${box(118.302, 33.902, 118.306, 33.906)}, ${point(118.304, 33.904)}, '990101001001', 'LOCATION', 'survey'),
  ('e-2', '河畔新村', 600, NULL, NULL, false, NULL, ${point(118.305, 33.925)}, '990101001002', 'LOCATION', 'made-up'),
  ('e-3', '双沟苑', 600, 1800, '2023-12-01', NULL, NULL, ${point(118.325, 33.905)}, '990101101001', 'LOCATION', 'survey')`;

const ENTRANCES = `INSERT INTO estate_entrance (estate_id, ordinal, location) VALUES
  ('e-1', 1, ${point(118.302, 33.904)}), ('e-1', 2, ${point(118.306, 33.904)}), ('e-3', 1, ${point(118.325, 33.906)})`;

const DEMAND = `INSERT INTO demand_point (id, kind, estate_id, location, weight_all, weight_60, weight_65, weight_80,
    division_code, division_from, source_key) VALUES
  ('d-1', 'ESTATE', 'e-1', ${point(118.302, 33.904)}, 1900, 400, 300, 60, '990101001001', 'LOCATION', 'survey'),
  ('d-2', 'ESTATE', 'e-1', ${point(118.306, 33.904)}, 1800, 350.5, 250, 50, '990101001001', 'LOCATION', 'survey'),
  ('d-3', 'ESTATE', 'e-2', ${point(118.305, 33.925)}, 1500, 300, NULL, NULL, '990101001002', 'LOCATION', 'made-up'),
  ('d-4', 'BUILDING', NULL, ${point(118.325, 33.906)}, NULL, 120, NULL, 20, '990101101001', 'LOCATION', 'survey'),
  ('d-5', 'VILLAGE', NULL, ${point(118.33, 33.93)}, 800, 260, 180, 40, '990101101201', 'DECLARED', 'survey'),
  ('d-6', 'VILLAGE', NULL, ${point(118.35, 33.95)}, 500, 210, 150, 35, '990101201202', 'DECLARED', 'survey'),
  ('d-7', 'CELL', NULL, ${point(118.37, 33.97)}, 10, 0, 0, 0, NULL, NULL, 'made-up')`;

const CANDIDATES = `INSERT INTO candidate_site (id, name, kind, cost, capacity, floor_area_square_meters, location,
    division_code, division_from, source_key) VALUES
  ('c-1', '张庄小学旧址', 'IDLE_SCHOOL', 80, 100, 650, ${point(118.333, 33.933)}, '990101101201', 'LOCATION', 'survey'),
  ('c-2', '河西文化站', 'CULTURE_SITE', 30, NULL, 200, ${point(118.35, 33.951)}, '990101201202', 'LOCATION', 'survey'),
  ('c-3', '路口空地', 'OTHER', NULL, NULL, NULL, ${point(118.37, 33.96)}, NULL, NULL, 'made-up')`;

const STATEMENTS = [
  SOURCES,
  DIVISIONS,
  POPULATIONS,
  FACILITIES,
  STATUSES,
  ASSIGNMENTS,
  ESTATES,
  ENTRANCES,
  DEMAND,
  CANDIDATES,
];
