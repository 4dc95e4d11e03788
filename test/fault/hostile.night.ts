import { test } from 'vitest'
import { hostileCase } from '../contract/hostile-case.ts'
import { startDeskProcess } from '../support/processes.ts'

const hostile = hostileCase(5000)
test(`over HTTP: ${hostile.name}`, async () => {
  const running = await startDeskProcess()
  try {
    await hostile.run(running.desk)
  } finally {
    await running.end()
  }
})
