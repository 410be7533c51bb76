import type { PolicyFile } from '../indicators/index.js';

const column = (
  header: string,
  name: string = header,
  type: PolicyFile['columns'][number]['type'] = 'text',
) => ({ header, column: name, type });

/** The shipped allocation rules and where they go; whoever loads the shipped policy rows loads them too. */
export const ALLOCATION_RULE_FILE: PolicyFile = {
  file: 'allocation-rules.csv',
  table: 'allocation_rule',
  columns: [
    column('id'),
    column('version', 'version', 'int'),
    column('jurisdictionCode', 'jurisdiction_code'),
    column('estateClass', 'estate_class'),
    column('validFrom', 'valid_from', 'date'),
    column('validTo', 'valid_to', 'date'),
    column('squareMetersPerHundredHouseholds', 'square_meters_per_hundred_households', 'numeric'),
    column('minimumSiteSquareMeters', 'minimum_site_square_meters', 'numeric'),
    column('poolingAllowed', 'pooling_allowed', 'boolean'),
    column('poolingWalkMeters', 'pooling_walk_meters', 'numeric'),
    column('poolingWalkMinutes', 'pooling_walk_minutes', 'numeric'),
    column('ownEntrance', 'own_entrance', 'boolean'),
    column('lowestFloor', 'lowest_floor', 'int'),
    column('highestFloor', 'highest_floor', 'int'),
    column('liftOrRampFromFloor', 'lift_or_ramp_from_floor', 'int'),
    column('document'),
    column('clause'),
    column('verified', 'verified', 'boolean'),
    column('note'),
  ],
  key: ['id', 'version'],
  inUse: 'false',
  // Rules live with the estates they judge, and are kept by the caches under their revision.
  dataset: 'estates',
};
