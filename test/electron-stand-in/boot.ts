import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { openChromium } from './chromium.ts'
import { appArguments, appFolder, switches } from './switches.ts'

/** Runs an app as `electron folder` does: its main file to the end, then Chromium, then `ready`. */

process.argv.splice(1, process.argv.length, ...appArguments)
const { main } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as { main: string }
// As in Electron, `ready` waits for the main file: an app that awaits it there waits for ever.
await import(pathToFileURL(join(appFolder, main)).href)
if (!app.isLeaving) {
  await openChromium({ profile: app.getPath('sessionData'), switches })
  app.becomeReady()
}
