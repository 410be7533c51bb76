/**
 * How deep a division lies in the tree, as SQL over its level. A zone overlaps towns and communities, which come before
 * it, and lies in a county, which comes after.
 */
export const DEPTH_OF_LEVEL = `CASE level WHEN 'COMMUNITY' THEN 6 WHEN 'VILLAGE' THEN 6
  WHEN 'SUBDISTRICT' THEN 5 WHEN 'TOWN' THEN 5 WHEN 'TOWNSHIP' THEN 5
  WHEN 'ZONE' THEN 4 WHEN 'COUNTY' THEN 3 WHEN 'CITY' THEN 2 ELSE 1 END`;
