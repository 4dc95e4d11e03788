import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mistake } from './mistake.ts'
import { mistakes } from './mistakes.ts'

/**
 * `npm run sabotage`: makes each mistake in a copy of the project, one at a time, and runs the tests that must notice.
 * A test that stays green is worth nothing. Words behind the command choose mistakes by their names.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'sabotage-'))
const left = new Set(['node_modules', '.git', 'out', 'test-results', 'dist'])
for (const name of readdirSync(root))
  if (!left.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const say = (line: string) => process.stdout.write(`${line}\n`)

function node(script: string, ...args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: copy, stdio: 'ignore' })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

interface Outcome {
  passed: number
  failed: number
  /** Of those that failed. */
  names: string[]
  seconds: number
}

/** As vitest's JSON has it. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

/** A run without a single result, because a file did not even load, counts nothing as failed: that is no test's merit. */
async function runTests(project: Mistake['project'], files: string[]): Promise<Outcome> {
  const began = performance.now()
  // All but unit tests run what is built.
  if (project !== 'unit' && (await node('electron-vite/bin/electron-vite.js', 'build')) !== 0)
    return { passed: 0, failed: 0, names: [], seconds: 0 }
  const file = join(copy, 'results.json')
  rmSync(file, { force: true })
  const report = ['--reporter=json', `--outputFile.json=${file}`]
  await node('vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', project, ...report, ...files)
  const seconds = Math.round((performance.now() - began) / 1000)
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report
    const names = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []))
    return { passed: numPassedTests, failed: numFailedTests, names, seconds }
  } catch {
    return { passed: 0, failed: 0, names: [], seconds }
  }
}

/** @returns whether the tests turned red */
async function isCaught({ name, file, right, wrong, project, tests }: Mistake): Promise<boolean> {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (source.split(right).length !== 2) {
    say(`STALE   ${name}: ${file} does not have the line exactly once`)
    return false
  }
  writeFileSync(
    path,
    source.replace(right, () => wrong),
  )
  const { passed, failed, seconds } = await runTests(project, [tests])
  writeFileSync(path, source)
  const caught = failed > 0
  say(`${caught ? 'caught' : 'MISSED'}  ${name}: ${basename(tests)}, ${failed} of ${passed + failed} red, ${seconds} s`)
  return caught
}

const words = process.argv.slice(2)
const chosen = mistakes.filter(({ name }) => words.every((word) => name.includes(word)))
let green = chosen.length > 0
for (const project of ['unit', 'scenario', 'crash', 'fault'] as const) {
  const files = [...new Set(chosen.filter((each) => each.project === project).map(({ tests }) => tests))]
  if (files.length === 0) continue
  const { passed, failed, names, seconds } = await runTests(project, files)
  const fine = failed === 0 && passed > 0
  green &&= fine
  say(`${fine ? 'green ' : 'RED   '}  without a mistake: ${passed} ${project} tests pass, ${failed} fail, ${seconds} s`)
  for (const name of names) say(`        ${name}`)
}
let caught = 0
if (green) for (const mistake of chosen) if (await isCaught(mistake)) caught += 1
say(`${caught} of ${chosen.length} caught`)
process.exit(green && caught === chosen.length ? 0 : 1)
