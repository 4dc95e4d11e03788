import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A list of what starts at login, with one entry of ours. */
export interface Autostart {
  isSet(): boolean
  /** @throws when the folder cannot be written */
  set(wanted: boolean): void
}

/**
 * Linux's list: a file a program in `autostart`, which GNOME, KDE, Xfce and the others read alike.
 *
 * @see https://specifications.freedesktop.org/autostart-spec/latest/
 * @param needs.configHome `$XDG_CONFIG_HOME`, `~/.config` where that is not set
 * @param needs.program absolute path of what starts the app
 * @param needs.args each a word of its own
 */
export function autostartFile(needs: { configHome: string; program: string; args: readonly string[] }): Autostart {
  const path = join(needs.configHome, 'autostart', 'dispatch-desk.desktop')
  const exec = [needs.program, ...needs.args].map(quoted).join(' ')
  return {
    // A desktop's own settings switch an entry off in one of these two ways, and leave the file.
    isSet: () => {
      try {
        const lines = readFileSync(path, 'utf8').split('\n')
        return !lines.includes('Hidden=true') && !lines.includes('X-GNOME-Autostart-enabled=false')
      } catch {
        return false
      }
    },
    set: (wanted) => {
      if (!wanted) return rmSync(path, { force: true })
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(path, `[Desktop Entry]\nType=Application\nName=Dispatch Desk\nExec=${exec}\nTerminal=false\n`)
    },
  }
}

/**
 * As Exec reads it: quotes, within them four characters that a shell knows behind a backslash, and `%%` for a percent
 * sign. Then each backslash once more, since the file has escapes of its own.
 */
function quoted(word: string): string {
  const inQuotes = word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${inQuotes}"`.replaceAll('\\', '\\\\')
}
