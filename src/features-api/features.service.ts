import {
  ALL_LAYERS,
  type Layer,
  type LayerCrs,
  type LayerFilter,
  layerNamed,
  type LayersRepository,
  type LayerSummary,
  type LayerView,
  mayRead,
  rowFields,
  viewLayer,
} from '../layers/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { buildStamp } from '../platform/build-stamp.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { ANYWHERE } from './api-parameters.js';
import { describeCollection, systemsOf } from './describe-collection.js';
import { featureSchema, queryablesSchema } from './field-schema.js';
import { landingPage } from './landing-page.js';
import { Addresses, type Link, link } from './links.js';
import { openApi } from './open-api.js';
import { checkNames, type ItemsQuery, type RawQuery, readItemQuery, readItemsQuery } from './read-query.js';
import { CONFORMS_TO, GEOJSON_TYPE, JSON_TYPE } from './standard.js';
import { featureWriter, writeFeatures } from './write-features.js';

/** Who asks, where he reached this server, and with which query parameters. */
export interface Asked {
  readonly viewer: Viewer;
  /** The landing page as the client reached it, `https://host/features`. */
  readonly root: string;
  readonly query: RawQuery;
}

/** Features ready to be sent. */
export interface FeaturesAnswer {
  readonly crs: LayerCrs;
  /** Changes whenever the answer may. */
  readonly state: string;
  /** The features, read as it goes on. */
  readonly text: () => AsyncIterable<string>;
}

/** OGC API – Features over the layers: every resource as its viewer may see it. */
export class FeaturesService {
  /** @param program which build answers: another one may have other fields, under the same state of the data */
  constructor(
    private readonly layers: LayersRepository,
    private readonly program = buildStamp(),
  ) {}

  /** @throws PlanningError BAD_USER_INPUT for query parameters there are not; so do all below */
  landing({ root, query }: Asked): object {
    checkNames(query, ANYWHERE);
    return landingPage(new Addresses(root));
  }

  conformance({ query }: Asked): object {
    checkNames(query, ANYWHERE);
    return { conformsTo: CONFORMS_TO };
  }

  api({ viewer, root, query }: Asked): object {
    checkNames(query, ANYWHERE);
    return openApi(viewsFor(viewer), root);
  }

  async collections({ viewer, root, query }: Asked): Promise<object> {
    checkNames(query, ANYWHERE);
    const addresses = new Addresses(root);
    const collections = await Promise.all(
      viewsFor(viewer).map(async (view) => describeCollection(view, await this.summary(view), addresses)),
    );
    return { links: [link('self', addresses.collections, JSON_TYPE)], collections };
  }

  /** @throws PlanningError NOT_FOUND, UNAUTHENTICATED, FORBIDDEN for the collection; so do all below */
  async collection(name: string, { viewer, root, query }: Asked): Promise<object> {
    const view = viewLayer(layerNamed(name), viewer);
    checkNames(query, ANYWHERE);
    return describeCollection(view, await this.summary(view), new Addresses(root));
  }

  schema(name: string, { viewer, root, query }: Asked): object {
    const view = viewLayer(layerNamed(name), viewer);
    checkNames(query, ANYWHERE);
    return featureSchema(view, `${new Addresses(root).collection(name)}/schema`);
  }

  queryables(name: string, { viewer, root, query }: Asked): object {
    const view = viewLayer(layerNamed(name), viewer);
    checkNames(query, ANYWHERE);
    return queryablesSchema(view, `${new Addresses(root).collection(name)}/queryables`);
  }

  /** A page of features; those are read when its text is. */
  async items(name: string, asked: Asked, signal: AbortSignal): Promise<FeaturesAnswer> {
    const { viewer, root, query } = asked;
    const view = viewLayer(layerNamed(name), viewer);
    const { layer } = view;
    const read = readItemsQuery(view, query, systemsOf(await this.summary(view)));
    const { filter, after, limit, crs } = read;
    const state = `${await this.stateOf(layer, filter, viewer)} ${limit} ${after ?? ''}`;
    const layers = this.layers;
    const text = async function* () {
      const matched = await layers.count(layer, filter, viewer);
      const stretch = { after, limit: limit + 1 };
      yield* writeFeatures(layers.stream(layer, filter, viewer, signal, stretch), {
        ...{ crs, limit, matched, fields: rowFields(view) },
        timeStamp: new Date().toISOString(),
        links: (next) => pageLinks(view, new Addresses(root), read, next),
      });
    };
    return { crs, state: `${state} ${read.asked.toString()}`, text };
  }

  /** One feature. @throws PlanningError NOT_FOUND likewise for the feature */
  async item(name: string, id: string, asked: Asked, signal: AbortSignal): Promise<FeaturesAnswer> {
    const { viewer, root, query } = asked;
    const view = viewLayer(layerNamed(name), viewer);
    const { layer } = view;
    const { question, crs } = readItemQuery(view, query, systemsOf(await this.summary(view)));
    const filter = { ...question, ids: [id] };
    const state = await this.stateOf(layer, filter, viewer);
    const { rows } = await this.layers.page(layer, filter, { limit: 1 }, viewer, signal);
    if (rows.length === 0)
      throw new PlanningError('NOT_FOUND', `${name} has no feature ${JSON.stringify(id.slice(0, 100))}.`, {
        collection: name,
        id: id.slice(0, 100),
      });
    const addresses = new Addresses(root);
    const links = [
      link('self', withQuery(addresses.item(name, id), query), GEOJSON_TYPE),
      link('collection', addresses.collection(name), JSON_TYPE, view.layer.title.zh),
    ];
    const written = featureWriter(crs, rowFields(view))(rows[0], { links });
    return { crs, state: `${state} ${crs.name}`, text: () => once(written) };
  }

  private async stateOf(layer: Layer, filter: LayerFilter, viewer: Viewer): Promise<string> {
    return `${this.program} ${await this.layers.stateOf(layer, filter, viewer)}`;
  }

  private summary(view: LayerView): Promise<LayerSummary> {
    return this.layers.summaryOf(view);
  }
}

function viewsFor(viewer: Viewer): LayerView[] {
  return ALL_LAYERS.filter((layer) => mayRead(layer, viewer)).map((layer) => viewLayer(layer, viewer));
}

function pageLinks(
  { layer }: LayerView,
  addresses: Addresses,
  { asked, limit, after }: ItemsQuery,
  next: string | null,
): Link[] {
  const page = (from: string | null) => {
    const query = new URLSearchParams(asked);
    query.set('limit', String(limit));
    if (from !== null) query.set('after', from);
    return addresses.items(layer.name, query);
  };
  return [
    link('self', page(after), GEOJSON_TYPE),
    ...(next === null ? [] : [link('next', page(next), GEOJSON_TYPE, '下一页 Next page')]),
    link('collection', addresses.collection(layer.name), JSON_TYPE, layer.title.zh),
  ];
}

function withQuery(address: string, query: RawQuery): string {
  const names = Object.keys(query).sort();
  const text = new URLSearchParams(
    names.map((name): [string, string] => [name, String(query[name])]),
  ).toString();
  return `${address}${text && `?${text}`}`;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
