import type { Bounds } from './map-view.js';

export interface LayerFacts {
  /** Whom to thank for the data that is shown. */
  readonly attributions: readonly string[];
  readonly isSynthetic: boolean;
  /** Layers this viewer may see. */
  readonly names: readonly string[];
  /** Where its divisions are. */
  readonly bounds: Bounds | null;
}

interface TileJson {
  readonly bounds?: Bounds;
  readonly vector_layers: readonly { readonly id: string }[];
  readonly attribution?: string;
  readonly synthetic: boolean;
}

/** What the server says of its layers; nothing where it cannot be reached, for the map then says so itself. */
export async function readLayerFacts(server: string, key: string | null): Promise<LayerFacts> {
  try {
    const response = await fetch(`${server}/tiles`, { headers: key ? { 'x-api-key': key } : {} });
    if (!response.ok) return NOTHING;
    const { layers } = (await response.json()) as { layers: readonly TileJson[] };
    const attributions = layers.flatMap(({ attribution }) => attribution?.split(' · ') ?? []);
    return {
      attributions: [...new Set(attributions)],
      isSynthetic: layers.some(({ synthetic }) => synthetic),
      bounds: layers.find(({ vector_layers: [layer] }) => layer?.id === 'divisions')?.bounds ?? null,
      names: layers.flatMap(({ vector_layers }) => vector_layers.map(({ id }) => id)),
    };
  } catch {
    return NOTHING;
  }
}

const NOTHING: LayerFacts = { attributions: [], isSynthetic: false, names: [], bounds: null };
