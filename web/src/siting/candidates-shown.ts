import type { ReactiveControllerHost } from 'lit';
import { SitingAreaDocument } from '../api/generated.js';
import { request } from '../api/request.js';
import { boundsOf } from '../choose/bounds-of.js';
import type { Language } from '../language/words.js';
import type { MapView } from '../map/map-view.js';
import type { ViewState } from '../state/view-state.js';
import { type Candidate, loadCandidates, widened } from './load-candidates.js';
import { showCandidates } from './siting-map.js';
import type { SitingForm } from './siting-question.js';

/** The candidates of the question at hand, marked on the map. */
export class CandidatesShown {
  listed: readonly Candidate[] = [];
  private loading: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly map: () => MapView,
  ) {}

  /** @returns whether they were read and marked; they are only a help to the eye, asking for a plan says what is wrong */
  async load(sources: SitingForm['sources'], view: ViewState): Promise<boolean> {
    this.loading?.abort();
    const { signal } = (this.loading = new AbortController());
    const { division, minutes, speed, language } = view;
    if (division === null) return false;
    try {
      const area = await request(SitingAreaDocument, { divisionCode: division }, { signal });
      const box = boundsOf(area.administrativeDivision?.boundary);
      if (!box) return false;
      const around = widened(box, minutes * 60 * speed);
      this.listed = await loadCandidates(sources, division, around, signal);
      showCandidates(this.map(), this.listed, language);
      this.host.requestUpdate();
      return true;
    } catch {
      return false;
    }
  }

  /** Marks them once more, in another language. */
  draw(language: Language): void {
    if (this.listed.length > 0) showCandidates(this.map(), this.listed, language);
  }

  stop(): void {
    this.loading?.abort();
  }
}
