/** Administrative units and agencies, as the two national code lists know them. */
import type { Validity } from '../period/day';

export const codeLists = ['VN2004', 'VN2025'] as const;
export type CodeList = (typeof codeLists)[number];

export const levels = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
export type Level = (typeof levels)[number];

export const kinds = [
  'PROVINCE',
  'MUNICIPALITY',
  'PROVINCIAL_CITY',
  'TOWN',
  'RURAL_DISTRICT',
  'URBAN_DISTRICT',
  'WARD',
  'TOWNSHIP',
  'COMMUNE',
] as const;
export type Kind = (typeof kinds)[number];

/** The tier of the agency that handles, not of the territory. */
export const tiers = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
export type Tier = (typeof tiers)[number];

/** A text in both languages. */
export interface Localised {
  readonly vi: string;
  readonly en: string;
}

/** Code list and code: `vn2004.27`. A code alone is no identity, since codes are used again. */
export type UnitId = string & { readonly brand: 'UnitId' };

export function unitId(codeList: CodeList, code: string): UnitId {
  // The one place where the brand is given: an id is made of its two parts and of nothing else.
  return `${codeList.toLowerCase()}.${code}` as UnitId;
}

/** What a unit was called, and what it belonged to, for a span of days. */
export interface UnitVersion extends Validity {
  readonly name: Localised;
  readonly kind: Kind;
  readonly parent?: UnitId | undefined;
  readonly legalBasis?: string | undefined;
}

/** One identity through its dated versions, oldest first; there is at least one. */
export interface Unit extends Validity {
  readonly id: UnitId;
  readonly codeList: CodeList;
  readonly code: string;
  readonly level: Level;
  readonly versions: readonly [UnitVersion, ...UnitVersion[]];
  /** False for a unit of another province that is known by name alone, as a predecessor. */
  readonly reported: boolean;
}

/** The whole of a unit became part of another on a day. */
export interface Succession {
  readonly from: UnitId;
  readonly to: UnitId;
}

/** An authority that handles cases. It has a tier, and perhaps a territory; 252 agencies exist beside 135 units. */
export interface Agency extends Validity {
  readonly code: string;
  readonly name: Localised;
  readonly tier: Tier;
  readonly unit?: UnitId | undefined;
  /** True when the agency is made up for demonstration. */
  readonly demonstration: boolean;
}
