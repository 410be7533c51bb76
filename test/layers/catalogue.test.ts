import { describe, expect, it } from 'vitest';
import { ALL_LAYERS } from '../../src/layers/index.js';
import { LAYER_TABLES } from '../../src/layers/layer-tables.js';
import { ROW_TABLES } from '../../src/layers/row-tables.js';
import { DATASETS } from '../../src/platform/sources/index.js';

describe('the catalogue of layers', () => {
  it.each(ALL_LAYERS.map((layer) => [layer.name, layer] as const))(
    '%s can be read field by field, has names in both languages and a key in its tiles',
    (name, { title, description, fields, key, minZoom, maxZoom, staff, datasets }) => {
      for (const { zh, en } of [title, description, ...fields]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^[\x20-\x7e–²]+$/);
      }
      const stored = Object.keys({ ...LAYER_TABLES[name].fields, ...ROW_TABLES[name].onDay });
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
