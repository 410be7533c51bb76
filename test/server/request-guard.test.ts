import type { FastifyReply } from 'fastify';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RequestGuards } from '../../src/server/request-guard.js';

function answerUnderWay() {
  const raw = Object.assign(new EventEmitter(), { writableFinished: false });
  return { raw, reply: { raw } as unknown as FastifyReply };
}

describe('the watch over a request', () => {
  it.each([true, false])(
    'tells that the client went away, whether its signal was asked for before: %s',
    (early) => {
      const { raw, reply } = answerUnderWay();
      const guard = new RequestGuards(60_000).watch(reply);
      if (early) expect(guard.signal.aborted).toBe(false);
      raw.emit('close');
      expect(guard.signal.reason).toMatchObject({ code: 'UNAVAILABLE' });
      expect(guard.signal).toBe(guard.signal);
      guard.release();
    },
  );

  it('tells that time ran out, and of that alone', async () => {
    const { raw, reply } = answerUnderWay();
    const guard = new RequestGuards(5).watch(reply);
    await expect(guard.deadline).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    raw.emit('close');
    expect(guard.signal.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    guard.release();
  });

  it('ends what is under way when the server stops, not what has been answered', () => {
    const guards = new RequestGuards(60_000);
    const [open, over] = [guards.watch(answerUnderWay().reply), guards.watch(answerUnderWay().reply)];
    over.release();
    guards.stopAll();
    expect([open.signal.aborted, over.signal.aborted]).toEqual([true, false]);
    open.release();
  });
});
