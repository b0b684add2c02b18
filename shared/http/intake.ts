/** What is looked at before anything is made of a request: whether it may ask at all, and what it asks for. */
import type { IncomingMessage } from 'node:http';
import type { Asked } from './asked';
import type { Refusal } from './refuse';

/** What is really asked, or why it is refused. */
export interface Taken {
  readonly refused?: Refusal | undefined;
  readonly asked: Asked;
  /** It was asked for by an id or a name that stands for one text for ever, so that its answer may be kept. */
  readonly isPersisted?: boolean | undefined;
  /** It is one of a list that the operator has agreed to: a page that is not the client's gains nothing by asking it. */
  readonly isRegistered?: boolean | undefined;
  /** Of the answer, whatever it is. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type Intake<C> = (asked: Asked, context: C, request: IncomingMessage) => Taken | Promise<Taken>;
