import { declareSystem } from '../kpi/kpi';
import { testedKpi } from '../../test/tested-kpi';
import { systemSubgraph } from './system-subgraph';

describe('a system without records', () => {
  const subgraph = systemSubgraph({
    declaration: declareSystem({
      ...{ name: 'tested', typeName: 'Tested', title: { vi: 'Thử', en: 'Tested' } },
      kpis: [{ ...testedKpi, code: 'LON-01', targets: [], qualitativeTargets: [] }],
    }),
    folder: 'test/made-up-system',
    kinds: [],
    migrations: [],
  });

  it('opens no database, and has published figures only', async () => {
    const open = jest.fn();
    const databases = { open, url: () => Promise.resolve(''), close: () => Promise.resolve() };
    const data = await subgraph.open?.(databases, { demonstration: true, log: () => undefined });
    expect(data?.context({})).toMatchObject({ figures: expect.anything() as unknown });
    expect(open).not.toHaveBeenCalled();
  });

  it('takes none by the import command', () => {
    expect(subgraph.records).toBeUndefined();
  });
});
