import { DEFAULT_FORM, FLOOR_LEVELS, type FloorLevels, type SitingForm, SOURCES } from './siting-question.js';

type More = Readonly<Record<string, string>>;

const NAMES = {
  count: 'siting.count',
  budget: 'siting.budget',
  floor: 'siting.floor',
  floorLevels: 'siting.floorLevels',
  timeLimit: 'siting.seconds',
} as const;
const SOURCES_NAME = 'siting.sources';

/** The form an address asks for; what it does not say is as by default. */
export function formFromMore(more: More): SitingForm {
  const listed = more[SOURCES_NAME]?.split(',');
  const floorLevels = more[NAMES.floorLevels] as FloorLevels | undefined;
  return {
    count: more[NAMES.count] ?? DEFAULT_FORM.count,
    budget: more[NAMES.budget] ?? DEFAULT_FORM.budget,
    floor: more[NAMES.floor] ?? DEFAULT_FORM.floor,
    floorLevels:
      floorLevels && Object.hasOwn(FLOOR_LEVELS, floorLevels) ? floorLevels : DEFAULT_FORM.floorLevels,
    timeLimit: more[NAMES.timeLimit] ?? DEFAULT_FORM.timeLimit,
    sources: listed ? SOURCES.filter((source) => listed.includes(source)) : DEFAULT_FORM.sources,
  };
}

/** What an address keeps of a form: what differs from the default, beside what others keep. */
export function moreWithForm(more: More, form: SitingForm): Record<string, string> {
  const kept: Record<string, string> = { ...more };
  for (const [field, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
    if (form[field] === DEFAULT_FORM[field]) delete kept[name];
    else kept[name] = form[field];
  }
  const sources = form.sources.join(',');
  if (sources === DEFAULT_FORM.sources.join(',')) delete kept[SOURCES_NAME];
  else kept[SOURCES_NAME] = sources;
  return kept;
}
