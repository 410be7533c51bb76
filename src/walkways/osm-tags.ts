/** The tags of one OSM element, as far as they were read; a missing key is undefined. */
export type OsmTags = Readonly<Record<string, string | undefined>>;
