/** For screens, phones and paper; contrast AA, no outside font. */
export const PAGE_STYLES = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1b1b1b; background: #fff;
  font: 17px/1.7 system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
a { color: #0b57a4; }
a:focus-visible { outline: 3px solid #0b57a4; outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.7rem; margin: .5rem 0; }
h2 { font-size: 1.35rem; border-bottom: 2px solid #0b57a4; margin-top: 2.5rem; }
.mark { background: #fff3cd; border: 2px solid #7a5b00; padding: .5rem 1rem; font-weight: bold; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem; }
caption { text-align: left; font-weight: bold; font-size: 1.1rem; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #e8eef5; }
tbody th { font-weight: bold; min-width: 9em; }
.place { white-space: nowrap; font-variant-numeric: tabular-nums; }
footer { margin-top: 2rem; border-top: 1px solid #767676; font-size: .9rem; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { font-size: 11pt; max-width: none; padding: 0; }
  nav, .skip, .other { display: none; }
  a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; }
  tr, caption { break-inside: avoid; }
  .table { overflow: visible; }
}
`;
