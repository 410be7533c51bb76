import type { Language } from './list-words.js';

const ZH = {
  title: '养老服务设施公示名单',
  skip: '跳到名单',
  other: 'English',
  asOf: (day: string) => `截至 ${day}`,
  of: (name: string) => `仅列 ${name}`,
  all: '查看全部名单',
  synthetic: '本页含合成数据，仅供演示，并非真实设施。',
  vintage: (editions: string) => `数据来源与版本：${editions}`,
  licence: (texts: string) => `署名：${texts}`,
  count: (count: number) => `共 ${count} 处`,
  none: '没有已公示的设施。',
  towns: '按街道、乡镇查找',
  elsewhere: '未登记街道、乡镇',
  name: '名称',
  kind: '类型',
  address: '地址',
  contact: '联系方式',
  services: '服务内容',
  status: '状态',
  place: '入口位置',
  unknown: '未登记',
  generated: '（合成）',
  feeds: '数据下载',
  about:
    '本名单只列已公示的设施。开放情况以设施登记状态为准；已关闭的设施不再列出。入口位置为经度、纬度（WGS 84）。',
};

const EN: typeof ZH = {
  title: 'Published places of elderly care',
  skip: 'Skip to the lists',
  other: '中文',
  asOf: (day) => `As of ${day}`,
  of: (name) => `Only ${name}`,
  all: 'All lists',
  synthetic: 'This page holds generated data for demonstration: these are no real places.',
  vintage: (editions) => `Sources and editions: ${editions}`,
  licence: (texts) => `Credit: ${texts}`,
  count: (count) => `${count} in all`,
  none: 'No published places.',
  towns: 'By street, town or township',
  elsewhere: 'No street or town on record',
  name: 'Name',
  kind: 'Kind',
  address: 'Address',
  contact: 'Contact',
  services: 'Services',
  status: 'State',
  place: 'Entrance',
  unknown: 'not on record',
  generated: '(generated)',
  feeds: 'The same as data',
  about:
    'Published places only. Whether one is open is its state on record; closed ones are no longer listed. Entrances are longitude, latitude (WGS 84).',
};

export const PAGE_WORDS: Readonly<Record<Language, typeof ZH>> = { zh: ZH, en: EN };
