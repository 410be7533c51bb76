import { JsonText, LateJsonText } from '../platform/graphql/json-text.js';
import type { Sending } from '../platform/graphql/sending.js';
import { asksOf, type Circle, ordinaryCirclesOf } from './circles-asks.js';
import type { DrawnPolygons, PolygonForms, PolygonsAsk } from './engine/draw-polygons.js';
import { unpack } from './engine/packed-bytes.js';
import type { TextBlock } from './engine/text-blocks.js';
import type { WalkPool } from './engine/walk-pool.js';
import type { SharedNetwork } from './engine/walk-worker.js';
import type { Text } from './engine/kept-texts.js';

/** A display polygon as it is sent, and as PostGIS reads it; both of the same rounded coordinates. */
export interface DrawnPolygon {
  readonly geoJson: Uint8Array;
  readonly wkb: Uint8Array;
}

export type PolygonText = JsonText | LateJsonText;

const NOTHING = new Uint8Array(0);
/** Pieces of some milliseconds, each worth waking a thread and sending what it wrote. */
const CIRCLES_PER_PIECE = 24;
/** More than these are drawn before the answer begins: it might come to be longer than an answer may be. */
const MOST_LATE_CIRCLES = 1000;
const TEXTS: PolygonForms = { geoJson: true, wkb: false };
let lastId = 0;

/**
 * The display polygons of one network's circles, drawn and written by worker threads. Texts are kept for who asks again:
 * a map asks for the same circles again and again, and a snapshot never changes. For an answer that is being sent they
 * stay where the threads wrote them, in shared memory that is lent to the answer; for anybody else they are copied.
 */
export class ServiceAreaPolygons {
  private readonly id = ++lastId;

  constructor(private readonly pool: WalkPool) {}

  /** The polygons of circles; a form that is not wanted stays empty. Rejects with the signal's reason on abort. */
  async draw(
    network: SharedNetwork,
    circles: readonly Circle[],
    forms: PolygonForms,
    signal?: AbortSignal,
    sending: Sending | null = null,
  ): Promise<DrawnPolygon[]> {
    // The other form has to be drawn anyway.
    const known = circles.map((circle) => (forms.wkb ? null : this.known(circle, sending)));
    const drawn = known.map((text): DrawnPolygon => ({ geoJson: text ?? NOTHING, wkb: NOTHING }));
    const wanted = circles.map((_, at) => at).filter((at) => known[at] === null);
    const some = wanted.map((at) => circles[at]);
    await this.run(network, some, forms, signal, sending, (polygon, k) => (drawn[wanted[k]] = polygon)).done;
    return drawn;
  }

  /**
   * The texts of circles for an answer that is sent in pieces: each is there already or comes with the others of its
   * piece. Null where they are too many for that.
   */
  texts(
    network: SharedNetwork,
    circles: readonly Circle[],
    signal: AbortSignal,
    sending: Sending,
  ): PolygonText[] | null {
    if (circles.reduce((sum, circle) => sum + ordinaryCirclesOf(circle), 0) > MOST_LATE_CIRCLES) return null;
    const known = circles.map((circle) => this.known(circle, sending));
    const some = circles.filter((_, at) => known[at] === null);
    const late: LateJsonText[] = [];
    const { arrivals, done } = this.run(network, some, TEXTS, signal, sending, ({ geoJson }, k) => {
      late[k].bytes = geoJson;
    });
    late.push(...arrivals.map((arrival) => new LateJsonText(arrival)));
    sending.during(done);
    let next = 0;
    return known.map((text) => (text ? new JsonText(text) : late[next++]));
  }

  /** A text that is kept, to be read until the answer has been sent, or for good without one. */
  private known(circle: Circle, sending: Sending | null): Uint8Array | null {
    const text = this.pool.texts.get(this.keyOf(circle));
    return text ? this.lend(text, sending) : null;
  }

  /** Tells of every polygon as soon as the piece it belongs to is there: `arrivals` says when, by circle. */
  private run(
    network: SharedNetwork,
    circles: readonly Circle[],
    forms: PolygonForms,
    signal: AbortSignal | undefined,
    sending: Sending | null,
    receive: (polygon: DrawnPolygon, circle: number) => void,
  ): { readonly arrivals: readonly Promise<void>[]; readonly done: Promise<unknown> } {
    const pieces = asksOf(circles, CIRCLES_PER_PIECE);
    const blocks = pieces.map((): TextBlock | null => null);
    const sizes = pieces.map(() => 0);
    const arrivals = pieces.map(() => new Arrival());
    const asks = pieces.map((ask, piece) => (): PolygonsAsk => {
      const block = sending && forms.geoJson ? this.pool.texts.takeBlock() : null;
      blocks[piece] = block;
      return { ...ask, forms, room: block && block.bytes.subarray(block.used) };
    });
    const take = ({ geoJson, wkb }: DrawnPolygons, piece: number) => {
      const { from } = pieces[piece];
      const block = geoJson.bytes ? null : blocks[piece];
      const written: Uint8Array = geoJson.bytes ?? block!.bytes.subarray(block!.used);
      if (block) sizes[piece] = geoJson.ends.at(-1)!;
      const binaries = unpack(wkb);
      unpack({ bytes: written, ends: geoJson.ends }).forEach((bytes, k) => {
        this.pool.texts.put(this.keyOf(circles[from + k]), { bytes, block });
        receive({ geoJson: this.lend({ bytes, block }, sending), wkb: binaries[k] ?? NOTHING }, from + k);
      });
      if (!forms.geoJson) binaries.forEach((wkb, k) => receive({ geoJson: NOTHING, wkb }, from + k));
      arrivals[piece].come();
    };
    const freed = (piece: number) => {
      const block = blocks[piece];
      if (block) this.pool.texts.blocks.written(block, sizes[piece]);
    };
    const done = this.pool.run(network, 'polygons', asks, signal, take, freed);
    done.catch((error: unknown) => arrivals.forEach((arrival) => arrival.fail(error)));
    const ofCircles = pieces.flatMap(({ from, to }, piece) =>
      new Array<Promise<void>>(to - from).fill(arrivals[piece].promise),
    );
    return { arrivals: ofCircles, done };
  }

  private lend({ bytes, block }: Text, sending: Sending | null): Uint8Array {
    if (block === null) return bytes;
    if (sending === null) return bytes.slice();
    this.pool.texts.blocks.hold(block);
    sending.atEnd(() => this.pool.texts.blocks.letGo(block));
    return bytes;
  }

  /** Where a snap lies follows from its metres along its edge. */
  private keyOf({ snap, limitCentimeters }: Circle): string {
    return `${this.id} ${snap.edge} ${snap.offsetMeters} ${snap.accessMeters} ${limitCentimeters}`;
  }
}

class Arrival {
  come!: () => void;
  fail!: (reason: unknown) => void;
  readonly promise = new Promise<void>((resolve, reject) => {
    this.come = resolve;
    this.fail = reject;
  });

  constructor() {
    // Whoever waits for it hears of it; nobody may.
    this.promise.catch(() => {});
  }
}
