// Who may import whom (ARCHITECTURE.md, "Rooms"). Each rule says what to do instead.
const rooms = {
  jobs: [],
  divisions: [],
  facilities: ['divisions'],
  estates: ['divisions'],
  demand: ['divisions'],
  walkways: ['divisions'],
  scenarios: ['divisions', 'facilities'],
  accessibility: ['walkways', 'facilities', 'scenarios', 'demand'],
  coverage: ['accessibility', 'facilities', 'demand', 'estates', 'divisions', 'walkways', 'scenarios'],
  equity: ['coverage', 'accessibility', 'scenarios', 'facilities', 'demand', 'divisions'],
  siting: [
    'coverage',
    'accessibility',
    'demand',
    'estates',
    'facilities',
    'divisions',
    'walkways',
    'scenarios',
    'jobs',
  ],
  meals: ['siting', 'coverage', 'accessibility', 'scenarios', 'facilities', 'demand', 'divisions', 'jobs'],
  claims: [],
  indicators: [
    'coverage',
    'accessibility',
    'equity',
    'scenarios',
    'divisions',
    'facilities',
    'estates',
    'demand',
  ],
  'estate-audit': ['indicators', 'coverage', 'accessibility', 'estates', 'divisions'],
  remedies: ['estate-audit', 'estates', 'accessibility', 'divisions'],
  layers: ['accessibility', 'divisions'],
  tiles: ['layers'],
  'features-api': ['layers'],
  'public-lists': ['accessibility', 'facilities', 'divisions'],
  downloads: [
    ...['layers', 'public-lists', 'coverage', 'indicators', 'siting', 'jobs', 'estate-audit'],
    ...['accessibility', 'facilities', 'demand', 'divisions'],
  ],
  imports: ['divisions', 'facilities', 'estates', 'estate-audit', 'demand', 'walkways', 'jobs'],
};
const names = Object.keys(rooms);

const roomRules = names.map((room) => ({
  name: `${room}-knows-only-its-neighbours`,
  comment: `${room} may import: ${rooms[room].join(', ') || 'no other room'}. Let the higher room extend the lower one's type, or pass what you need through app.ts.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: `^src/(${names.filter((other) => other !== room && !rooms[room].includes(other)).join('|')}|server)/`,
  },
}));

const doorRules = names.map((room) => ({
  name: `${room}-by-its-door`,
  comment: `Other folders import ${room} through src/${room}/index.ts. Export what is missing there.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kernel-is-pure',
      comment:
        'The kernel computes and knows neither rows nor requests. Pass data in; put I/O in a room or the platform.',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(?!kernel/)' },
    },
    {
      name: 'kernel-has-no-io',
      comment: 'No Node built-ins and only pure libraries in the kernel.',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'kernel-only-pure-libraries',
      comment: 'The kernel may use flatbush and GeoJSON types. Anything else belongs to a room.',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { dependencyTypes: ['npm'], pathNot: 'node_modules/(@turf|flatbush|@types/geojson)' },
    },
    {
      name: 'platform-knows-no-room',
      comment:
        'The platform knows no domain word. Move the domain part into a room; the platform may use kernel types only.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(?!platform/|kernel/)' },
    },
    {
      name: 'no-cycles',
      comment: 'Cut the cycle: move the shared piece down, or let the higher room extend the lower one.',
      severity: 'error',
      from: { pathNot: '\\.record\\.ts$' },
      to: { circular: true },
    },
    {
      name: 'resolvers-hold-no-sql',
      comment: 'A resolver translates. Ask a repository or a service for what it needs.',
      severity: 'error',
      from: { path: '\\.resolver\\.ts$' },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'src-never-imports-test',
      comment: 'Move what both need into src.',
      severity: 'error',
      from: { path: '^(src|migrations|geodata)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing uses this file: delete it.',
      severity: 'error',
      from: { orphan: true, path: '^(src|geodata)/', pathNot: '\\.mjs$|\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'page-and-program-apart',
      comment:
        'The page knows the program by its API only. Ask it through GraphQL, or move the type to the schema.',
      severity: 'error',
      from: { path: '^(web|clients)/' },
      to: { path: '^(src|migrations|geodata|scripts)/' },
    },
    {
      name: 'program-and-page-apart',
      comment: 'The program serves the bundled page from dist/web and imports none of it.',
      severity: 'error',
      from: { path: '^(src|migrations|geodata)/' },
      to: { path: '^(web|clients)/' },
    },
    {
      name: 'client-stands-alone',
      comment: 'The typed client is copied into other projects: it may not need the page.',
      severity: 'error',
      from: { path: '^clients/' },
      to: { path: '^web/' },
    },
    ...roomRules,
    ...doorRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
