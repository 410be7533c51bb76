import type { CoverageRule } from '../coverage/index.js';

/** The rule behind a report, in two lines above its table. */
export function ruleLine(rule: CoverageRule): string {
  const synthetic = rule.synthetic ? '  【样例数据 · synthetic data】' : '';
  const scenario = rule.scenarioKey === null ? '' : ` · 情景 scenario ${rule.scenarioKey.slice(0, 8)}`;
  const snapshot = rule.snapshotId === null ? '无路网 no network' : `路网快照 snapshot ${rule.snapshotId}`;
  const data = rule.dataVintage === '' ? '' : `\n数据来源 data: ${rule.dataVintage}`;
  return `${rule.service} · ${rule.walkMinutes} 分钟 min · ${rule.speedMetersPerSecond} m/s · ${rule.asOf} · ${snapshot}${scenario}${synthetic}${data}`;
}
