/** Independent recomputation of the KPIs of feedback, and of its shares by field; see recompute.ts. */
import { subgraph } from '../../subgraphs/feedback';
import { byFieldContext } from '../../subgraphs/feedback/by-field';
import { feedback } from '../../subgraphs/feedback/kpis';
import { account, ticket } from './arbitrary-rows';
import { stepsOf } from './arbitrary-steps';
import type { OtherCounts } from './compare';
import { ofField } from './feedback-kpis';
import { naiveSystems } from './naive-systems';
import { recompute } from './recompute';

const naive = naiveSystems.feedback;

const shares: OtherCounts = {
  kpis: ['rac-thai', 'chat-thai', 'via-he-le-duong'].map(ofField),
  async load(reader, keys) {
    const { byField } = byFieldContext(reader);
    const loaded = await Promise.all(keys.map((key) => byField.load(key)));
    return loaded.map((fields) =>
      fields.length === 0
        ? undefined
        : new Map(fields.map(({ field, tickets }) => [`FBK-08/${field.code}`, tickets])),
    );
  },
};

recompute(
  subgraph,
  feedback,
  naive,
  stepsOf(naive.kinds, { ticket: () => ticket, feedback_account: () => account }),
  shares,
);
