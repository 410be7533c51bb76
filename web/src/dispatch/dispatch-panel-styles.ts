import { css } from 'lit';

export const dispatchPanelStyles = css`
  :host {
    display: block;
  }
  label.field {
    margin-bottom: 8px;
  }
  ul {
    display: grid;
    gap: 4px;
    margin: 8px 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    justify-content: space-between;
  }
  li b {
    font-variant-numeric: tabular-nums;
  }
  details {
    margin-top: 16px;
  }
`;
