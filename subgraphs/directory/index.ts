/** Administrative units and agencies: who is where, what it was called, and what became of it. No database. */
import { parsePeriod } from '../../shared/period/period';
import { unitRegister } from '../../shared/reference/registers';
import { federatedSchema } from '../../shared/subgraph/federated-schema';
import type { Subgraph } from '../../shared/subgraph/subgraph';
import { DirectoryQueries } from './queries';
import { AdministrativeUnit, Scorecard } from './administrative-unit';
import { Agency, findAgency } from './agency';

export const subgraph: Subgraph = {
  name: 'directory',
  buildSchema: () =>
    federatedSchema({
      resolvers: [DirectoryQueries],
      types: [AdministrativeUnit, Agency, Scorecard],
      references: {
        AdministrativeUnit: ({ id = '' }) => {
          const unit = unitRegister.get(id);
          return unit && new AdministrativeUnit(unit);
        },
        Agency: ({ id }) => findAgency(id),
        Scorecard: ({ unitId = '', period = '' }) => {
          const unit = unitRegister.get(unitId);
          return unit && new Scorecard(unit, parsePeriod(period));
        },
      },
    }),
};
