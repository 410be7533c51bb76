import { Field, Float, ID, ObjectType } from 'type-graphql';
import { CandidateKind, type CandidateRow } from '../facilities/index.js';
import { segmentMeters } from '../kernel/geometry/segment-meters.js';
import { boxAround } from '../platform/graphql/apply-spatial-filter.js';

@ObjectType({ description: 'A health or culture site near a place. 邻近的卫生、文体设施' })
export class BesidePlace {
  @Field(() => ID, { description: 'Candidate site it is recorded as. 编号' })
  candidateId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => CandidateKind, { description: 'HEALTH_SITE or CULTURE_SITE. 类型' })
  kind!: CandidateKind;

  @Field(() => Float, {
    description: 'Metres away in a straight line; 0 for the place itself. 直线距离（米）',
  })
  meters!: number;
}

/** Per place the health and culture sites within so many metres, the nearest first, ties by id. */
export function placesBeside(
  places: readonly { readonly lon: number; readonly lat: number }[],
  sites: readonly CandidateRow[],
  mostMeters: number,
): BesidePlace[][] {
  return places.map(({ lon, lat }) => {
    const [west, south, east, north] = boxAround(lon, lat, mostMeters + 1);
    return sites
      .filter((site) => site.lon >= west && site.lon <= east && site.lat >= south && site.lat <= north)
      .map(({ id, name, kind, ...at }) => ({
        ...{ candidateId: id, name, kind },
        meters: Math.round(segmentMeters(lon, lat, at.lon, at.lat) * 10) / 10,
      }))
      .filter(({ meters }) => meters <= mostMeters)
      .sort((a, b) => a.meters - b.meters || (a.candidateId < b.candidateId ? -1 : 1));
  });
}
