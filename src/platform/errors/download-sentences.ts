import type { ChineseSentence } from './chinese-sentence.js';

/** What is said of downloads and the public lists, by the pattern of the English sentence. */
export const DOWNLOAD_SENTENCES: readonly ChineseSentence[] = [
  [
    /^There is no download (?<name>".*?"); known: (?<known>.*)\.$/,
    ({ name, known }) => `没有下载项 ${name}；可选：${known}`,
  ],
  [
    /^(?<name>\S+) is not to be had as (?<format>".*?"); known: (?<known>.*)\.$/,
    ({ name, format, known }) => `${name} 没有 ${format} 格式；可选：${known}`,
  ],
  [
    /expected no such parameter; those of this download are (?<known>.*)\.$/,
    ({ known }) => `没有这个参数；可用：${known}`,
  ],
  [/: expected it once\.$/, () => '只能给一次'],
  [/: expected one, got none\.$/, () => '必填'],
  [/: expected one of (?<choices>.*), got /, ({ choices }) => `应为以下之一：${choices}`],
  [/^bbox: expected west,south,east,north/, () => '应为以度计的西,南,东,北，如 118.2,33.8,118.5,34.1'],
  [/^crs: gk needs data/, () => 'gk 只用于位于中国高斯–克吕格带内的数据，请写明坐标系'],
  [/^crs: lines of GeoJSON are always in 4326/, () => '逐行 GeoJSON 只有 4326，其他坐标系请换格式'],
  [
    /^An Excel sheet holds (?<limit>\d+) rows/,
    ({ limit }) => `Excel 表最多 ${limit} 行，请改用 CSV 或 GeoPackage，或缩小范围`,
  ],
  [/^(?<count>\d+) downloads are under way/, ({ count }) => `正在进行的下载已有 ${count} 个，请稍后再试`],
  [/^There is nothing to list in (?<table>\S+) here/, ({ table }) => `这里没有「${table}」可列`],
  [/^This job has no plan to list; it is (?<state>\S+)\.$/, ({ state }) => `该任务没有方案（状态 ${state}）`],
  [/^There is no siting job (?<id>\S+) that you can see/, ({ id }) => `没有您可见的选址任务 ${id}`],
  [/^A filter is written name=value/, () => '筛选写作 名称=值，如 divisionCode=321302000000'],
  [/^(?<file>.+) cannot be written: /, ({ file }) => `无法写入 ${file}`],
];
