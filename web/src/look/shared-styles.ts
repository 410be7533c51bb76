import { css } from 'lit';

/** Headings, buttons, fields and lists of terms, the same in every panel: `static styles = [shared, css\`…\`]`. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2 {
    margin: 0 0 8px;
    font-size: 17px;
    line-height: 1.35;
  }
  h3 {
    margin: 18px 0 6px;
    font-size: 14px;
    line-height: 1.4;
  }
  p {
    margin: 0 0 8px;
  }
  a {
    color: var(--accent);
  }
  small,
  .soft {
    color: var(--ink-soft);
    font-size: 12.5px;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    min-height: 34px;
    padding: 4px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--paper);
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--paper-sunk);
  }
  button:disabled {
    color: var(--ink-faint);
    background: var(--paper-soft);
    cursor: not-allowed;
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: #fff;
  }
  button.primary:hover:not(:disabled) {
    background: var(--accent-strong);
  }
  button.primary:disabled {
    border-color: var(--line-strong);
    background: var(--line);
    color: var(--ink-soft);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding: 4px 6px;
  }
  button.plain:hover:not(:disabled) {
    background: var(--accent-soft);
  }
  button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent-strong);
  }
  select,
  input:not([type='checkbox'], [type='radio'], [type='range']),
  textarea {
    min-height: 34px;
    max-width: 100%;
    padding: 4px 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--paper);
  }
  label.field {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
  }
  label.field > span {
    color: var(--ink-soft);
    font-size: 12px;
    line-height: 1.3;
    white-space: nowrap;
  }
  label.check {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--accent);
  }
  :focus-visible {
    outline: var(--focus);
    outline-offset: 2px;
  }
  summary {
    min-height: 28px;
    cursor: pointer;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }
  .card {
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
  }
  .figure {
    font-size: 30px;
    font-weight: 600;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
  }
  dl.terms {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 3px 12px;
    margin: 0 0 8px;
  }
  dl.terms dt {
    color: var(--ink-soft);
  }
  dl.terms dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dl.terms button.plain {
    min-height: 0;
    padding: 0;
    text-align: left;
  }
  .tag {
    display: inline-block;
    padding: 0 7px;
    border-radius: 10px;
    background: var(--paper-sunk);
    font-size: 12px;
    line-height: 20px;
    white-space: nowrap;
  }
  .tag.synthetic {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .tag.good {
    background: var(--accent-soft);
    color: var(--accent-strong);
  }
  .tag.bad {
    background: var(--error-soft);
    color: var(--error);
  }
  /* Fingers need more room than pointers. */
  @media (pointer: coarse) {
    label.check {
      min-height: 40px;
    }
    input[type='checkbox'],
    input[type='radio'] {
      width: 20px;
      height: 20px;
    }
    summary {
      min-height: 36px;
      line-height: 36px;
    }
    button.plain,
    dl.terms button.plain {
      min-height: 36px;
    }
  }
  @media print {
    button:not(.plain, .in-print),
    .no-print {
      display: none !important;
    }
    button.plain {
      padding: 0;
    }
    button.plain,
    button.in-print {
      min-height: 0;
      color: inherit;
      text-decoration: none !important;
    }
  }
`;
