import { extname, relative, resolve, sep } from 'node:path'

/** Our page's own address. A scheme of our own has an origin and can have headers, which `file:` has not. */
export const scheme = 'desk'
export const home = 'desk://app'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/**
 * The file that an address of ours stands for.
 *
 * @param folder absolute path of the built page
 * @param address whole URL, as the page asked for it
 * @returns absolute path and content type; null for everything that is not a known kind of file below the folder,
 *   however it is spelled (`..`, `%2e%2e`, `%5c`, another host). Whether the file exists is not looked at.
 */
export function fileOf(folder: string, address: string): { path: string; type: string } | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== home) return null
  const name = decoded(url.pathname)
  if (name === null || name.includes('\0') || name.includes('\\')) return null
  const path = resolve(folder, `.${name === '/' ? '/index.html' : name}`)
  const inside = relative(folder, path)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(folder, inside) !== path) return null
  const type = types[extname(path)]
  return type === undefined ? null : { path, type }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
