import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, startDeskProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

/** A copy of the program as it was just built: nobody has started it. */
function freshlyBuilt() {
  const program = freshFolder('program')
  cpSync(join(root, 'out'), join(program, 'out'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(program, 'node_modules'))
  const compiled = join(program, 'out/main/compiled')
  rmSync(compiled, { recursive: true, force: true })
  const start = () =>
    // No place of the test run's own.
    startDeskProcess({ NODE_COMPILE_CACHE: '' }, { script: join(program, 'out/main/serve.cjs') })
  return { compiled, start }
}

test('the first start keeps beside the program what was compiled, of each thread, and the next one starts with it', async () => {
  const { compiled, start } = freshlyBuilt()
  const first = await start()
  expect((await first.desk.getDesk({})).ok).toBe(true)
  expect(await first.end()).toBe(0)
  const kept = () => readdirSync(compiled, { recursive: true, encoding: 'utf8' })
  // The first thread alone has about thirty.
  expect(kept().length).toBeGreaterThan(50)
  const before = kept()
  const second = await start()
  expect((await second.desk.getDesk({})).ok).toBe(true)
  expect(await second.end()).toBe(0)
  expect(kept()).toEqual(expect.arrayContaining(before))
  expect(second.stderr()).toBe('')
})

test('where nothing can be kept, as in an archive, the program starts all the same and says nothing of it', async () => {
  const { compiled, start } = freshlyBuilt()
  writeFileSync(compiled, 'no folder')
  const running = await start()
  expect((await running.desk.getDesk({})).ok).toBe(true)
  expect(await running.end()).toBe(0)
  expect(running.stderr()).toBe('')
  expect(readFileSync(compiled, 'utf8')).toBe('no folder')
})
