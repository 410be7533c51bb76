/**
 * The three ways official figures tell urban communities from rural ones: by the unit's own code, by the level of the
 * unit above, or by the urban–rural class of the statistics office. They differ much: a village committee under a
 * street is rural by the first and urban by the second.
 */
export const URBAN_RURAL_RULES = ['BY_UNIT_CODE', 'BY_PARENT', 'BY_NBS_CLASS'] as const;
export type UrbanRuralRule = (typeof URBAN_RURAL_RULES)[number];

/** UNCLASSIFIED where a rule says nothing about a unit. */
export const URBAN_RURAL_SIDES = ['URBAN', 'RURAL', 'UNCLASSIFIED'] as const;
export type UrbanRuralSide = (typeof URBAN_RURAL_SIDES)[number];

/** What the rules look at. */
export interface UrbanRuralUnit {
  /** 12 digits. */
  readonly code: string;
  /** Level of the unit above, null for none. */
  readonly parentLevel: string | null;
  /** 111 … 220, null where unknown. */
  readonly urbanRuralClass: string | null;
}

/** The side of a unit by one rule (METHODS E1: the unit set is frozen with its urban–rural rule). */
export function urbanRuralSide(unit: UrbanRuralUnit, rule: UrbanRuralRule): UrbanRuralSide {
  switch (rule) {
    case 'BY_UNIT_CODE':
      return sideOfCode(unit.code);
    case 'BY_PARENT':
      return sideOfParent(unit.parentLevel);
    case 'BY_NBS_CLASS':
      return sideOfClass(unit.urbanRuralClass);
  }
}

/** True when two rules that both classify the unit put it on different sides; a silent rule contradicts nobody. */
export function rulesDisagree(sides: readonly UrbanRuralSide[]): boolean {
  return sides.includes('URBAN') && sides.includes('RURAL');
}

/** Last three digits 001–199: a residents' committee; 200 and above: a villagers' committee; 000: neither. */
function sideOfCode(code: string): UrbanRuralSide {
  const number = Number(code.slice(9));
  if (number === 0) return 'UNCLASSIFIED';
  return number < 200 ? 'URBAN' : 'RURAL';
}

function sideOfParent(level: string | null): UrbanRuralSide {
  if (level === 'SUBDISTRICT') return 'URBAN';
  return level === 'TOWN' || level === 'TOWNSHIP' ? 'RURAL' : 'UNCLASSIFIED';
}

function sideOfClass(urbanRuralClass: string | null): UrbanRuralSide {
  if (urbanRuralClass?.startsWith('1')) return 'URBAN';
  return urbanRuralClass?.startsWith('2') ? 'RURAL' : 'UNCLASSIFIED';
}
