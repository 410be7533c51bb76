import type { DataVersion, DataVersionRepository } from '../accessibility/index.js';
import type { Layer } from './layer.js';

/** Which state of the data a layer is in. Many who ask at once are answered by one reading of the database. */
export class LayerRevisions {
  private reading: Promise<DataVersion> | null = null;
  private next: Promise<DataVersion> | null = null;

  constructor(private readonly versions: Pick<DataVersionRepository, 'read'>) {}

  /** Text that changes whenever a dataset of the layer does. Never older than the question. */
  async of(layer: Layer): Promise<string> {
    const { revisions } = await this.version();
    return layer.datasets.map((dataset) => revisions[dataset] ?? '0').join('-');
  }

  /** A reading that began before the question may miss what was committed before it; the one after it does not. */
  private version(): Promise<DataVersion> {
    if (!this.reading) return this.begin();
    this.next ??= this.reading.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  private begin(): Promise<DataVersion> {
    this.next = null;
    const reading = this.versions.read().finally(() => {
      if (this.reading === reading) this.reading = null;
    });
    this.reading = reading;
    return reading;
  }
}
