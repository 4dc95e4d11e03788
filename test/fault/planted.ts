import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** With characters that every way of writing writes otherwise. */
export const secrets = {
  'api secret': 'Planted1+api/secret="x"&y',
  'signature secret': 'Planted2+signature/secret="x"&y',
  'old signature secret': 'Planted3+old/signature="x"&y',
  'new signature secret': 'Planted5+new/signature="x"&y',
  passphrase: 'Planted6+handover/pass phrase="x"&y',
  'ngrok token': '2Planted4ngrokTokenOfNobody_7aBcDeFgHiJkLmNoPqRsT',
}

/**
 * Finds a secret however it was written down: as it is, percent-encoded, in base64 (at any offset, as within
 * `Basic key:secret`), in hex, escaped in JSON, or backwards.
 *
 * @returns `name in form` of each that is there
 */
export function findSecrets(bytes: Buffer | string, secrets: Record<string, string>): string[] {
  const text = Buffer.from(bytes).toString('latin1')
  const lower = text.toLowerCase()
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(forms(secret)).flatMap(([form, ways]) =>
      ways.some((way) => text.includes(way) || (form === 'hex' && lower.includes(way))) ? [`${name} in ${form}`] : [],
    ),
  )
}

function forms(secret: string): Record<string, string[]> {
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
    // The characters at both ends are shared with what stands beside it.
    const inner = whole.toString('base64').replace(/=+$/, '')
    const own = inner.slice(offset === 0 ? 0 : offset + 1, Math.floor((whole.length * 8) / 6))
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return {
    raw: [bytes.toString('latin1')],
    url: [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)],
    base64,
    hex: [bytes.toString('hex')],
    json: [JSON.stringify(secret).slice(1, -1)],
    reverse: [[...bytes.toString('latin1')].reverse().join('')],
  }
}

/** Every file under a folder, and the rights of every file and folder, itself included. */
export function walk(folder: string): { path: string; isFolder: boolean; rights: string }[] {
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8)
  const inside = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [{ path, isFolder: false, rights: rights(path) }]
  })
  return [{ path: folder, isFolder: true, rights: rights(folder) }, ...inside]
}

export const secretsInFiles = (folder: string, secrets: Record<string, string>): string[] =>
  walk(folder)
    .filter(({ isFolder }) => !isFolder)
    .flatMap(({ path }) => findSecrets(readFileSync(path), secrets).map((found) => `${path}: ${found}`))
