import { css } from 'lit';

/** Type and spacing after GB/T 9704: title in bold Song, headings in Hei, body in Fangsong; tables smaller. */
export const officialStyles = css`
  .official {
    font-family: FangSong_GB2312, FangSong, STFangsong, 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif;
    font-size: 14pt;
    line-height: 1.75;
    color: #000;
  }
  .official h1 {
    margin: 0 0 4pt;
    font-family: FZXiaoBiaoSong-B05S, 'STZhongsong', 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif;
    font-size: 20pt;
    font-weight: 700;
    line-height: 1.4;
    text-align: center;
    text-wrap: balance;
  }
  .official .month {
    margin: 0 0 16pt;
    text-align: center;
    text-indent: 0;
  }
  .official p {
    margin: 0;
    text-align: justify;
    text-indent: 2em;
  }
  .official h2 {
    margin: 10pt 0 2pt;
    font-family: SimHei, 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif;
    font-size: 14pt;
    font-weight: 600;
    text-indent: 2em;
    break-after: avoid;
  }
  .official h3 {
    margin: 6pt 0 0;
    font-family: KaiTi_GB2312, KaiTi, STKaiti, 'Noto Serif CJK SC', serif;
    font-size: 13pt;
    font-weight: 600;
    text-indent: 2em;
    break-after: avoid;
  }
  .official .ranking.whole {
    break-inside: avoid;
  }
  .official .target {
    font-size: 10.5pt;
    line-height: 1.5;
    break-after: avoid;
  }
  .official ol {
    margin: 0;
    padding-inline-start: 3.2em;
    font-size: 12pt;
    line-height: 1.6;
  }
  .official li {
    break-inside: avoid;
    overflow-wrap: anywhere;
  }
  .official table {
    width: 100%;
    margin: 4pt 0 8pt;
    border-collapse: collapse;
    font-size: 9.5pt;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  .official thead {
    display: table-header-group;
  }
  .official tr {
    break-inside: avoid;
  }
  .official th,
  .official td {
    padding: 3pt 4pt;
    border: 0.6pt solid #333;
    font-weight: 400;
    text-align: center;
    vertical-align: middle;
  }
  .official thead th {
    font-family: SimHei, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif;
    font-weight: 600;
    white-space: nowrap;
  }
  .official tbody th {
    text-align: left;
  }
  .official td.figure {
    text-align: right;
  }
  .official td.day {
    white-space: nowrap;
  }
  .official table.single {
    font-size: 8.5pt;
  }
  .official th small {
    display: block;
    color: #444;
    font-size: 7.5pt;
  }
  .official .light {
    gap: 2pt;
  }
  .official .light svg {
    width: 10pt;
    height: 10pt;
  }
  .official .signatures {
    margin-top: 28pt;
    break-inside: avoid;
  }
  .official .signatures p {
    display: flex;
    justify-content: space-between;
    text-indent: 0;
  }
  .official .signatures span {
    white-space: nowrap;
  }
  .official .signatures i {
    display: inline-block;
    width: 7em;
    border-bottom: 0.6pt solid #000;
  }
  .official .signatures .seal {
    display: block;
    margin-top: 20pt;
    text-align: right;
    line-height: 2;
  }
`;
