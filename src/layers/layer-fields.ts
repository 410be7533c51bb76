import type { FieldType, LayerField } from './layer.js';

/** How a field is written in the catalogue: its type, its Chinese and its English name. */
type Described = readonly [type: FieldType, zh: string, en: string];

export interface FieldGroups {
  /** In tiles and everywhere else. */
  readonly shown: Readonly<Record<string, Described>>;
  /** Left out of tiles, which stay small. */
  readonly recorded?: Readonly<Record<string, Described>>;
  /** In tiles, for staff. */
  readonly staff?: Readonly<Record<string, Described>>;
  /** Left out of tiles, for staff. */
  readonly staffRecorded?: Readonly<Record<string, Described>>;
}

/** The fields of a layer in order: those of tiles first. */
export function layerFields(groups: FieldGroups): LayerField[] {
  const of = (group: FieldGroups[keyof FieldGroups], staffOnly: boolean, inTiles: boolean) =>
    Object.entries(group ?? {}).map(([name, [type, zh, en]]) => ({ name, type, zh, en, staffOnly, inTiles }));
  return [
    ...of(groups.shown, false, true),
    ...of(groups.staff, true, true),
    ...of(groups.recorded, false, false),
    ...of(groups.staffRecorded, true, false),
  ];
}
