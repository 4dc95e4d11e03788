import { resolve } from 'node:path'

/**
 * The command line, read once before anything changes `process.argv`: node, boot.ts, Electron's switches, the app's
 * folder, then the app's own arguments, in which Electron looks for switches too.
 */
const given = process.argv.slice(2)
const folderAt = given.findIndex((each) => !each.startsWith('--'))

export const appFolder = resolve(given[folderAt] ?? '.')
/** What the app finds in `process.argv` from 1 on. */
export const appArguments = folderAt < 0 ? [] : given.slice(folderAt)

export const switches = new Map<string, string>(
  given
    .filter((each) => each.startsWith('--'))
    .map((each) => {
      const [name = '', ...value] = each.slice(2).split('=')
      return [name, value.join('=')]
    }),
)
