import { createAskreelClient } from '../../server/client.js';

/** The server that this page came from; a token, where one is needed, lies in a cookie. */
export const server = createAskreelClient(window.location.origin);
