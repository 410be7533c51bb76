import type { SitingModel } from './siting-model.js';

/** Whether every plan's objective is a whole number, because all it adds up is whole. */
export function hasWholeObjective(question: SitingModel): boolean {
  const { demandWeight, candidateCost, travel } = question;
  switch (question.model) {
    case 'LSCP':
    case 'COVERAGE_GOAL':
      return !candidateCost || isWhole(candidateCost);
    case 'P_MEDIAN':
      return isWhole(demandWeight) && (travel.cost instanceof Int32Array || isWhole(travel.cost));
    case 'CMCLP':
      return isWhole(demandWeight) && isWhole(question.candidateCapacity);
    case 'BACKUP':
      return [null, 0, 1].includes(question.firstShare) && isWhole(demandWeight);
    case 'PHASED':
      return (
        (question.discount ?? 1) === 1 &&
        question.phases.every((phase) => isWhole(phase.demandWeight ?? demandWeight))
      );
    case 'MCLP':
    case 'LSCP_B':
    case 'POLICY':
      return isWhole(demandWeight);
    case 'P_CENTER':
    case 'GRADUAL':
      return false;
  }
}

function isWhole(values: Float64Array): boolean {
  return values.every((value) => Number.isSafeInteger(value));
}
