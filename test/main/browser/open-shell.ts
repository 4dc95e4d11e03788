import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openBrowserShell } from '../../../src/main/browser/shell.ts'
import { openHost } from '../../../src/main/host.ts'
import { refused } from '../../../src/shared/result.ts'
import { ngrokFromSource } from '../../support/ngrok-source.ts'
import { freshFolder, startThreads } from '../../support/store.ts'

/** All that the page's folder holds. */
export const page = {
  'index.html': '<!doctype html><title>Dispatch Desk</title>',
  'assets/main.js': 'export {}',
}

/** The browser shell over a real desk in practice mode. `close` fails when something unexpected was reported. */
export async function openShell() {
  const unexpected: string[] = []
  const renderer = freshFolder('renderer')
  mkdirSync(join(renderer, 'assets'))
  for (const [name, content] of Object.entries(page)) writeFileSync(join(renderer, name), content)
  const host = await openHost({
    dataDir: freshFolder(),
    shell: 'browser',
    environment: {},
    accounts: { load: async () => ({ account: null, problem: null }), save: async () => refused('no', 'No.') },
    openLink: async () => refused('no', 'No.'),
    threads: startThreads(),
    startNgrok: ngrokFromSource,
    unexpected: (what) => unexpected.push(what),
  })
  await host.started
  const shell = await openBrowserShell({ host, renderer, port: 0, unexpected: (what) => unexpected.push(what) })
  return {
    host,
    shell,
    port: Number(new URL(shell.api).port),
    close: async () => {
      await shell.close()
      await host.close()
      expect(unexpected).toEqual([])
    },
  }
}

export type OpenedShell = Awaited<ReturnType<typeof openShell>>
