import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  timeout: 30_000,
  workers: 1,
  reporter: [['list'], ['json', { outputFile: '../test-results/app.json' }]],
  projects: [
    { name: 'electron', testMatch: 'electron/*.spec.ts' },
    { name: 'browser', testMatch: 'browser/*.spec.ts' },
  ],
})
