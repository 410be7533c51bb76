import { describe, expect, it } from 'vitest';
import { osmNodePassage, osmWalkability, type OsmTags } from '../../src/walkways/index.js';

/** "highway=steps foot=no" → tags. */
function tags(text: string): OsmTags {
  return Object.fromEntries(
    text
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  );
}

function verdict(text: string): string {
  const result = osmWalkability(tags(text));
  return result.walkable ? result.kind : result.ignored;
}

describe('osmWalkability', () => {
  it.each([
    // open to walkers
    ['highway=footway', 'footway'],
    ['highway=footway footway=sidewalk', 'footway'],
    ['highway=footway footway=crossing', 'crossing'],
    ['highway=path', 'path'],
    ['highway=pedestrian', 'pedestrian'],
    ['highway=steps', 'steps'],
    ['highway=corridor indoor=yes', 'corridor'],
    ['highway=cycleway', 'cycleway'],
    ['highway=living_street', 'living_street'],
    ['highway=residential', 'residential'],
    ['highway=service service=driveway', 'service'],
    ['highway=track', 'track'],
    ['highway=unclassified', 'unclassified'],
    ['highway=tertiary', 'tertiary'],
    ['highway=secondary_link', 'secondary'],
    ['highway=primary', 'primary'],
    ['highway=road', 'road'],
    ['man_made=pier', 'footway'],
    // motor traffic only
    ['highway=motorway', 'motorTrafficOnly'],
    ['highway=motorway_link', 'motorTrafficOnly'],
    ['highway=motorway foot=yes', 'motorTrafficOnly'],
    ['highway=trunk', 'motorTrafficOnly'],
    ['highway=trunk foot=yes', 'trunk'],
    ['highway=trunk foot=designated', 'trunk'],
    ['highway=trunk sidewalk=both', 'trunk'],
    ['highway=trunk sidewalk:right=yes', 'trunk'],
    ['highway=trunk sidewalk=no', 'motorTrafficOnly'],
    ['highway=trunk sidewalk=separate', 'motorTrafficOnly'],
    ['highway=trunk_link sidewalk=right', 'trunk'],
    ['highway=trunk sidewalk=both foot=no', 'footForbidden'],
    ['highway=primary motorroad=yes', 'motorTrafficOnly'],
    ['highway=primary motorroad=yes foot=yes', 'primary'],
    // access: foot outranks access, vehicles' tags do not bind
    ['highway=residential foot=no', 'footForbidden'],
    ['highway=secondary foot=use_sidepath', 'footForbidden'],
    ['highway=service access=private', 'privateAccess'],
    ['highway=service access=no', 'privateAccess'],
    ['highway=service access=private foot=yes', 'service'],
    ['highway=footway access=no foot=designated', 'footway'],
    ['highway=path access=private foot=permissive', 'path'],
    ['highway=path foot=private', 'footForbidden'],
    ['highway=service access=customers', 'service'],
    ['highway=residential access=destination', 'residential'],
    ['highway=residential vehicle=no motor_vehicle=private', 'residential'],
    ['highway=track access=forestry', 'privateAccess'],
    ['highway=bridleway', 'horsesOnly'],
    ['highway=bridleway foot=yes', 'bridleway'],
    ['highway=cycleway foot=no', 'footForbidden'],
    // not there (yet), or nothing for walkers
    ['highway=construction construction=residential', 'notBuilt'],
    ['highway=proposed', 'notBuilt'],
    ['highway=raceway', 'otherKind'],
    ['highway=bus_guideway', 'otherKind'],
    ['highway=constructor', 'otherKind'],
    ['highway=platform', 'waitingPlace'],
    ['railway=platform', 'waitingPlace'],
    ['public_transport=platform foot=yes', 'platform'],
    ['route=ferry foot=yes', 'ferry'],
    ['building=yes', 'notAWay'],
    ['', 'notAWay'],
    // areas
    ['highway=pedestrian area=yes', 'pedestrian'],
    ['highway=footway area=yes', 'footway'],
    ['highway=service area=yes', 'carArea'],
    ['highway=residential area=yes', 'carArea'],
    // sidewalks add and take nothing
    ['highway=residential sidewalk=separate', 'residential'],
    ['highway=residential sidewalk=no', 'residential'],
  ])('%s → %s', (text, expected) => expect(verdict(text)).toBe(expected));

  it.each([
    ['highway=residential oneway=yes', 0],
    ['highway=footway oneway=yes', 0],
    ['highway=footway oneway:foot=yes', 1],
    ['highway=path oneway:foot=-1', 2],
    ['highway=steps oneway:foot=no conveying=forward', 0],
    ['highway=steps conveying=forward', 1],
    ['highway=steps conveying=backward', 2],
    ['highway=steps conveying=reversible', 0],
    ['highway=footway foot:backward=no', 1],
    ['highway=footway foot:forward=no', 2],
  ])('%s is walked in direction %d', (text, direction) => {
    expect(osmWalkability(tags(text))).toMatchObject({ walkable: true, direction });
  });

  it('halves the speed on steps only', () => {
    expect(osmWalkability(tags('highway=steps'))).toMatchObject({ speedFactor: 0.5 });
    expect(osmWalkability(tags('highway=track'))).toMatchObject({ speedFactor: 1 });
  });
});

describe('osmNodePassage', () => {
  it.each([
    ['barrier=gate', 'gate'],
    ['barrier=gate access=yes', 'gate'],
    ['barrier=gate access=private', 'gate blocked'],
    ['barrier=gate access=no', 'gate blocked'],
    ['barrier=gate access=private foot=yes', 'gate'],
    ['barrier=lift_gate foot=no', 'gate blocked'],
    ['barrier=bollard', ''],
    ['barrier=bollard motor_vehicle=no', ''],
    ['barrier=wall', 'blocked'],
    ['barrier=fence', 'blocked'],
    ['barrier=wall entrance=yes', 'gate'],
    ['barrier=fence foot=yes', ''],
    ['entrance=main', 'gate'],
    ['entrance=no', ''],
    ['access=private', ''],
  ])('%s → %s', (text, expected) => {
    const { gate, blocked } = osmNodePassage(tags(text));
    expect([gate && 'gate', blocked && 'blocked'].filter(Boolean).join(' ')).toBe(expected);
  });
});
