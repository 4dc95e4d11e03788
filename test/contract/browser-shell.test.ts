import { describe, test } from 'vitest'
import { startDeskProcess } from '../support/processes.ts'
import { contractCases } from './contract-cases.ts'

describe('the contract through the browser shell', () => {
  test.each(contractCases)('$name', async ({ run }) => {
    const running = await startDeskProcess()
    try {
      await run(running.desk)
    } finally {
      await running.end()
    }
  })
})
