import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/processes.ts'

let made = 0

/**
 * The desk as it was built, with one mistake in it: what a control runs where the product has no door to ask for it.
 *
 * @param changes what stands in the built code, exactly once, and what shall stand there instead
 * @returns the script to start; `remove` takes the copy away
 */
export function changedDesk(...changes: readonly (readonly [right: string | RegExp, wrong: string])[]) {
  made += 1
  // Inside the project, so that it finds its packages.
  const folder = join(root, 'node_modules', '.cache', 'dispatch-desk', `changed-${process.pid}-${made}`)
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'out', 'main'), join(folder, 'main'), { recursive: true })
  symlinkSync(join(root, 'out', 'renderer'), join(folder, 'renderer'))
  const files = readdirSync(join(folder, 'main'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.cjs'))
    .map((name) => join(folder, 'main', name))
  for (const [right, wrong] of changes) {
    const places = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      const found =
        typeof right === 'string' ? text.split(right).length - 1 : [...text.matchAll(asGlobal(right))].length
      return found === 0 ? [] : [{ file, text, found }]
    })
    const [place] = places
    if (place === undefined || places.length > 1 || place.found > 1)
      throw new Error(`“${right}” stands ${places.reduce((sum, { found }) => sum + found, 0)} times in the built desk`)
    writeFileSync(place.file, place.text.replace(right, wrong))
  }
  return { script: join(folder, 'main', 'serve.cjs'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const asGlobal = (pattern: RegExp) => new RegExp(pattern.source, 'g')
