import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import { shared } from '../look/shared-styles.js';
import { auditSheetAddress, downloadFile } from './download-file.js';
import { estateWords } from './words.js';

const FORMATS = ['xlsx', 'csv'] as const;

/** Buttons that save the audit as a sheet. */
@customElement('estate-downloads')
export class EstateDownloads extends LitElement {
  static override styles = [shared];

  /** What the sheet is of. */
  @property({ attribute: false }) question!: Parameters<typeof auditSheetAddress>[1];
  @property() language: Language = 'zh';
  @state() private running: string | null = null;
  @state() private problem: unknown = null;

  override render() {
    const { language, running, problem } = this;
    const w = estateWords(language);
    return html`<div class="row">
        ${FORMATS.map(
          (format) =>
            html`<button ?disabled=${running !== null} @click=${() => this.download(format)}>
              ${running === format ? w.downloading : `${w.download} ${format.toUpperCase()}`}
            </button>`,
        )}
      </div>
      ${problem ? html`<notice-box .problem=${problem} .language=${language}></notice-box>` : nothing}`;
  }

  private async download(format: (typeof FORMATS)[number]): Promise<void> {
    [this.running, this.problem] = [format, null];
    try {
      await downloadFile(auditSheetAddress(format, this.question));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.running = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'estate-downloads': EstateDownloads;
  }
}
