import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'

/** What one runner says of its tests: how many passed, and which did not, with the first lines of why. */
export interface Report {
  passed: number
  failed: string[]
}

interface VitestReport {
  numPassedTests: number
  testResults: {
    name: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** @returns null where the runner wrote nothing */
export function readVitest(file: string): Report | null {
  const report = read(file) as VitestReport | null
  if (report === null) return null
  const failed = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => told(name, fullName, failureMessages[0])),
  )
  return { passed: report.numPassedTests, failed }
}

/** A test that passed only when it was tried again has failed. @returns null where the runner wrote nothing */
export function readPlaywright(file: string): Report | null {
  const report = read(file) as JSONReport | null
  if (report === null) return null
  const failed = report.suites
    .flatMap(specsOf)
    .flatMap(({ file: name, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => told(name, title, results.find(({ error }) => error)?.error?.message)),
    )
  return { passed: report.stats.expected, failed }
}

const specsOf = (suite: JSONReportSuite): JSONReportSuite['specs'] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
]

/** Without colours: this is read in logs too. */
const told = (file: string, title: string, message = '') =>
  [`${file.replace(/^.*[/\\]test[/\\]/, '')}: ${title}`, ...stripVTControlCharacters(message).split('\n').slice(0, 12)]
    .join('\n')
    .trimEnd()

const read = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
