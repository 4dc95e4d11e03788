import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Whether packages can be installed by one command that asks nobody: as root on Debian and its kin. */
export const canInstallFromDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/**
 * Installs packages where that can be done; elsewhere nothing happens. Whoever calls looks for what should be there
 * now; what went wrong is on the screen.
 */
export function installFromDebian(...packages: string[]): void {
  if (!canInstallFromDebian()) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], env, timeout: 420_000 }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}
