/** How deep a division lies in the tree, as SQL over its level. Zones come last: they overlap the others. */
export const DEPTH_OF_LEVEL = `CASE level WHEN 'COMMUNITY' THEN 5 WHEN 'VILLAGE' THEN 5
  WHEN 'SUBDISTRICT' THEN 4 WHEN 'TOWN' THEN 4 WHEN 'TOWNSHIP' THEN 4
  WHEN 'ZONE' THEN 3 WHEN 'COUNTY' THEN 3 WHEN 'CITY' THEN 2 ELSE 1 END`;
