/** Which operation a request stands for: by its text, by an id or a name that its client has registered, or by a hash that it sent before. */
import type { GraphQLSchema } from 'graphql';
import { type Asked, isObject, type NamedOperation } from '../../shared/http/asked';
import type { Taken } from '../../shared/http/intake';
import type { Refusal } from '../../shared/http/refuse';
import type { Client, ClientMode } from '../identity/client';
import { sha256 } from './normal-form';
import type { Operation } from './operation';
import { variablesFrom } from './query-parameters';
import type { RegisteredOperations } from './registered-operations';
import type { OperationStore } from './remembered-operations';

export interface Asking {
  /** The registered client whose key the request carries. */
  readonly client: Client | undefined;
  /** Whose share an operation goes into that is registered by its hash. */
  readonly owner: () => string;
  readonly schema: () => GraphQLSchema;
}

export interface PersistedOptions {
  readonly registered: () => RegisteredOperations;
  readonly remembered: OperationStore;
  /** Of callers without a key; a client may have a stricter one. */
  readonly mode: ClientMode;
  readonly log: (message: string) => void;
}

export class PersistedOperations {
  constructor(private readonly options: PersistedOptions) {}

  resolve(asked: Asked, asking: Asking): Taken | Promise<Taken> {
    if (asked.named !== undefined) return this.byName(asked.named, asking);
    const wrong = wrongForm(asked);
    if (wrong !== undefined) return refused(asked, outOfForm(wrong));
    const hash = hashOf(asked);
    if (hash === undefined) return this.byText(asked, asking);
    const { query } = asked;
    const registered = this.registeredById(hash, asking);
    if (registered === undefined && asked.documentId === undefined && !HASH.test(hash))
      return refused(asked, outOfForm(`sha256Hash is ${shown(hash)}`));
    if (query === undefined)
      return registered === undefined ? this.remembered(asked, hash, asking) : known(asked, registered);
    if (sha256(query) !== hash && registered?.body !== query) return refused(asked, MISMATCH);
    const taken = this.byText(asked, asking);
    if (taken.refused === undefined && registered === undefined) {
      this.options.remembered.set(hash, query, asking.owner());
    }
    return taken.refused === undefined
      ? { ...taken, asked: withoutId(taken.asked), isPersisted: true }
      : taken;
  }

  private byName({ client, operation, parameters }: NamedOperation, { client: own, schema }: Asking): Taken {
    // Whose operation it is, the key says; the path only has to agree.
    const found = own?.id === client ? this.options.registered().byName(client, operation) : undefined;
    if (found === undefined) return refused({}, own === undefined ? KEYLESS : unknownName(client, operation));
    const read = variablesFrom(parameters, found.variables, schema());
    if ('faults' in read) {
      const message = read.faults.map((fault) => fault.message).join(' ');
      return refused({}, { status: 400, code: 'BAD_USER_INPUT', message });
    }
    return known({ variables: read.variables }, found);
  }

  private byText(asked: Asked, { client }: Asking): Taken {
    const mode = this.modeOf(client);
    if (mode === 'open' || asked.query === undefined) return { asked };
    if (mode === 'require-id') return refused(asked, ID_REQUIRED);
    const found = client && this.options.registered().byBody(client.id, asked.query);
    if (found !== undefined) return { asked, isRegistered: true };
    if (mode === 'safelist') return refused(asked, UNREGISTERED);
    this.options.log(
      `${client?.id ?? 'nobody known'} asks an operation that is not registered: ${sha256(asked.query)}`,
    );
    return { asked };
  }

  private registeredById(id: string, { client }: Asking): Operation | undefined {
    return client && this.options.registered().byId(client.id, id);
  }

  private remembered(asked: Asked, hash: string, { client }: Asking): Taken | Promise<Taken> {
    const mode = this.modeOf(client);
    if (mode === 'safelist' || mode === 'require-id') return refused(asked, UNKNOWN_ID);
    if (!HASH.test(hash)) return refused(asked, UNKNOWN_ID);
    const found = this.options.remembered.get(hash);
    const taken = (query: string | undefined): Taken =>
      query === undefined
        ? refused(asked, asked.documentId === undefined ? REQUEST_IN_FULL : UNKNOWN_ID)
        : { asked: { ...withoutId(asked), query }, isPersisted: true };
    return found instanceof Promise ? found.then(taken) : taken(found);
  }

  private modeOf(client: Client | undefined): ClientMode {
    const own = client?.mode ?? 'open';
    const general = this.options.mode;
    return STRICTNESS.indexOf(own) > STRICTNESS.indexOf(general) ? own : general;
  }
}

const STRICTNESS: readonly ClientMode[] = ['open', 'log-unknown', 'safelist', 'require-id'];

function known(asked: Asked, { body, name }: Operation): Taken {
  return {
    asked: { ...withoutId(asked), query: body, operationName: name },
    ...{ isPersisted: true, isRegistered: true },
  };
}

const HASH = /^[0-9a-f]{64}$/;

/** In either of its forms, which has been looked at; the second may say what kind of id it is. */
function hashOf({ documentId, extensions }: Asked): string | undefined {
  const persisted = extensions?.persistedQuery;
  if (isObject(persisted) && typeof persisted.sha256Hash === 'string') return persisted.sha256Hash;
  return documentId?.replace(/^sha256:/, '');
}

/** What is wrong with `persistedQuery`, which may be left out. */
function wrongForm({ extensions }: Asked): string | undefined {
  const persisted = extensions?.persistedQuery;
  if (persisted == null) return undefined;
  if (!isObject(persisted)) return `extensions.persistedQuery is ${shown(persisted)}`;
  const { version, sha256Hash } = persisted;
  if (version !== 1) return `version is ${shown(version)}`;
  return typeof sha256Hash === 'string' ? undefined : `sha256Hash is ${shown(sha256Hash)}`;
}

const MOST_SHOWN = 80;

/** Briefly, and of a list or an object nothing: it may be nested deeply. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function outOfForm(wrong: string): Refusal {
  return {
    status: 400,
    code: 'BAD_REQUEST',
    message: `The persisted query is not in its form: ${wrong}. Expected extensions.persistedQuery as {"version": 1, "sha256Hash": "<64 hexadecimal digits, in lower case>"}, with the SHA-256 of the query or the id of a registered operation. Correct it, or leave it out and send the query alone.`,
  };
}

function withoutId({ query, operationName, variables, extensions = {} }: Asked): Asked {
  const others = Object.entries(extensions).filter(([name]) => name !== 'persistedQuery');
  const asked = { query, operationName, variables };
  return others.length === 0 ? asked : { ...asked, extensions: Object.fromEntries(others) };
}

function refused(asked: Asked, refusal: Refusal): Taken {
  return { asked, refused: refusal };
}

/** With the words that clients of Apollo's and urql's wait for to send the whole operation, and its status. */
const REQUEST_IN_FULL: Refusal = {
  status: 200,
  code: 'PERSISTED_QUERY_NOT_FOUND',
  message: 'PersistedQueryNotFound',
};

const MISMATCH: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message:
    'The hash is not that of the operation sent with it. Expected the SHA-256 of the query, in hexadecimal digits.',
};

const UNKNOWN_ID: Refusal = {
  status: 404,
  code: 'OPERATION_UNKNOWN',
  message:
    'No registered operation of this caller has the id. Register it, and ask with the key of the client that registered it.',
};

const UNREGISTERED: Refusal = {
  status: 403,
  code: 'OPERATION_NOT_REGISTERED',
  message:
    'Only registered operations are answered for this caller. Register the operation, or ask one that is.',
};

const ID_REQUIRED: Refusal = {
  status: 403,
  code: 'OPERATION_NOT_REGISTERED',
  message:
    'Only ids of registered operations are answered for this caller. Expected documentId in place of query.',
};

const KEYLESS: Refusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'The operations of a client are asked for with its key. Expected X-API-Key.',
};

function unknownName(client: string, operation: string): Refusal {
  return {
    status: 404,
    code: 'OPERATION_UNKNOWN',
    message: `The caller has no registered operation ${client}/${operation}. Expected the caller's own client, and the name of one of its operations.`,
  };
}
