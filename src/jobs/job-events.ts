import { EventEmitter } from 'node:events';

/** News of this process's own jobs: which one's row has changed. */
export class JobEvents {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  changed(id: string): void {
    this.emitter.emit(id);
  }

  /** @returns what ends the listening. */
  onChange(id: string, listener: () => void): () => void {
    this.emitter.on(id, listener);
    return () => void this.emitter.off(id, listener);
  }
}
