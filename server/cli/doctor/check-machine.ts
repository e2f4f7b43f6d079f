import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { Env } from '../../../config/env.ts';
import { about, type Finding } from './finding.types.ts';

const gigabyte = 1024 ** 3;
const wantedNode = 24;

/** Node's version, memory, the data folder and the room on its disk. */
export async function checkMachine(env: Env): Promise<Finding[]> {
  return [checkNode(process.versions.node), checkMemory(totalmem()), await checkFolder(resolve(env.DESKHAND_DATA))];
}

function checkNode(version: string): Finding {
  const node = about('Node');
  if (Number.parseInt(version, 10) >= wantedNode) return node.ok(version);
  return node.fail(
    `version ${version}`,
    `Deskhand needs Node ${wantedNode} or newer: run it by npm (\`npm start\`), or install that version.`,
  );
}

function checkMemory(bytes: number): Finding {
  const memory = about('memory');
  const text = `${(bytes / gigabyte).toFixed(1)} GB`;
  if (bytes >= 1.8 * gigabyte) return memory.ok(text);
  return memory.warn(text, 'Everything in one process tree wants 2 GB; use servers elsewhere by DATABASE_URL and TEMPORAL_ADDRESS.');
}

async function checkFolder(folder: string): Promise<Finding> {
  const disk = about('data folder');
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch {
    return disk.fail(`${folder} cannot be written`, 'Give this user the right to it, or name another folder in DESKHAND_DATA.');
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${folder}, ${(free / gigabyte).toFixed(1)} GB free`;
  if (free < gigabyte / 4) return disk.fail(text, 'Make room: with a full disk mails are refused until there is some.');
  return free < 2 * gigabyte ? disk.warn(text, 'Make room soon, or move DESKHAND_DATA to a larger disk.') : disk.ok(text);
}
