/** Shown at `/`. */
export const LANDING_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>养老服务圈 CareCircle</title>
<link rel="icon" href="data:,">
<style>
body { max-width: 42rem; margin: 4rem auto; padding: 0 1rem; color: #222;
  font: 17px/1.8 system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
h1 { font-size: 1.6rem; }
</style>
</head>
<body>
<h1>养老服务圈 CareCircle</h1>
<p>哪些老人步行十五分钟能到养老服务设施，哪一级区划达到了承诺的覆盖率，下一处站点或助餐点该放在哪里。</p>
<p lang="en">Who can walk to elderly care in fifteen minutes, which level keeps its promised coverage, and where the next
station should go.</p>
<ul>
<li><a href="/graphql">GraphiQL：编写并运行查询</a> <span lang="en">(write and run queries)</span></li>
<li><a href="/health/ready">运行状况</a> <span lang="en">(health)</span></li>
<li><a href="/metrics">运行指标</a> <span lang="en">(metrics: this machine or admin)</span></li>
</ul>
</body>
</html>
`;
