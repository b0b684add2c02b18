/** What the published indicators have in common: nothing is computed, so nothing is added up or told apart by tier. */
const published = { aggregation: 'NONE', tiers: [] } as const;

/** A result of a year. */
export const yearlyShare = {
  ...published,
  unit: 'PERCENT',
  decimals: 2,
  direction: 'HIGHER_IS_BETTER',
} as const;
export const yearlyRank = { ...published, unit: 'RANK', decimals: 0, direction: 'LOWER_IS_BETTER' } as const;
export const yearlyCount = { ...published, unit: 'COUNT', decimals: 0, direction: 'NEUTRAL' } as const;

/** How things stand on a day. The texts give shares of payments like that, too: without the period they are of. */
export const share = { ...yearlyShare, stock: true } as const;
export const count = { ...yearlyCount, stock: true } as const;
