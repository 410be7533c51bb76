import type { LayerCrs } from '../layers/index.js';

/** A system of coordinates a file may be in, as files name it. */
export interface DownloadCrs {
  readonly epsg: number;
  readonly name: string;
  readonly isProjected: boolean;
  /** Well-Known Text 1 (OGC 01-009), for files that must define it. */
  readonly wkt: string;
}

const METRE = 'UNIT["metre",1,AUTHORITY["EPSG","9001"]]';

const WGS84_WKT = geographic(
  'WGS 84',
  'DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]]',
  4326,
);
const CGCS2000_WKT = geographic(
  'China Geodetic Coordinate System 2000',
  'DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]]',
  4490,
);

export const WGS84: DownloadCrs = { epsg: 4326, name: 'WGS 84', isProjected: false, wkt: WGS84_WKT };
export const CGCS2000: DownloadCrs = { epsg: 4490, name: 'CGCS2000', isProjected: false, wkt: CGCS2000_WKT };

/** How files name a system that features are handed out in. */
export function downloadCrs({ epsg, system }: LayerCrs): DownloadCrs {
  if (system.proj4 === null) return epsg === CGCS2000.epsg ? CGCS2000 : WGS84;
  const parameter = (name: string) => Number(new RegExp(`\\+${name}=(\\S+)`).exec(system.proj4!)![1]);
  return gaussKruger(epsg!, parameter('lon_0'), parameter('x_0'));
}

/** A Gauss–Krüger zone of CGCS2000. */
export function gaussKruger(epsg: number, centralMeridian: number, falseEasting: number): DownloadCrs {
  const name = `CGCS2000 / Gauss-Kruger CM ${centralMeridian}E${falseEasting > 1e6 ? ` zone ${Math.floor(falseEasting / 1e6)}` : ''}`;
  const parameters = [
    ['latitude_of_origin', 0],
    ['central_meridian', centralMeridian],
    ['scale_factor', 1],
    ['false_easting', falseEasting],
    ['false_northing', 0],
  ].map(([parameter, value]) => `PARAMETER["${parameter}",${value}]`);
  return {
    epsg,
    name,
    isProjected: true,
    wkt: `PROJCS["${name}",${CGCS2000_WKT},PROJECTION["Transverse_Mercator"],${parameters.join(',')},${METRE},AUTHORITY["EPSG","${epsg}"]]`,
  };
}

function geographic(name: string, datum: string, epsg: number): string {
  return (
    `GEOGCS["${name}",${datum},PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],` +
    `UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","${epsg}"]]`
  );
}
