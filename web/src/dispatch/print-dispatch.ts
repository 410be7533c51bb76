import type { DispatchGroundQuery, DispatchQuery } from '../api/generated.js';
import { bracketed } from '../language/format.js';
import type { Language } from '../language/words.js';
import { openPrintView } from '../report/print-view.js';
import { trafficLightStyles } from '../scorecard/traffic-light.js';
import type { DispatchModel } from './dispatch-model.js';
import { dispatchPage } from './dispatch-page.js';
import { officialStyles } from './official-styles.js';
import { dispatchWords } from './words.js';

/** Shows a month's dispatch as pages to print. @returns closes them */
export function printDispatch(
  model: DispatchModel,
  { frozen, jurisdictionCode }: NonNullable<DispatchQuery['dispatch']>,
  ground: DispatchGroundQuery,
  language: Language,
): () => void {
  const w = dispatchWords(language);
  const name = ground.scorecard?.division?.name ?? jurisdictionCode;
  const synthetic = ground.scorecard?.synthetic ?? false;
  const documents = new Map(ground.policyDocuments?.edges.map(({ node }) => [node.key, node]));
  const sources = ground.dataSources.map(({ title, vintage }) =>
    vintage ? title + bracketed(vintage, language) : title,
  );
  return openPrintView({
    title: `${w.documentTitle(name)} ${model.month}`,
    language,
    content: dispatchPage({ name, model, frozen, synthetic, documents, sources, language }),
    styles: [trafficLightStyles, officialStyles],
    margins: {
      ...(frozen ? {} : { topLeft: w.draftMark }),
      ...(synthetic ? { topRight: w.syntheticMark } : {}),
      numbers: 'dashes',
    },
  });
}
