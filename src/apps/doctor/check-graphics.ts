import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProcess } from '../../media/run-process.js';
import type { Check } from './check.js';

/** PCI numbers of those who make graphics devices. */
const vendors: Readonly<Record<string, string>> = { '0x10de': 'NVIDIA', '0x1002': 'AMD', '0x8086': 'Intel' };

/** The graphics devices that the NVIDIA driver and, on Linux, the kernel show. */
export async function checkGraphics(kernelFolder = '/sys/class/drm'): Promise<Check> {
  const [nvidia, others] = [await nvidiaDevices(), await kernelDevices(kernelFolder)];
  const devices = [...nvidia, ...others.filter((device) => nvidia.length === 0 || !device.startsWith('NVIDIA'))];
  const none = process.platform === 'linux' ? 'none seen' : 'none seen (only NVIDIA devices are looked for here)';
  return { name: 'graphics', status: 'ok', detail: devices.length > 0 ? devices.join('; ') : none };
}

async function nvidiaDevices(): Promise<string[]> {
  try {
    const query = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader'];
    const { exitCode, stdout } = await runProcess('nvidia-smi', query);
    if (exitCode !== 0) return [];
    const lines = stdout.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => {
      const [name = '', memory = '', driver = ''] = line.split(',').map((part) => part.trim());
      return `${name} (${memory}, driver ${driver})`;
    });
  } catch {
    // No NVIDIA driver.
    return [];
  }
}

/** Cards by their maker, as `AMD (card0)`. */
async function kernelDevices(folder: string): Promise<string[]> {
  const cards = (await readdir(folder).catch(() => [])).filter((name) => /^card\d+$/.test(name)).sort();
  const read = cards.map(async (card) => {
    const vendor = (await readFile(join(folder, card, 'device', 'vendor'), 'utf8').catch(() => '')).trim();
    return `${vendors[vendor] ?? `maker ${vendor || 'unknown'}`} (${card})`;
  });
  return Promise.all(read);
}
