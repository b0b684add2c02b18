/** Asks the server on this machine's PORT whether it answers: status 0 when it does, 1 when not. */
import { setting } from './environment';

const url = `http://127.0.0.1:${setting(process.env, 'PORT') ?? '4000'}/graphql?query={__typename}`;

fetch(url, { headers: { 'apollo-require-preflight': 'true' }, signal: AbortSignal.timeout(4000) }).then(
  (response) => {
    process.exitCode = response.ok ? 0 : 1;
  },
  () => {
    process.exitCode = 1;
  },
);
