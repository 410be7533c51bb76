import { PlanningError } from '../platform/errors/planning-error.js';
import { layerFields } from './layer-fields.js';
import { type Layer, LAYER_NAMES, type LayerName } from './layer.js';

/** Tiles end here: a unit of a tile is half a metre. */
const FINEST = 14;

const LAYERS: Readonly<Record<LayerName, Layer>> = {
  divisions: {
    name: 'divisions',
    title: { zh: '行政区划', en: 'Administrative divisions' },
    description: {
      zh: '各级行政区划边界：省市各级缩放均有，县自 5 级，街道乡镇自 8 级，社区村自 11 级。',
      en: 'Boundaries of all levels: provinces and cities at every zoom, counties from 5, streets and towns from 8, communities and villages from 11.',
    },
    geometry: 'POLYGON',
    readers: null,
    staff: null,
    datasets: ['divisions'],
    asks: ['asOf'],
    computedFrom: null,
    isDated: true,
    key: 'code',
    minZoom: 0,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        code: ['text', '区划代码', 'Code'],
        name: ['text', '名称', 'Name'],
        level: ['text', '级别', 'Level'],
        parentCode: ['text', '上级代码', 'Code of the division above'],
        urbanRuralClass: ['text', '城乡分类', 'Urban–rural class'],
        validFrom: ['date', '生效日期', 'In force from this day'],
        validTo: ['date', '失效日期', 'No longer in force on this day'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
      recorded: { vintage: ['text', '年份版本', 'Edition'] },
    }),
  },
  facilities: {
    name: 'facilities',
    title: { zh: '养老服务设施', en: 'Care facilities' },
    description: {
      zh: '养老服务设施出入口；公众可见已公示设施的公开信息。',
      en: 'Entrances of places of care; the public sees published ones and their public fields.',
    },
    geometry: 'POINT',
    readers: null,
    staff: ['planner', 'resources'],
    datasets: ['facilities'],
    asks: ['asOf'],
    computedFrom: null,
    isDated: false,
    key: 'id',
    minZoom: 6,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        id: ['text', '设施编号', 'Identifier'],
        name: ['text', '名称', 'Name'],
        kind: ['text', '设施类型', 'Kind'],
        capabilities: ['text', '服务能力', 'What it can do, by commas'],
        mealMode: ['text', '助餐方式', 'How it gets its meals'],
        divisionCode: ['text', '所在区划', 'Division it stands in'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
      staff: {
        published: ['boolean', '是否公示', 'On the published list'],
        beds: ['integer', '床位数', 'Beds'],
        nursingBeds: ['integer', '护理型床位数', 'Nursing beds'],
        mealsPerDay: ['integer', '日供餐能力', 'Meals it can serve a day'],
      },
      recorded: {
        address: ['text', '地址', 'Address'],
        contact: ['text', '联系方式', 'Public contact'],
        status: ['text', '运营状态', 'Status on the day asked for'],
      },
      staffRecorded: {
        floorAreaSquareMeters: ['number', '建筑面积（平方米）', 'Floor area in m²'],
        rating: ['integer', '等级评定', 'Rating, 1 to 5'],
        operator: ['text', '运营单位', 'Operator'],
      },
    }),
  },
  estates: {
    name: 'estates',
    title: { zh: '住宅小区', en: 'Housing estates' },
    description: {
      zh: '住宅小区：14 级有边界的为面，其余为点。',
      en: 'Housing estates: at zoom 14 the boundary where it is known, otherwise a point.',
    },
    geometry: 'POINT_OR_POLYGON',
    readers: ['planner', 'resources'],
    staff: null,
    datasets: ['estates'],
    asks: [],
    computedFrom: null,
    isDated: false,
    key: 'id',
    minZoom: 9,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        id: ['text', '小区编号', 'Identifier'],
        name: ['text', '名称', 'Name'],
        households: ['integer', '户数', 'Households'],
        gated: ['boolean', '是否封闭管理', 'Entered through gates only'],
        divisionCode: ['text', '所在区划', 'Division it stands in'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
      recorded: {
        plannedPopulation: ['integer', '规划人口', 'People it was planned for'],
        deliveredOn: ['date', '交付日期', 'Date of delivery'],
        declaredClass: ['text', '登记类别', 'New or existing as registered'],
        phase: ['text', '分期', 'Phase'],
        developer: ['text', '开发单位', 'Developer'],
      },
    }),
  },
  walkways: {
    name: 'walkways',
    title: { zh: '步行道路', en: 'Walkways' },
    description: { zh: '可步行的道路，按路口分段。', en: 'Walkable ways, cut at junctions.' },
    geometry: 'LINE',
    readers: null,
    staff: null,
    datasets: ['network'],
    asks: [],
    computedFrom: null,
    isDated: false,
    key: 'id',
    minZoom: 13,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        id: ['text', '路段编号', 'Source, way and segment'],
        kind: ['text', '道路类型', 'Kind of way'],
        direction: ['text', '通行方向', 'Direction one may walk'],
        level: ['number', '层', 'Level'],
      },
      recorded: {
        speedFactor: ['number', '速度系数', 'Walking speed on it, level ground is 1'],
        lengthMeters: ['number', '长度（米）', 'Length in metres'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
    }),
  },
  demand: {
    name: 'demand',
    title: { zh: '需求点', en: 'Demand points' },
    description: {
      zh: '老年人居住地点与人数；仅规划人员可见。',
      en: 'Where how many older people live; for planners.',
    },
    geometry: 'POINT',
    readers: ['planner'],
    staff: null,
    datasets: ['demand'],
    asks: [],
    computedFrom: null,
    isDated: false,
    key: 'id',
    minZoom: 12,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        id: ['text', '需求点编号', 'Identifier'],
        kind: ['text', '需求点类型', 'Kind'],
        population: ['number', '人口', 'People'],
        elderly60: ['number', '60 岁及以上人口', 'People aged 60 and over'],
        elderly65: ['number', '65 岁及以上人口', 'People aged 65 and over'],
        elderly80: ['number', '80 岁及以上人口', 'People aged 80 and over'],
        divisionCode: ['text', '所在区划', 'Division it stands in'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
      recorded: { estateId: ['text', '小区编号', 'Estate it belongs to'] },
    }),
  },
  gaps: {
    name: 'gaps',
    title: { zh: '服务缺口', en: 'Gaps' },
    description: {
      zh: '步行时间内没有所选服务的老年人聚居处，每处一点，按人数排名；默认任一养老服务、15 分钟、0.8 米/秒、60 岁及以上、今日。',
      en: 'Places where older people have none of the service within the walk, a point each, ranked by people; by default any service, 15 minutes, 0.8 m/s, aged 60 and over, today.',
    },
    geometry: 'POINT',
    readers: ['planner'],
    staff: null,
    datasets: ['divisions', 'facilities', 'demand', 'network'],
    asks: ['service', 'minutes', 'speed', 'cohort', 'asOf', 'scenario'],
    computedFrom: ['divisions', 'facilities', 'demand', 'walkways'],
    isDated: false,
    key: 'id',
    minZoom: 6,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        id: ['text', '代表需求点编号', 'Demand point that stands for the place'],
        rank: ['integer', '排名', 'Rank, 1 has the most people'],
        people: ['number', '未覆盖人数', 'Uncovered people'],
        points: ['integer', '需求点数', 'Demand points'],
        divisionCode: ['text', '所在区划', 'Division it lies in'],
        divisionName: ['text', '区划名称', 'Name of the division'],
        nearestFacilityId: ['text', '最近设施编号', 'Nearest facility'],
        nearestWalkSeconds: ['number', '步行时间（秒）', 'Walk to it in seconds'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
      recorded: {
        tooFar: ['integer', '超出步行时间的点数', 'Points too far away'],
        unreachable: ['integer', '无路可达的点数', 'Points no way leads from'],
        notSnapped: ['integer', '附近无路的点数', 'Points without a way nearby'],
      },
    }),
  },
  scenario: {
    name: 'scenario',
    title: { zh: '情景后的设施', en: 'Facilities under a scenario' },
    description: {
      zh: '按规划情景变动之后的设施，标明新开、关闭、迁址、调整；不选情景即现状。',
      en: 'Facilities after the changes of a scenario: what opens, closes, moves or is resized; without one as they are.',
    },
    geometry: 'POINT',
    readers: ['planner'],
    staff: null,
    datasets: ['divisions', 'facilities'],
    asks: ['scenario', 'asOf'],
    computedFrom: ['divisions', 'facilities', 'walkways'],
    isDated: false,
    key: 'id',
    minZoom: 6,
    maxZoom: FINEST,
    fields: layerFields({
      shown: {
        id: ['text', '设施编号', 'Identifier'],
        name: ['text', '名称', 'Name'],
        kind: ['text', '设施类型', 'Kind'],
        capabilities: ['text', '服务能力', 'What it can do, by commas'],
        change: ['text', '变动', 'NONE, OPENED, CLOSED, MOVED_HERE, MOVED_AWAY or RESIZED'],
        operating: ['boolean', '是否运营', 'Operates on the day'],
        divisionCode: ['text', '所在区划', 'Division it stands in'],
        synthetic: ['boolean', '合成数据', 'Generated, not real'],
      },
      recorded: {
        beds: ['integer', '变动后床位数', 'Beds as the scenario says'],
        nursingBeds: ['integer', '变动后护理型床位数', 'Nursing beds as the scenario says'],
        mealsPerDay: ['integer', '变动后日供餐能力', 'Meals a day as the scenario says'],
        floorAreaSquareMeters: [
          'number',
          '变动后建筑面积（平方米）',
          'Floor area in m² as the scenario says',
        ],
      },
    }),
  },
};

/** Every layer, in the order of a map's list. */
export const ALL_LAYERS: readonly Layer[] = Object.values(LAYERS);

/** @throws PlanningError NOT_FOUND for a name that is no layer's */
export function layerNamed(name: string): Layer {
  if (Object.hasOwn(LAYERS, name)) return LAYERS[name as LayerName];
  throw new PlanningError(
    'NOT_FOUND',
    `There is no layer ${JSON.stringify(name)}; known: ${LAYER_NAMES.join(', ')}.`,
    {
      layer: name,
      known: LAYER_NAMES,
    },
  );
}
