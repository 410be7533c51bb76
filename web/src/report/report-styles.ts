import { css } from 'lit';

/** A report on A4: plain, with tables that keep their heads and rows whole across pages. */
export const reportStyles = css`
  .report {
    font:
      10.5pt/1.6 'Noto Sans CJK SC',
      'Noto Sans SC',
      'Microsoft YaHei',
      'PingFang SC',
      sans-serif;
    color: #111;
  }
  .report h1 {
    margin: 0 0 4pt;
    font-size: 20pt;
    line-height: 1.35;
    text-align: center;
    text-wrap: balance;
  }
  .report .subject {
    margin: 0 0 12pt;
    font-size: 12pt;
    text-align: center;
  }
  .report .mark {
    display: inline-block;
    margin: 0 0 8pt;
    padding: 2pt 8pt;
    border: 1pt solid #8a4b00;
    color: #8a4b00;
    font-weight: 600;
  }
  .report h2 {
    margin: 16pt 0 6pt;
    padding-bottom: 2pt;
    border-bottom: 1.2pt solid #00695c;
    font-size: 14pt;
    break-after: avoid;
  }
  .report h3 {
    margin: 10pt 0 4pt;
    font-size: 11.5pt;
    break-after: avoid;
  }
  .report p {
    margin: 0 0 6pt;
  }
  .report .soft {
    color: #444;
    font-size: 9pt;
  }
  .report dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 2pt 12pt;
    margin: 0 0 8pt;
  }
  .report dt {
    color: #444;
  }
  .report dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .report figure {
    margin: 8pt 0;
    break-inside: avoid;
    text-align: center;
  }
  .report figure img {
    max-width: 100%;
    max-height: 118mm;
    border: 0.6pt solid #777;
  }
  .report figcaption {
    color: #444;
    font-size: 9pt;
  }
  .report table {
    width: 100%;
    margin: 4pt 0 8pt;
    border-collapse: collapse;
    font-size: 9pt;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .report table.whole {
    break-inside: avoid;
  }
  .report thead {
    display: table-header-group;
  }
  .report tr {
    break-inside: avoid;
  }
  .report th,
  .report td {
    padding: 2.5pt 5pt;
    border: 0.5pt solid #888;
    text-align: left;
    vertical-align: middle;
  }
  .report thead th {
    background: #e9eef1;
    font-weight: 600;
    print-color-adjust: exact;
  }
  .report tbody th {
    font-weight: 400;
  }
  .report .end {
    text-align: right;
  }
  .report .no-wrap {
    white-space: nowrap;
  }
  .report tr.total > * {
    font-weight: 600;
    background: #f4f7f8;
    print-color-adjust: exact;
  }
  .report small {
    color: #444;
    font-size: 8pt;
  }
  .report .appendix {
    break-before: page;
  }
  .report figcaption svg {
    vertical-align: -1pt;
  }
  .report ul {
    margin: 0 0 6pt;
    padding-left: 1.4em;
  }
  .report .light svg {
    width: 11pt;
    height: 11pt;
  }
`;
