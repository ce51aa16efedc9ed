import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AskreelError } from '../../domain/coded-error.js';

/**
 * Has a server listen at an address; gives it as clients write it: `http://127.0.0.1:8765`. Port 0 takes any free one.
 * Throws `BAD_ARGUMENT` when the address cannot be listened at.
 */
export async function listenAt(server: Server, host: string, port: number): Promise<string> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AskreelError('BAD_ARGUMENT', `It is not possible to listen at ${host}, port ${port} (${reason}).`, {
      hint: 'Choose another --port or --host.',
      cause,
    });
  }
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `http://${shown}:${address.port}`;
}
