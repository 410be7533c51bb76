import {
  kindWord,
  LIST_FACTS,
  type PublicFacility,
  type PublicListName,
  type PublicListsService,
  serviceWords,
  statusWord,
} from '../../public-lists/index.js';
import { licenceNote, noted } from '../download-notes.js';
import type { AskedDownload, DownloadSource, OpenedDownload } from '../download-source.js';
import { DOWNLOAD_FORMATS } from '../formats/download-format.js';
import { type ListColumn, listColumn, listTable } from '../list-table.js';

const COLUMNS: readonly ListColumn<PublicFacility>[] = [
  listColumn('id', 'text', '设施编号', 'Identifier', ({ id }) => id),
  listColumn('name', 'text', '名称', 'Name', ({ name }) => name),
  listColumn('kind', 'text', '类型', 'Kind', ({ kind }) => kindWord(kind, 'zh')),
  listColumn('address', 'text', '地址', 'Address', ({ address }) => address),
  listColumn('contact', 'text', '联系方式', 'Contact', ({ contact }) => contact),
  listColumn('services', 'text', '服务内容', 'Services', ({ capabilities, mealMode }) => {
    return serviceWords(capabilities, mealMode, 'zh').join(';');
  }),
  listColumn('status', 'text', '状态', 'State', ({ status }) => statusWord(status, 'zh')),
  listColumn('townName', 'text', '街道（乡镇）', 'Street or town', ({ townName }) => townName),
  listColumn(
    'divisionName',
    'text',
    '社区（村）',
    'Community or village',
    ({ divisionName }) => divisionName,
  ),
  listColumn('divisionCode', 'text', '区划代码', 'Division', ({ divisionCode }) => divisionCode),
  listColumn('synthetic', 'boolean', '合成数据', 'Generated, not real', ({ synthetic }) => synthetic),
];

/** One of the two public lists as a file. */
export class PublicListDownload implements DownloadSource {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly formats = DOWNLOAD_FORMATS;
  readonly readers = null;

  constructor(
    private readonly list: PublicListName,
    private readonly lists: Pick<PublicListsService, 'read'>,
  ) {
    this.name = `public-${list}`;
    this.title = LIST_FACTS[list];
  }

  parameters() {
    return [{ name: 'division', zh: '区划代码，默认全部', en: 'Division, all by default' }];
  }

  async open({ parameters }: AskedDownload): Promise<OpenedDownload> {
    const { title } = this;
    const list = await this.lists.read(this.list, parameters.divisionCode('division') ?? null);
    const { facilities, division, asOf, editions, synthetic, attributions } = list;
    const notes = [
      noted('title', '名称', 'Title', `${title.zh} ${title.en}`),
      noted('rule', '口径', 'Rule', '仅列已公示的设施及其公开信息。 Published ones and public fields only.'),
      noted('asOf', '日期', 'As of', asOf),
      noted('division', '区划', 'Division', division ? `${division.name} ${division.code}` : '全部 all'),
      noted('dataVintage', '数据来源与版本', 'Sources and editions', editions.join('; ') || '–'),
      noted('synthetic', '含合成数据', 'Holds generated data', String(synthetic)),
      ...licenceNote(attributions),
    ];
    const placeOf = ({ lon, lat }: PublicFacility) => (lon === null || lat === null ? null : [lon, lat]);
    const name = this.name.replace('-', '_');
    return {
      table: listTable({ name, title, notes, columns: COLUMNS, rows: facilities, placeOf }),
      words: [title.zh, ...(division ? [division.name] : []), asOf],
    };
  }
}
