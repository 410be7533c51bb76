import { css } from 'lit';

export const coveragePanelStyles = css`
  fieldset {
    margin: 0 0 10px;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 4px;
    color: var(--ink-soft);
    font-size: 12.5px;
  }
  [aria-busy='true'] {
    opacity: 0.6;
  }
  .readings {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .reading {
    position: relative;
    display: block;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    cursor: pointer;
  }
  .reading input {
    position: absolute;
    opacity: 0;
  }
  .reading:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .reading:has(:focus-visible) {
    outline: var(--focus);
    outline-offset: 2px;
  }
  .reading .figure {
    font-size: 22px;
  }
  .reading small {
    display: block;
    line-height: 1.4;
  }
  .layers {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
  }
  .layers .check:has(:disabled) {
    color: var(--ink-faint);
  }
  details {
    margin-top: 14px;
  }
`;
