import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { createRequest } from '../../../clients/typescript/src/request.js';
import { DivisionDocument, PartFiguresDocument } from '../api/generated.js';
import { boundsAround, boundsOf } from '../choose/bounds-of.js';
import { LEVELS_OF } from '../coverage/figure.js';
import { servingFacilities, widened } from '../coverage/serving-facilities.js';
import { namesOf, shadesOf, shareLegend } from '../coverage/shading.js';
import { today } from '../language/format.js';
import type { Language } from '../language/words.js';
import { tokens } from '../look/tokens.js';
import '../map/care-map.js';
import type { CareMap } from '../map/care-map.js';
import type { ReadingName, Service } from '../state/view-state.js';

const ASKED = ['division', 'service', 'minutes', 'speed', 'date', 'reading', 'language'] as const;

/**
 * One map for any page: how well the divisions below one are covered, with the facilities. What everybody may see; it
 * sends no key. Fires `pick` with what was clicked (`{layer, id, lonLat, properties}`) as `detail`.
 */
@customElement('care-circle-map')
export class CareCircleMap extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        position: relative;
        height: 420px;
      }
      care-map {
        height: 100%;
      }
      notice-box {
        position: absolute;
        inset: 10px 60px auto 10px;
        z-index: 5;
      }
    `,
  ];

  /** Code of the division. */
  @property() division = '';
  @property() service: Service = 'STATION';
  @property({ type: Number }) minutes = 15;
  @property({ type: Number }) speed = 0.8;
  /** YYYY-MM-DD; today where it is left out. */
  @property() date = '';
  @property() reading: ReadingName = 'population';
  @property() language: Language = 'zh';
  /** Address of the CareCircle server; by default where this script came from. */
  @property() server = new URL(import.meta.url).origin;
  @state() private problem: unknown = null;
  @query('care-map') private readonly map!: CareMap;
  private asked = new AbortController();

  override render() {
    const { language } = this;
    return html`<care-map .language=${language} .server=${this.server}></care-map> ${
        this.problem
          ? html`<notice-box
              .language=${language}
              .problem=${this.problem}
              retry
              @retry=${this.ask}
            ></notice-box>`
          : nothing
      }`;
  }

  protected override firstUpdated(): void {
    this.map.showLayer('facilities', true);
    this.map.onPick((detail) => {
      this.map.highlight(detail.layer, detail.id);
      this.dispatchEvent(new CustomEvent('pick', { detail }));
    });
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.division && ASKED.some((name) => changed.has(name))) void this.ask();
  }

  private readonly ask = async (): Promise<void> => {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { division: code, service, reading, language, minutes, speed } = this;
    const request = createRequest({ server: this.server });
    const asOf = this.date || today();
    this.problem = null;
    try {
      const answer = await request(DivisionDocument, { code }, { signal });
      const { boundary, representativePoint: point } = answer.administrativeDivision ?? {};
      const place = point?.type === 'Point' ? boundsAround(point.coordinates, 3000) : null;
      const bounds = boundsOf(boundary) ?? place;
      if (bounds) this.map.fit(bounds, { animate: false });
      this.map.home = bounds;
      const { administrativeDivision } = await request(
        PartFiguresDocument,
        {
          code,
          service,
          walkMinutes: minutes,
          speed,
          asOf,
          levels: LEVELS_OF.community,
          isPopulation: reading === 'population',
          isPresence: reading === 'presence',
          isHouseholds: reading === 'households',
          isArea: reading === 'area',
        },
        { signal },
      );
      const parts = administrativeDivision?.children.edges.map(({ node }) => node) ?? [];
      this.map.nameDivisions(namesOf(parts));
      this.map.shadeDivisions(shadesOf(parts, { reading, language }), shareLegend({ reading, language }));
      if (!bounds) return;
      const serving = await servingFacilities(request, { bbox: widened(bounds, 1), service, asOf }, signal);
      this.map.markServing(serving.map(({ id }) => id));
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'care-circle-map': CareCircleMap;
  }
}
