// Runs an asynchronous event: tells the ledger of it, and throws where its token ends with "!".
import { spawn } from 'node:child_process';

// A helper in a session of its own, as a careless function starts it: it must not outlive the server.
spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).unref();

export const handler = async (event, context) => {
  await fetch(process.env.LEDGER + '/events', {
    method: 'POST',
    body: JSON.stringify([{ id: context.awsRequestId, token: event.token, count: 0 }]),
  });
  if (event.token.endsWith('!')) throw new Error('bad event');
  return event.token;
};
