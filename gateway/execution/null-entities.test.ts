import { nullEntities } from './null-entities';

const QUERY = `query Q__feedback__0($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Scorecard { __typename period feedback { received { value } } }
    ... on FeedbackKpi { value of: origin ... on FeedbackKpi @include(if: true) { status } }
  }
}`;

it('answers each representation with nulls for what its type is asked for, except what it tells itself', () => {
  const representations = [
    { __typename: 'Scorecard', unitId: 'vn2004.27', period: '2022' },
    { __typename: 'FeedbackKpi', id: 'vn2004.27:2022:FBK-01' },
  ];
  expect(nullEntities(QUERY, { representations })).toEqual({
    _entities: [{ feedback: null }, { value: null, of: null, status: null }],
  });
});

it('has no answer in place of a query that begins in the subgraph', () => {
  expect(nullEntities('{ indicators { code } }', {})).toBeUndefined();
});
