import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../../src/imports/crs/parse-crs.js';
import { crsOfProjectionText, findCrs } from '../../../src/platform/crs/find-crs.js';

describe('parseCrs', () => {
  it.each([
    ['wgs84', 'wgs84'],
    ['WGS 84', 'wgs84'],
    ['EPSG:4326', 'wgs84'],
    ['urn:ogc:def:crs:EPSG:6.9:4326', 'wgs84'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'wgs84'],
    ['http://www.opengis.net/def/crs/EPSG/0/4490', 'cgcs2000'],
    ['CGCS2000', 'cgcs2000'],
    ['epsg:4490', 'cgcs2000'],
    ['GCJ-02', 'gcj02'],
    ['bd09', 'bd09'],
    ['EPSG:4491', 'EPSG:4491'],
    ['EPSG:4554', 'EPSG:4554'],
    ['EPSG:3857', 'EPSG:3857'],
  ])('knows %s', (text, id) => expect(parseCrs(text).id).toBe(id));

  it.each(['', 'EPSG:2437', 'EPSG:4555', 'EPSG:4489', 'xian80', 'constructor'])(
    'does not know "%s"',
    (text) => {
      expect(findCrs(text)).toBeNull();
      expect(() => parseCrs(text)).toThrow(/Unknown coordinate system/);
    },
  );

  it('finds the zones the EPSG registry lists', () => {
    const zone = (epsg: number) =>
      /lon_0=(\d+).*x_0=(\d+)/
        .exec(parseCrs(`EPSG:${epsg}`).proj4 as string)
        ?.slice(1)
        .map(Number);
    expect(zone(4491)).toEqual([75, 13_500_000]); // 6° zone 13
    expect(zone(4501)).toEqual([135, 23_500_000]); // 6° zone 23
    expect(zone(4502)).toEqual([75, 500_000]); // 6° CM 75E
    expect(zone(4513)).toEqual([75, 25_500_000]); // 3° zone 25
    expect(zone(4529)).toEqual([123, 41_500_000]); // 3° zone 41
    expect(zone(4533)).toEqual([135, 45_500_000]); // 3° zone 45
    expect(zone(4548)).toEqual([117, 500_000]); // 3° CM 117E: Sucheng
    expect(zone(4550)).toEqual([123, 500_000]); // 3° CM 123E: Benxi, Anshan
  });
});

describe('crsOfProjectionText', () => {
  const gk = (name: string, meridian: number, easting: number): string =>
    `PROJCS["${name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

  it.each([
    [gk('CGCS2000_3_Degree_GK_CM_123E', 123, 500000), 'EPSG:4550'],
    [gk('CGCS2000_3_Degree_GK_Zone_41', 123, 41500000), 'EPSG:4529'],
    [gk('CGCS2000_GK_CM_123E', 123, 500000), 'EPSG:4550'],
    [gk('CGCS2000_GK_Zone_21', 123, 21500000), 'EPSG:4499'],
    [gk('CGCS2000_3_Degree_GK_CM_120E_shifted', 120, 40500), 'CGCS2000_3_Degree_GK_CM_120E_shifted'],
    ['PROJCS["x",GEOGCS["y"],AUTHORITY["EPSG","4548"]]', 'EPSG:4548'],
    ['PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984"]]', 'EPSG:3857'],
    ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', 'wgs84'],
    ['GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]', 'cgcs2000'],
    ['GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980"]]', 'GCS_Xian_1980'],
    ['', null],
  ])('reads %.60s', (wkt, id) => expect(crsOfProjectionText(wkt)).toBe(id));
});
