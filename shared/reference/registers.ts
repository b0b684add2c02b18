/** Loads the registers of units and agencies from the data files beside this module. */
import { type Day, parseDay } from '../period/day';
import { UnitRegister } from '../units/register';
import {
  type Agency,
  codeLists,
  kinds,
  levels,
  type Succession,
  tiers,
  type Unit,
  unitId,
  type UnitVersion,
} from '../units/unit';
import { type DataRow, readDataFile } from './data-file';

/** Both national code lists for Bắc Ninh, with the units' dated versions and what became of them. */
export const unitRegister = new UnitRegister(loadUnits(), loadSuccessions());

/** The agencies that handle cases, in code order. */
export const agencies: readonly Agency[] = loadAgencies();

function loadUnits(): Unit[] {
  const units = new Map<string, Unit>();
  for (const row of readDataFile('shared', 'reference', 'administrative-units.csv')) {
    const codeList = row.oneOf('code_list', codeLists);
    const code = row.text('code');
    const id = unitId(codeList, code);
    const version = versionFrom(row);
    const earlier = units.get(id);
    units.set(id, {
      id,
      codeList,
      code,
      level: row.oneOf('level', levels),
      reported: row.flag('reported'),
      versions: earlier === undefined ? [version] : [...earlier.versions, version],
      validFrom: earlier === undefined ? version.validFrom : earlier.validFrom,
      validTo: version.validTo,
    });
  }
  return [...units.values()];
}

function versionFrom(row: DataRow): UnitVersion {
  const parent = row.optional('parent_code');
  return {
    name: { vi: row.text('name_vi'), en: row.text('name_en') },
    kind: row.oneOf('kind', kinds),
    parent: parent === undefined ? undefined : unitId(row.oneOf('code_list', codeLists), parent),
    legalBasis: row.optional('legal_basis'),
    ...validity(row),
  };
}

function loadSuccessions(): Succession[] {
  return readDataFile('shared', 'reference', 'successions.csv').map((row) => ({
    from: unitId(row.oneOf('from_code_list', codeLists), row.text('from_code')),
    to: unitId(row.oneOf('to_code_list', codeLists), row.text('to_code')),
  }));
}

function loadAgencies(): Agency[] {
  return readDataFile('shared', 'reference', 'agencies.csv')
    .map((row) => ({
      code: row.text('code'),
      name: { vi: row.text('name_vi'), en: row.text('name_en') },
      tier: row.oneOf('tier', tiers),
      unit: row.parsed('unit_code', (code) => unitId('VN2004', code)),
      demonstration: row.flag('demonstration'),
      ...validity(row),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function validity(row: DataRow): { validFrom: Day | undefined; validTo: Day | undefined } {
  return { validFrom: row.parsed('valid_from', parseDay), validTo: row.parsed('valid_to', parseDay) };
}
