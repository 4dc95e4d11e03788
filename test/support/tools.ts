import { spawnSync } from 'node:child_process'
import { installFromDebian } from './debian.ts'

/** What fault tests put a desk to the test with, and the packages it is in. A test whose tool is missing says so. */
const tools = [
  { command: 'strace', asks: '-V', in: 'strace' },
  { command: 'mkfs.ext4', asks: '-V', in: 'e2fsprogs' },
  { command: 'findmnt', asks: '-V', in: 'util-linux' },
]

/** Before the first test of a run. */
export function setup(): void {
  if (process.platform !== 'linux') return
  const missing = tools.filter(({ command, asks }) => spawnSync(command, [asks]).error !== undefined)
  if (missing.length > 0) installFromDebian(...missing.map((tool) => tool.in))
}
