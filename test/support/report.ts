import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'

/** What one runner says of its tests: how many passed, and which did not, with the first lines of why. */
export interface Report {
  passed: number
  failed: string[]
}

/** @returns null where the runner wrote nothing */
export const readVitest = (file: string): Report | null => read(file) as Report | null

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

/** Without colours, and without what the runner itself was at: this is read in logs too. */
export const told = (file: string, title: string, message = '') => {
  const lines = stripVTControlCharacters(message).split('\n')
  const ours = lines.filter((line) => !line.includes('node_modules')).slice(0, 12)
  return [`${file.replace(/^.*[/\\]test[/\\]/, '')}: ${title}`, ...ours].join('\n').trimEnd()
}

const read = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
