import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

// What Node has compiled for one desk or one app it need not compile for the next (as in run.ts).
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/dispatch-desk/compiled', import.meta.url),
)

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  timeout: 60_000,
  // On a busy computer a webhook may be late, and then the provider's second try comes after 5 s.
  expect: { timeout: 15_000 },
  // Much of a spec is waiting for a customer to answer.
  workers: 3,
  reporter: [['list'], ['json', { outputFile: '../test-results/app.json' }]],
  projects: [
    { name: 'electron', testMatch: 'electron/*.spec.ts', grepInvert: /@night/ },
    { name: 'browser', testMatch: 'browser/*.spec.ts', grepInvert: /@night/ },
    // Before a release, not on every change: npm run test:night. The specs once more, in every look.
    { name: 'night', testMatch: ['browser/*.night.ts', 'browser/*.spec.ts', 'electron/{contract,setup}.spec.ts'] },
  ],
})
