import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { fileOf } from '../../../src/main/electron/bundle.ts'

const folder = resolve('/bundle/renderer')

test.each([
  { address: 'desk://app/', path: 'index.html', type: 'text/html; charset=utf-8' },
  { address: 'desk://app/index.html?a#b', path: 'index.html', type: 'text/html; charset=utf-8' },
  { address: 'desk://app/assets/a%20b.css', path: 'assets/a b.css', type: 'text/css; charset=utf-8' },
  { address: 'desk://app/assets/x.js', path: 'assets/x.js', type: 'text/javascript; charset=utf-8' },
])('$address is a file of the bundle', ({ address, path, type }) => {
  expect(fileOf(folder, address)).toEqual({ path: resolve(folder, path), type })
})

test.each([
  'desk://app/../main/index.js',
  'desk://app/%2e%2e/main/index.js',
  'desk://app/..%2fmain/index.js',
  'desk://app/%2e%2e%2fmain%2findex.js',
  'desk://app/assets/..%2f..%2f..%2fmain%2findex.js',
  'desk://app//etc/passwd.js',
  'desk://app/..%5cmain%5cindex.js',
  'desk://app/..\\main\\index.js',
  'desk://app/%00.js',
  'desk://app/index.html%00.js',
  'desk://app/%E0%A4%A.js',
  'desk://app/C:/Windows/win.js',
])('%s leads nowhere outside the bundle', (address) => {
  const file = fileOf(folder, address)
  // Some are nothing at all; the rest are names below the folder that no file has.
  if (file !== null) expect(file.path.startsWith(`${folder}/`)).toBe(true)
})

test.each([
  'desk://other/index.html',
  'desk://app.evil/index.html',
  'desk://app:1/index.html',
  'file:///bundle/renderer/index.html',
  'https://app/index.html',
  'desk://app/index.js.map',
  'desk://app/..%2f',
  'not an address',
])('%s is not served', (address) => {
  expect(fileOf(folder, address)).toBeNull()
})
