import type { Claim, ClaimRelationKind } from './claim.js';
import { type Dimension, isCounted } from './claim-units.js';

const MEASURES: ReadonlySet<Dimension> = new Set(['MONEY', 'AREA', 'HOURS', 'DATE']);

/** True when the units of a relation cannot go together, whatever the numbers say. */
export function isUnitProblem(kind: ClaimRelationKind, claim: Claim, terms: readonly Claim[]): boolean {
  const result = claim.unit.dimension;
  const dimensions = terms.map(({ unit }) => unit.dimension);
  switch (kind) {
    case 'SUM':
    case 'AT_LEAST':
    case 'AT_MOST':
      return result === 'DATE' || dimensions.some((dimension) => dimension !== result);
    case 'EQUAL':
      return dimensions.some((dimension) => dimension !== result);
    case 'PRODUCT':
      return isProductProblem(result, dimensions);
    case 'RATIO':
      return isRatioProblem(result, dimensions[0], dimensions[1]);
    case 'BEFORE':
      return [result, ...dimensions].some((dimension) => dimension !== 'DATE');
    case 'SAME_NAME':
      return false;
  }
}

/** Money comes of one amount of money times counts, hours or areas; people times visits are 人次, not 人. */
function isProductProblem(result: Dimension, factors: readonly Dimension[]): boolean {
  if (result === 'DATE' || factors.includes('DATE')) return true;
  const amounts = factors.filter((dimension) => dimension === 'MONEY').length;
  if (amounts !== (result === 'MONEY' ? 1 : 0)) return true;
  if (MEASURES.has(result)) return factors.filter((dimension) => dimension === result).length !== 1;
  if (result === 'PERCENT') return factors.some((dimension) => dimension !== 'PERCENT');
  return !factors.some(isCounted) || (result === 'PEOPLE' && factors.includes('TIMES'));
}

/** A share compares like with like, or one count with another; an average has the unit of what is shared out. */
function isRatioProblem(result: Dimension, above: Dimension, below: Dimension): boolean {
  if (result !== 'PERCENT') {
    const isVisitsEach = result === 'TIMES' && above === 'PERSON_TIMES' && below === 'PEOPLE';
    const canShareOut = isCounted(below) || below === 'AREA' || below === 'HOURS';
    return !isVisitsEach && (above !== result || !canShareOut);
  }
  if (above === below) return above === 'DATE';
  const visitors: readonly Dimension[] = ['PEOPLE', 'PERSON_TIMES'];
  return !(isCounted(above) && isCounted(below)) || (visitors.includes(above) && visitors.includes(below));
}
