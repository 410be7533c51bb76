import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { JsonText } from '../platform/graphql/json-text.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import type { AccessibilityLoaders } from './accessibility.loaders.js';
import type { PolygonText } from './service-area-polygons.js';
import { ServiceArea } from './service-area.type.js';

// What these weigh against a query's cost limit for the ordinary circle; reachFactor makes larger circles weigh more.
const POLYGON_COST = 200;
const LINES_COST = 1000;
const EDGES_COST = 1000;

/** The parts of a service area that are drawn or measured only for who asks for them. */
@Resolver(() => ServiceArea)
export class ServiceAreaResolver {
  constructor(private readonly loaders: AccessibilityLoaders) {}

  @FieldResolver(() => Float, { description: 'Length of the reached walkways in metres. 可达道路总长（米）' })
  async reachedMeters(@Root() { ground }: ServiceArea, @Ctx() context: RequestContext): Promise<number> {
    return (await context.load(this.loaders.reach, ground)).meters;
  }

  @FieldResolver(() => Boolean, {
    description:
      'True when the circle meets the edge of the network data, so the real one may be larger. 是否触及数据边缘',
  })
  async touchesDataEdge(@Root() { ground }: ServiceArea, @Ctx() context: RequestContext): Promise<boolean> {
    return (await context.load(this.loaders.reach, ground)).touchesDataEdge;
  }

  @FieldResolver(() => GeoJsonScalar, {
    description: 'Reached pieces of walkway, a MultiLineString. 可达道路',
    complexity: LINES_COST,
  })
  async lines(@Root() { ground }: ServiceArea, @Ctx() context: RequestContext): Promise<JsonText> {
    return new JsonText(await context.load(this.loaders.lines, ground));
  }

  @FieldResolver(() => GeoJsonScalar, {
    description: 'For display: the reached lines with a 25 m strip, a MultiPolygon with its holes. 服务圈面',
    complexity: POLYGON_COST,
  })
  async polygon(@Root() { ground }: ServiceArea, @Ctx() context: RequestContext): Promise<PolygonText> {
    return (await context.load(this.loaders.polygon, { ground, form: 'geoJson' })).geoJson;
  }

  @FieldResolver(() => Float, {
    description: 'Area of the polygon on the ellipsoid, from PostGIS, in m². 面积（平方米）',
    complexity: POLYGON_COST,
  })
  areaSquareMeters(@Root() { ground }: ServiceArea, @Ctx() context: RequestContext): Promise<number> {
    return context.load(this.loaders.squareMeters, ground);
  }

  @FieldResolver(() => GeoJsonScalar, {
    description:
      'For a map shaded by time: a FeatureCollection of the reached pieces of walkway, each a LineString with the walking time at its ends, startSeconds and endSeconds, and the walkway’s kind; a place in between takes the smaller of the two plus the way from there. 分时可达路段',
    complexity: EDGES_COST,
  })
  async reachedEdges(@Root() { ground }: ServiceArea, @Ctx() context: RequestContext): Promise<JsonText> {
    return new JsonText(await context.load(this.loaders.reachedEdges, ground));
  }
}
