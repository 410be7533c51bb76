import type { NetworkReport } from './import-report.js';

const SHOWN = 5;

/** What was found in the network, in Chinese and English, one finding a line; the first of each list. */
export function formatNetworkSurvey({ survey, noding }: NetworkReport): string[] {
  const lines: string[] = [];
  if (noding) {
    const { crossingCount, touchCount, joinedEndCount } = noding;
    lines.push(
      `  相交处理 noding: 新交点 crossings ${crossingCount} · 线上折点 touches ${touchCount} · 衔接端点 ends joined ${joinedEndCount}`,
    );
  }
  if (!survey) return lines;
  const { oneWayCount, stepsCount, gateCount, closedGateCount, continuingWayCount, deadEndCount } = survey;
  lines.push(
    `  单行 one-way ${oneWayCount} · 台阶 steps ${stepsCount} · 门和出入口 gates ${gateCount} · 不可通行的门墙 closed ${closedGateCount} · ` +
      `端点 dead ends ${deadEndCount} · 伸出数据范围 continuing outside ${continuingWayCount}`,
  );
  if (survey.joinedPlaceCount > 0)
    lines.push(`  多来源衔接处 places where sources join: ${survey.joinedPlaceCount}`);
  const { islands, islandCount, looseEnds, looseEndCount } = survey;
  if (islandCount > 0)
    lines.push(
      `  孤立路段 islands: ${islandCount}`,
      ...islands
        .slice(0, SHOWN)
        .map(
          ({ lengthMeters, nodeCount, lon, lat }) =>
            `    ${Math.round(lengthMeters)} m · 节点 nodes ${nodeCount} · ${place(lon, lat)}`,
        ),
      ...more(islandCount),
    );
  if (looseEndCount > 0)
    lines.push(
      `  疑似断头 dangling ends within 10 m of a walkway: ${looseEndCount}`,
      ...looseEnds
        .slice(0, SHOWN)
        .map(
          ({ gapMeters, source, wayId, lon, lat }) =>
            `    ${gapMeters.toFixed(1)} m → ${source} ${wayId} · ${place(lon, lat)}`,
        ),
      ...more(looseEndCount),
    );
  return lines;
}

function place(lon: number, lat: number): string {
  return `${lon.toFixed(6)},${lat.toFixed(6)}`;
}

function more(count: number): string[] {
  const rest = count - SHOWN;
  return rest > 0 ? [`    … 其余 ${rest} 处见 --json 输出。 ${rest} more: see --json.`] : [];
}
