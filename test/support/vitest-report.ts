import { writeFileSync } from 'node:fs'
import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'
import { type Report, told } from './report.ts'

/**
 * Writes a Report to the file that DESK_REPORT names. What Vitest's own JSON leaves out fails here with its reason: a
 * hook, after which its tests are not run; a file that does not load, or never comes to its end; what nobody caught.
 */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<SerializedError>): void {
    const report: Report = { passed: 0, failed: [] }
    for (const module of modules) {
      const fail = (title: string, why?: string) => report.failed.push(told(module.moduleId, title, why))
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result()
        if (state === 'passed') report.passed++
        else if (state === 'failed') fail(test.fullName, errors[0]?.stack ?? errors[0]?.message)
        else if (state === 'pending') fail(test.fullName, 'It never came to its end.')
      }
      for (const { message, stack } of module.errors()) fail('the file', stack ?? message)
      for (const suite of module.children.allSuites())
        for (const { message, stack } of suite.errors()) fail(suite.fullName, stack ?? message)
    }
    for (const { message, stack } of unhandled)
      report.failed.push(told('outside of a test', 'caught by nobody', stack ?? message))
    writeFileSync(process.env.DESK_REPORT ?? '', JSON.stringify(report))
  }
}
