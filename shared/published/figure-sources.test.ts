import { figureSource, figureSources } from './figure-sources';

it('there are five source texts, of which two are undated', () => {
  expect([...figureSources.keys()]).toEqual(['000', '001', '002', '003', '004']);
  const undated = [...figureSources.values()].filter(({ publishedOn }) => publishedOn === undefined);
  expect(undated.map(({ id }) => id)).toEqual(['001', '004']);
});

it('a text is found by its id, and one that is not there is a fault that names it', () => {
  expect(figureSource('002')).toMatchObject({ publisher: 'Báo Thanh tra', publishedOn: '2024-10-10' });
  expect(() => figureSource('009')).toThrow(/No source text has the id "009"/);
});
