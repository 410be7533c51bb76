import { words } from '../language/words.js';

export const mapWords = words({
  zh: {
    map: '地图',
    help: '方向键移动，加减号缩放，回车键打开中心处的内容；同样的内容在旁边的表格里。',
    zoomIn: '放大',
    zoomOut: '缩小',
    whole: '回到整个区域',
    legend: '图例',
    synthetic: '合成数据（非真实）',
    noWebGl: '这个浏览器无法绘制地图（WebGL 不可用），表格和数字仍可使用。',
    tilesFailed: '部分地图没有取到。',
    retry: '重试',
    loading: '正在绘制地图…',
    facility: '设施',
    drag: (name: string) => `${name}：拖动或用方向键移动`,
  },
  en: {
    map: 'Map',
    help: 'Arrow keys move, plus and minus zoom, Enter opens what is at the centre; the tables beside say the same.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    whole: 'Show the whole area',
    legend: 'Legend',
    synthetic: 'Synthetic data (not real)',
    noWebGl: 'This browser cannot draw maps (no WebGL); tables and figures still work.',
    tilesFailed: 'Some of the map could not be loaded.',
    retry: 'Try again',
    loading: 'Drawing the map…',
    facility: 'Facility',
    drag: (name: string) => `${name}: drag it, or move it with the arrow keys`,
  },
});
