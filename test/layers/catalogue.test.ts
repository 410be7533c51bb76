import { describe, expect, it } from 'vitest';
import { ALL_LAYERS, layerNamed } from '../../src/layers/index.js';
import { tableOf } from '../../src/layers/layer-tables.js';
import { rowTableOf } from '../../src/layers/row-tables.js';
import { DATASETS } from '../../src/platform/sources/index.js';

describe('the catalogue of layers', () => {
  it.each(ALL_LAYERS.map((layer) => [layer.name, layer] as const))(
    '%s can be read field by field, has names in both languages and a key in its tiles',
    (name, { computedFrom, title, description, fields, key, minZoom, maxZoom, staff, datasets }) => {
      for (const { zh, en } of [title, description, ...fields]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^[\x20-\x7e–²]+$/);
      }
      const table = computedFrom === null ? tableOf(layerNamed(name)) : null;
      const stored = table
        ? Object.keys({ ...table.fields, ...rowTableOf(layerNamed(name)).onDay })
        : fields.map((field) => field.name).filter((field) => field !== 'synthetic');
      expect(fields.map((field) => field.name).filter((field) => field !== 'synthetic')).toEqual(
        expect.arrayContaining(stored),
      );
      expect(fields.length).toBe(stored.length + 1);
      expect(fields.find((field) => field.name === key)).toMatchObject({ staffOnly: false, inTiles: true });
      expect(minZoom).toBeLessThanOrEqual(maxZoom);
      if (!staff) expect(fields.some(({ staffOnly }) => staffOnly)).toBe(false);
      expect(DATASETS).toEqual(expect.arrayContaining([...datasets]));
    },
  );
});
