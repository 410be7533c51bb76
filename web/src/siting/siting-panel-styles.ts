import { css } from 'lit';

export const sitingPanelStyles = css`
  :host {
    display: block;
  }
  .outcome {
    scroll-margin-top: 52px;
    margin-top: 16px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .working {
    margin: 12px 0;
  }
  .working .row {
    justify-content: space-between;
    align-items: center;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .why {
    margin-top: 12px;
  }
  .why input {
    flex: 1 1 180px;
  }
  ul {
    padding-left: 1.2em;
  }
`;
