import type { ListedEstateFragment } from '../api/generated.js';
import type { Language } from '../language/words.js';
import type { MapView } from '../map/map-view.js';
import { DEFICIT_CLASSES, deficitFeatures, KEPT_APART } from './deficit-classes.js';
import { deficitClassWords } from './kind-words.js';

/** Name of the overlay that marks estates by the area they lack. */
export const ESTATE_OVERLAY = 'estate-deficits';

/** Marks estates on the map by the area they lack. */
export function showEstates(map: MapView, rows: readonly ListedEstateFragment[], language: Language): void {
  const classes = deficitClassWords(language);
  const { features, ...collection } = deficitFeatures(rows as never);
  const told = features.map((feature) => ({
    ...feature,
    properties: {
      ...feature.properties,
      hint: `${feature.properties!.name} · ${classes[feature.properties!.class as 'none']}`,
    },
  }));
  map.setOverlay(
    ESTATE_OVERLAY,
    { ...collection, features: told },
    {
      circle: { colour: ['get', 'colour'], radius: ['get', 'radius'], outline: '#ffffff', outlineWidth: 1 },
      pickable: true,
      hint: 'hint',
      legend: [...DEFICIT_CLASSES, KEPT_APART].map(({ key, colour }) => ({
        ...{ label: classes[key], colour, shape: 'circle' as const },
      })),
      place: 'above',
    },
  );
}
