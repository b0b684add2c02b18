/** Connections that send what is written in one turn of the event loop as one, in place of a system call for each request. */
import { buildConnector } from 'undici';

export function connectorThatWritesTogether(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (options, callback) => {
    connect(options, (...result) => {
      // A connection that failed comes with its error alone, whatever the types say.
      const [error] = result;
      if (error === null) writeTogether(result[1]);
      callback(...result);
    });
  };
}

function writeTogether(socket: NonNullable<Parameters<buildConnector.Callback>[1]>): void {
  const uncork = socket.uncork.bind(socket);
  let corked = 0;
  // Whoever writes uncorks when it has written; that is put off to the end of the turn.
  socket.uncork = () => {
    if (corked++ > 0) return;
    setImmediate(() => {
      for (; corked > 0; corked--) uncork();
    });
  };
}
