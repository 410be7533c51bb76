import { css } from 'lit';

/** Colours, sizes and type of the page; set on the root element and inherited into every shadow tree. */
export const tokens = css`
  :host {
    --ink: #1c2a33;
    --ink-soft: #4c5d68;
    --ink-faint: #5f707b;
    --paper: #ffffff;
    --paper-soft: #f4f7f8;
    --paper-sunk: #e9eef1;
    --line: #d3dce1;
    --line-strong: #9fb0ba;
    --accent: #00695c;
    --accent-strong: #004d43;
    --accent-soft: #e0f2ef;
    --warn: #8a4b00;
    --warn-soft: #fff4e0;
    --error: #a3211b;
    --error-soft: #fdecea;
    --good: #00695c;
    --middling: #8a6d00;
    --bad: #a3211b;
    --radius: 6px;
    --gap: 12px;
    /* A line, not a blur: without a graphics card the first blur takes a browser longer than all text. */
    --shadow: 0 0 0 1px rgb(28 42 51 / 18%);
    --focus: 2px solid #0b57d0;
    --font:
      system-ui, -apple-system, 'PingFang SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei',
      sans-serif;
    font: 14px/1.55 var(--font);
    color: var(--ink);
  }
`;

/** Fonts for labels drawn on the map: those of the machine, Chinese first. */
export const LABEL_FONTS =
  '"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif';

/** Shares from badly to well covered, brown to teal: told apart by colour-blind people and in print. */
export const SHARE_COLOURS = ['#a6611a', '#dfc27d', '#f1e9d2', '#80cdc1', '#018571'] as const;
/** Upper ends of all classes but the last. */
export const SHARE_LIMITS = [0.2, 0.4, 0.6, 0.8] as const;
/** Where there is no figure. */
export const NO_FIGURE_COLOUR = '#d5dadd';

/** The colour of a share, or of none. */
export function shareColour(share: number | null | undefined): string {
  if (share === null || share === undefined) return NO_FIGURE_COLOUR;
  const at = SHARE_LIMITS.findIndex((limit) => share < limit);
  return SHARE_COLOURS[at === -1 ? SHARE_COLOURS.length - 1 : at];
}
