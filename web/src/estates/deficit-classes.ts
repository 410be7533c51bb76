import type { FeatureCollection, Point } from 'geojson';

/** A class of deficit: how estates that lack so much are drawn and called. */
export interface DeficitClass {
  readonly key: 'none' | 'small' | 'middle' | 'large' | 'apart';
  readonly colour: string;
  /** Radius in pixels: the deficit shows by size too. */
  readonly radius: number;
  /** Lower bound in m², exclusive; the next class begins where this one ends. */
  readonly above: number;
}

/** From pale to dark; readable with red–green blindness because they differ in lightness. */
export const DEFICIT_CLASSES: readonly DeficitClass[] = [
  { key: 'none', colour: '#5b8fb0', radius: 3, above: -Infinity },
  { key: 'small', colour: '#e9a23b', radius: 5, above: 0 },
  { key: 'middle', colour: '#c95d1f', radius: 7, above: 100 },
  { key: 'large', colour: '#7f1d1d', radius: 9, above: 300 },
];

/** Estates that are in no sum. */
export const KEPT_APART: DeficitClass = { key: 'apart', colour: '#767b80', radius: 4, above: NaN };

/** The class of an estate. */
export function deficitClass({
  counted,
  deficit,
}: {
  readonly counted: boolean;
  readonly deficit: number | null;
}): DeficitClass {
  if (!counted || deficit === null) return KEPT_APART;
  return DEFICIT_CLASSES.findLast(({ above }) => deficit > above)!;
}

interface DrawnEstate {
  readonly estateId: string;
  readonly counted: boolean;
  readonly deficitSquareMeters: { readonly value: number } | null;
  readonly estate: { readonly name: string; readonly location: unknown } | null;
}

/** Estates as points for the map, each with the colour and size of its class. */
export function deficitFeatures(estates: readonly DrawnEstate[]): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: estates.flatMap(({ estateId, counted, deficitSquareMeters, estate }) => {
      const geometry = estate?.location as Point | undefined;
      if (estate === null || geometry?.type !== 'Point') return [];
      const { key, colour, radius } = deficitClass({ counted, deficit: deficitSquareMeters?.value ?? null });
      const properties = { id: estateId, name: estate.name, class: key, colour, radius };
      return [{ type: 'Feature' as const, id: estateId, geometry, properties }];
    }),
  };
}
