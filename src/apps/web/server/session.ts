import { server } from './server-client.js';

/** Puts the token of an address such as `/#token=…` into a cookie and takes it out of the address. */
export async function takeTokenFromAddress(): Promise<void> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token === null) return;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  // A wrong token is asked for again by the page.
  await openSession(token).catch(() => undefined);
}

/** Throws `AskreelRequestError` for a wrong token. */
export async function openSession(token: string): Promise<void> {
  await server.api.session.$post({ json: { token } });
}
