import { css, type CSSResult, html, render, type TemplateResult } from 'lit';
import type { Language } from '../language/words.js';
import { type PageMargins, pageRule } from './page-rule.js';
import { printWords } from './words.js';

/** A document to look at and print. */
export interface PrintedDocument {
  /** Becomes the name of the PDF file. */
  readonly title: string;
  readonly language: Language;
  readonly content: TemplateResult;
  /** How the document looks; its `@page` counts too. */
  readonly styles: readonly CSSResult[];
  /** What stands on every page, beside its number. */
  readonly margins: PageMargins;
}

const frame = css`
  @media screen {
    .print-view {
      position: fixed;
      inset: 0;
      z-index: 1000;
      overflow: auto;
      background: #6f7a82;
    }
    .print-view > .bar {
      position: sticky;
      top: 0;
      z-index: 1;
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      justify-content: center;
      padding: 8px 12px;
      background: #1c2a33;
      color: #fff;
      font:
        14px/1.4 system-ui,
        sans-serif;
    }
    .print-view > .bar button {
      min-height: 36px;
      padding: 4px 16px;
      border: 1px solid #fff;
      border-radius: 6px;
      background: transparent;
      color: #fff;
      font: inherit;
      cursor: pointer;
    }
    .print-view > .bar button.primary {
      background: #fff;
      color: #1c2a33;
    }
    .print-view > .bar :focus-visible {
      outline: 3px solid #8ec5ff;
      outline-offset: 2px;
    }
    .print-view > .sheet {
      box-sizing: border-box;
      width: min(210mm, 100%);
      margin: 12px auto 32px;
      padding: min(20mm, 5vw);
      background: #fff;
      box-shadow: 0 2px 12px rgb(0 0 0 / 40%);
      overflow-x: auto;
    }
  }
  @media print {
    html,
    body {
      display: block !important;
      height: auto !important;
      min-height: 0 !important;
      overflow: visible !important;
      background: #fff !important;
    }
    body > :not(.print-view),
    .print-view > .bar {
      display: none !important;
    }
  }
`;

/**
 * Opens a document over the page, as it will be printed; the page itself is not printed meanwhile.
 * @returns what closes it
 */
export function openPrintView({ title, language, content, styles, margins }: PrintedDocument): () => void {
  const w = printWords(language);
  const view = document.createElement('div');
  view.className = 'print-view';
  view.setAttribute('role', 'dialog');
  view.setAttribute('aria-modal', 'true');
  view.setAttribute('aria-label', title);
  view.lang = language === 'zh' ? 'zh-CN' : 'en';
  const page = new CSSStyleSheet();
  page.replaceSync(pageRule(margins, language));
  const sheets = [frame, ...styles].flatMap(({ styleSheet }) => styleSheet ?? []);
  const before = { title: document.title, focus: document.activeElement as HTMLElement | null };
  const others = [...document.body.children].filter((one): one is HTMLElement => one instanceof HTMLElement);
  const wasInert = others.map(({ inert }) => inert);
  const close = (): void => {
    document.removeEventListener('keydown', onKey);
    view.remove();
    others.forEach((one, at) => (one.inert = wasInert[at]));
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
      (sheet) => sheet !== page && !sheets.includes(sheet),
    );
    document.title = before.title;
    before.focus?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
  render(
    html`<div class="bar">
        <button class="primary" @click=${() => window.print()}>${w.print}</button>
        <button @click=${close}>${w.back}</button>
        <span>${w.hint}</span>
      </div>
      <article class="sheet" tabindex="0" aria-label=${title}>${content}</article>`,
    view,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets, page];
  others.forEach((one) => (one.inert = true));
  document.body.append(view);
  document.title = title;
  document.addEventListener('keydown', onKey);
  view.querySelector('button')!.focus();
  return close;
}
