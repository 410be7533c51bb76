import { kindWord, type Language, serviceWords, statusWord } from './list-words.js';
import { PAGE_STYLES } from './page-styles.js';
import { PAGE_WORDS } from './page-words.js';
import { LIST_FACTS, type PublicFacility, type PublicList } from './public-list.js';

/** The page of the lists, whole without a script: by street and town, ready to be printed. */
export function publicPage(lists: readonly PublicList[], language: Language): string {
  const words = PAGE_WORDS[language];
  const [{ asOf, division }] = lists;
  const title = division ? `${division.name} · ${words.title}` : words.title;
  const editions = unique(lists.flatMap((list) => list.editions));
  const credits = unique(lists.flatMap((list) => list.attributions));
  const other = language === 'zh' ? 'en' : 'zh';
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLES}</style>
</head>
<body>
<a class="skip" href="#lists">${words.skip}</a>
<header>
<h1>${text(title)}</h1>
<p>${words.asOf(asOf)} <a class="other" href="${address(division, other)}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other}">${words.other}</a></p>
</header>
<main id="lists">
${lists.some(({ synthetic }) => synthetic) ? `<p class="mark">${words.synthetic}</p>` : ''}
${division ? `<p>${text(words.of(division.name))} <a href="${address(null, language)}">${words.all}</a></p>` : ''}
${lists.map((list) => section(list, language)).join('\n')}
</main>
<footer>
<p>${words.about}</p>
<p>${text(words.vintage(editions.join('; ') || '–'))}</p>
${credits.length > 0 ? `<p>${text(words.licence(credits.join(' · ')))}</p>` : ''}
</footer>
</body>
</html>
`;
}

function section(list: PublicList, language: Language): string {
  const words = PAGE_WORDS[language];
  const { name, facilities, division } = list;
  const towns = byTown(facilities);
  const anchor = (code: string | null) => `${name}-${code ?? 'none'}`;
  const links = towns.map(
    ({ code, name: town }) => `<li><a href="#${anchor(code)}">${text(town ?? words.elsewhere)}</a></li>`,
  );
  const title = LIST_FACTS[name][language];
  const feeds = ['csv', 'json'].map((ending) => {
    const query = division ? `?division=${division.code}` : '';
    return `<a href="/public/${name}.${ending}${query}">${ending.toUpperCase()}</a>`;
  });
  return `<section aria-labelledby="${name}">
<h2 id="${name}">${title}</h2>
<p>${words.count(facilities.length)} · ${words.feeds} ${feeds.join(' ')}</p>
${towns.length > 1 ? `<nav aria-label="${title}：${words.towns}"><ul>${links.join('')}</ul></nav>` : ''}
${facilities.length === 0 ? `<p>${words.none}</p>` : ''}
${towns.map((town) => townTable(town, { anchor: anchor(town.code), title, language })).join('\n')}
</section>`;
}

interface Town {
  readonly code: string | null;
  readonly name: string | null;
  readonly facilities: PublicFacility[];
}

/** In the order of the list, which is by town already. */
function byTown(facilities: readonly PublicFacility[]): Town[] {
  const towns: Town[] = [];
  for (const facility of facilities) {
    if (towns.length === 0 || towns[towns.length - 1].code !== facility.townCode)
      towns.push({ code: facility.townCode, name: facility.townName, facilities: [] });
    towns[towns.length - 1].facilities.push(facility);
  }
  return towns;
}

const COLUMNS = ['name', 'kind', 'address', 'contact', 'services', 'status', 'place'] as const;

function townTable(
  { name, facilities }: Town,
  { anchor, title, language }: { anchor: string; title: string; language: Language },
): string {
  const words = PAGE_WORDS[language];
  const label = `${title}：${name ?? words.elsewhere}`;
  const heads = COLUMNS.map((column) => `<th scope="col">${words[column]}</th>`);
  const rows = facilities.map((facility) => row(facility, language));
  return `<div class="table" id="${anchor}" tabindex="0" role="region" aria-label="${text(label)}">
<table><caption>${text(name ?? words.elsewhere)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function row(facility: PublicFacility, language: Language): string {
  const { unknown, generated } = PAGE_WORDS[language];
  const { name, kind, address: where, contact, capabilities, mealMode, status, lon, lat } = facility;
  const services = serviceWords(capabilities, mealMode, language);
  const place =
    lon === null || lat === null
      ? unknown
      : `<a href="geo:${lat},${lon}">${lon.toFixed(5)}, ${lat.toFixed(5)}</a>`;
  const cells = [
    kindWord(kind, language),
    where || unknown,
    contact || unknown,
    services.join(language === 'zh' ? '、' : ', ') || unknown,
    statusWord(status, language),
  ].map((cell) => `<td>${text(cell)}</td>`);
  const mark = facility.synthetic ? ` <em>${generated}</em>` : '';
  return `<tr><th scope="row"><span lang="zh-CN">${text(name)}</span>${mark}</th>${cells.join('')}<td class="place">${place}</td></tr>`;
}

function address(division: PublicList['division'], language: Language): string {
  const query = [
    ...(division ? [`division=${division.code}`] : []),
    ...(language === 'en' ? ['lang=en'] : []),
  ];
  return `/public${query.length > 0 ? `?${query.join('&amp;')}` : ''}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, whatever is in it. */
function text(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
