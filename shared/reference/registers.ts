/** Loads the registers of units and agencies from the data files beside this module. */
import { UnitRegister } from '../units/register';
import type { Agency } from '../units/unit';
import { agenciesFrom } from './agency-rows';
import { readDataFile } from './data-file';
import { successionsFrom, unitsFrom } from './unit-rows';

/** Both national code lists for Bắc Ninh, with the units' dated versions and what became of them. */
export const unitRegister = loadUnits();

/** The agencies that handle cases, in code order. */
export const agencies: readonly Agency[] = agenciesFrom(read('agencies.csv'), unitRegister);

export const agencyByCode: ReadonlyMap<string, Agency> = new Map(
  agencies.map((agency) => [agency.code, agency]),
);

function loadUnits(): UnitRegister {
  const units = unitsFrom(read('administrative-units.csv'));
  return new UnitRegister(units, successionsFrom(read('successions.csv'), units));
}

function read(file: string) {
  return readDataFile('shared', 'reference', file);
}
