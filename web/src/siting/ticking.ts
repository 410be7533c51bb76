import type { ReactiveController, ReactiveControllerHost } from 'lit';

const EVERY_MILLIS = 500;

/** Has an element drawn again twice a second while something goes on, such as seconds that are counted. */
export class Ticking implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isConnected = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly goesOn: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.isConnected = true;
  }

  hostDisconnected(): void {
    this.isConnected = false;
    clearTimeout(this.timer);
  }

  /** Begins or ends with what goes on; to be called whenever that may have changed. */
  update(): void {
    clearTimeout(this.timer);
    if (!this.goesOn() || !this.isConnected) return;
    this.timer = setTimeout(() => {
      this.host.requestUpdate();
      this.update();
    }, EVERY_MILLIS);
  }
}
