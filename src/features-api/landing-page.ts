import { type Addresses, link } from './links.js';
import { JSON_TYPE, OPENAPI_TYPE } from './standard.js';

export const API_TITLE = '养老服务圈：地图要素 CareCircle: features of the map';
export const API_DESCRIPTION =
  '与瓦片、下载相同的图层，供 QGIS、GDAL 等读取（OGC API – Features）。 The layers of tiles and downloads for QGIS, GDAL and others (OGC API – Features).';

/** Where everything begins. */
export function landingPage(addresses: Addresses): object {
  return {
    title: API_TITLE,
    description: API_DESCRIPTION,
    links: [
      link('self', addresses.root, JSON_TYPE, '本页 This page'),
      link('service-desc', addresses.api, OPENAPI_TYPE, '接口说明 Description of the API'),
      link('conformance', addresses.conformance, JSON_TYPE, '符合的标准 Standards it keeps to'),
      link('data', addresses.collections, JSON_TYPE, '图层 Collections'),
    ],
  };
}
