import { css } from 'lit';

/** Header above, content left, map right; on a phone the map above the content. */
export const appStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(380px, 36%) minmax(0, 1fr);
    grid-template-areas: 'head head' 'panel map' 'foot map';
    height: 100%;
    background: var(--paper-soft);
  }
  .skip {
    position: absolute;
    left: 8px;
    top: -60px;
    z-index: 50;
    padding: 8px 14px;
    border-radius: var(--radius);
    background: var(--paper);
    box-shadow: var(--shadow);
  }
  .skip:focus {
    top: 8px;
  }
  header {
    grid-area: head;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 14px;
    padding: 8px 14px;
    border-bottom: 1px solid var(--line);
    background: var(--paper);
  }
  .brand {
    align-self: center;
    display: flex;
    align-items: center;
    gap: 9px;
    margin-right: 4px;
  }
  .brand svg {
    width: 30px;
    height: 30px;
    flex: none;
  }
  .brand h1 {
    margin: 0;
    font-size: 18px;
    line-height: 1.2;
    white-space: nowrap;
  }
  .brand small {
    display: block;
    line-height: 1.2;
    white-space: nowrap;
  }
  search-box {
    flex: 1 1 190px;
    max-width: 300px;
  }
  .self {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-left: auto;
  }
  main {
    grid-area: panel;
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-right: 1px solid var(--line);
    background: var(--paper);
  }
  nav.crumbs {
    padding: 8px 14px 0;
    font-size: 13px;
  }
  nav.crumbs ol {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  nav.crumbs li:not(:last-child)::after {
    content: '›';
    margin-left: 4px;
    color: var(--ink-faint);
  }
  nav.crumbs button {
    min-height: 24px;
    padding: 0 2px;
    font-size: 13px;
  }
  nav.crumbs [aria-current] {
    font-weight: 600;
  }
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 2px;
    padding: 4px 10px 0;
    border-bottom: 1px solid var(--line);
  }
  [role='tab'] {
    flex: none;
    min-height: 36px;
    padding: 4px 6px;
    font-size: 13.5px;
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--ink-soft);
  }
  [role='tablist']:lang(en) {
    gap: 0;
    padding-inline: 4px;
  }
  [role='tab']:lang(en) {
    padding-inline: 4px;
    font-size: 13px;
  }
  [role='tab'][aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--accent-strong);
    font-weight: 600;
  }
  [role='tabpanel'] {
    flex: 1;
    min-height: 0;
    padding: 12px 14px 24px;
    overflow: auto;
  }
  [role='tabpanel']:focus-visible {
    outline-offset: -2px;
  }
  .map {
    grid-area: map;
    position: relative;
    min-height: 0;
  }
  .map > * {
    height: 100%;
  }
  footer {
    grid-area: foot;
    border-top: 1px solid var(--line);
    border-right: 1px solid var(--line);
    background: var(--paper);
  }
  footer nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    padding: 3px 14px;
    font-size: 12.5px;
    line-height: 24px;
  }
  details.ask > summary {
    display: none;
  }
  @media (min-width: 1340px) {
    [role='tab']:lang(en) {
      padding-inline: 7px;
    }
  }
  @media (pointer: coarse) {
    nav.crumbs button {
      min-height: 36px;
    }
    footer nav {
      line-height: 36px;
    }
  }
  @media (max-width: 1280px) {
    .brand small,
    header:lang(en) sign-in::part(role) {
      display: none;
    }
  }
  @media (max-width: 1180px) {
    search-box {
      max-width: none;
    }
    details.ask {
      order: 1;
      flex: 1 0 100%;
    }
  }
  @media (max-width: 820px) {
    :host {
      display: block;
      height: auto;
      min-height: 100%;
    }
    header {
      padding: 8px 12px;
    }
    .brand {
      flex: 1;
    }
    .self {
      order: 1;
    }
    sign-in::part(role) {
      display: none;
    }
    search-box {
      order: 2;
      flex: 1 0 100%;
      max-width: none;
    }
    details.ask {
      order: 3;
      flex: 1 0 100%;
    }
    details.ask > summary {
      display: list-item;
      padding: 4px 0;
      color: var(--accent);
      cursor: pointer;
    }
    details.ask > summary small {
      margin-left: 8px;
    }
    main {
      border-right: 0;
    }
    .map {
      height: 46vh;
      height: 46svh;
    }
    [role='tablist'] {
      position: sticky;
      top: 0;
      z-index: 5;
      background: var(--paper);
    }
    [role='tabpanel'] {
      overflow: visible;
    }
  }
  @media print {
    :host {
      display: block;
      height: auto;
    }
    header,
    footer,
    nav.crumbs,
    [role='tablist'] {
      display: none;
    }
    main {
      border: 0;
    }
    [role='tabpanel'] {
      padding: 0;
      overflow: visible;
    }
    .map {
      height: auto;
      margin-bottom: 6mm;
      break-inside: avoid;
    }
    .map > * {
      height: auto;
    }
    .map.left-out {
      display: none;
    }
  }
`;
