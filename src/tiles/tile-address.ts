import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { Layer, TileAddress } from '../layers/index.js';

/** The parts of a tile's address as they came. */
export interface AddressTexts {
  readonly z: string;
  readonly x: string;
  readonly y: string;
}

/** No pyramid goes deeper. */
const DEEPEST = 30;

/**
 * The tile a layer has at an address.
 * @throws PlanningError BAD_USER_INPUT for what is no tile's address, NOT_FOUND at a zoom the layer has no tiles at
 */
export function tileAddress(layer: Layer, { z, x, y }: AddressTexts): TileAddress {
  const zoom = whole('zoom', z, DEEPEST);
  const last = 2 ** zoom - 1;
  const address = { zoom, x: whole('x', x, last), y: whole('y', y, last) };
  const { name, minZoom, maxZoom } = layer;
  if (zoom < minZoom || zoom > maxZoom)
    throw new PlanningError(
      'NOT_FOUND',
      `${name} has tiles at zooms ${minZoom} to ${maxZoom}; asked for ${zoom}.`,
      {
        layer: name,
        zoom,
        minZoom,
        maxZoom,
      },
    );
  return address;
}

function whole(name: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value <= most) return value;
  throw badInput(`${name} of a tile must be a whole number from 0 to ${most}, not ${JSON.stringify(text)}.`, {
    field: name,
    value: text,
    most,
  });
}
