import { createHash } from 'node:crypto'
import type { Argument } from '../shared/desk-api.ts'
import type { Settings } from '../shared/desk-state.ts'
import { type ListColumns, remember } from '../shared/list-columns.ts'
import { done, type Problem, type Result } from '../shared/result.ts'
import type { Log } from './log/log.ts'
import { type FoundSettings, freshKept, type Kept, readSettings, settingsFile } from './settings-file.ts'
import type { LinkMemories } from './setup/link.ts'

/**
 * The settings file. Whatever is the matter with it is no reason not to start: the usual settings hold, what was there
 * is kept, and the desk says so until somebody saves settings anew.
 */
export function openSettings(needs: { dataDir: string; now: () => number; log: Pick<Log, 'say'> }) {
  const file = settingsFile(needs.dataDir)
  // The file is read once, for the state of the desk asks some ten questions five times a second. A second desk on the
  // same folder, in the other mode, learns of a change when it starts.
  let kept: Kept = freshKept
  let trouble: Problem | null = null
  const say = (problem: Problem | null) => {
    trouble = problem
    if (problem !== null) needs.log.say('settingsTrouble', { code: problem.code })
  }

  function open() {
    const found = file.find()
    if (found.kind === 'unreadable') say(notRead(found.error))
    else if (found.kind === 'damaged') setAside()
    else if (found.kind === 'read') {
      kept = found.kept
      if (kept.setAside !== null) trouble = wasSetAside(kept.setAside)
      else if (found.lost.length > 0) say(valuesLost(found.lost))
    }
  }

  function setAside() {
    try {
      kept = { ...freshKept, setAside: file.setAside(needs.now()) }
    } catch (error) {
      return say(notRead(error)) // Where it lies nothing is written over it: it is tried again before anything is saved.
    }
    say(wasSetAside(kept.setAside ?? ''))
    // Or the next start would find no file, and nothing to say.
    write({})
  }

  /** On what the file holds now: a second desk may have changed it since. */
  function write(changes: Partial<Kept>): Result<null> {
    try {
      const found = file.find()
      if (found.kind === 'damaged') {
        const name = file.setAside(needs.now())
        // Damaged while we run, nothing is lost: all of it is held here.
        if (trouble?.code === 'settings-not-read') {
          kept = { ...kept, setAside: name }
          say(wasSetAside(name))
        }
      }
      if (found.kind === 'unreadable') throw found.error
      const record = { ...under(found, kept), ...changes }
      file.write(record)
      kept = readSettings(record).kept
      return done(null)
    } catch (error) {
      return { ok: false, problem: notKept(error) }
    }
  }

  function save(changes: Partial<Settings>): Result<null> {
    const found = file.find()
    const lost = found.kind === 'read' ? found.lost : []
    // What could not be meant gives way only now, so that a start before this one still says so.
    const usual = Object.fromEntries(lost.map((key) => [key, freshKept[key]]))
    const saved = write({ ...usual, ...changes, setAside: null })
    if (saved.ok) trouble = null
    return saved
  }

  const get = (): Settings => {
    const { mode, links, lists, setAside, ...settings } = kept
    return settings
  }
  open()
  return {
    mode: () => kept.mode,
    /** Holds in any case; where it cannot be written down, only until the program ends. */
    keepMode(mode: 'practice' | 'live') {
      const written = write({ mode })
      if (written.ok) return
      kept = { ...kept, mode }
      say(written.problem)
    },
    links: {
      of: (number) => {
        const link = kept.links.find((link) => link.number === hashOf(number))
        return link === undefined ? null : { ...link, number }
      },
      keep: (link) => {
        const number = hashOf(link.number)
        return write({ links: [{ ...link, number }, ...kept.links.filter((each) => each.number !== number)] })
      },
      forget: (number) => write({ links: kept.links.filter((link) => link.number !== hashOf(number)) }),
    } satisfies LinkMemories,
    lists: {
      all: () => kept.lists,
      keep: (said: ListColumns) => write({ lists: remember(kept.lists, said) }),
    },
    get,
    /** As they would be after some changes. */
    changed: (changes: Argument<'saveSettings'>): Settings => ({ ...get(), ...named(changes) }),
    /** Nothing is changed where it cannot be written down. */
    save: (changes: Argument<'saveSettings'>) => save(named(changes)),
    /** What is the matter with the file; null when all is well, and once settings were saved anew. */
    trouble: () => trouble,
  }
}

/** What a change is made on: the file, and what we hold where there is none any more. */
const under = (found: FoundSettings, kept: Kept) =>
  found.kind === 'read' ? found.record : readSettings({ ...kept }).record

/** No telephone number stands in a file that people send to whoever helps them. */
const hashOf = (number: string) => createHash('sha256').update(number).digest('base64url')

/** Without what is named and left open. */
const named = (changes: Argument<'saveSettings'>): Partial<Settings> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown error'

const linkForgotten = 'Where your number’s replies went before this desk came is forgotten.'

const wasSetAside = (name: string): Problem => ({
  code: 'settings-set-aside',
  text: `settings.json was damaged and is kept as ${name}. The usual settings hold, and the mode that was chosen is forgotten. ${linkForgotten} Look through Setup and press “These settings are right”, or mend that file, put it back and start again.`,
})
const valuesLost = (lost: (keyof Kept)[]): Problem => ({
  code: 'settings-values-lost',
  text: `settings.json holds what cannot be meant (${lost.join(', ')}); the usual holds instead.${lost.includes('links') ? ` ${linkForgotten}` : ''} Look through Setup and press “These settings are right”, or mend that file and start again.`,
})
const notRead = (error: unknown): Problem => ({
  code: 'settings-not-read',
  text: `settings.json cannot be read (${codeOf(error)}). The usual settings hold meanwhile. Let it be read and written, then start again.`,
})
const notKept = (error: unknown): Problem => ({
  code: 'settings-not-kept',
  text: `settings.json cannot be written (${codeOf(error)}). Free some space or let it be written, then save again.`,
})
