import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { openerOf, writeOpeningPage } from '../../../src/main/browser/opening-page.ts'

const address = 'http://127.0.0.1:8080/#token=se-cret_1'

test('the page leads to the address, can be read by its maker alone, and is gone once removed', () => {
  const page = writeOpeningPage(address)
  expect(readFileSync(page.path, 'utf8')).toContain(`location.replace("${address}")`)
  expect(page.path).not.toContain('se-cret')
  if (process.platform !== 'win32') {
    expect(statSync(page.path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(page.path)).mode & 0o777).toBe(0o700)
  }
  page.remove()
  page.remove()
  expect(existsSync(dirname(page.path))).toBe(false)
})

test('an address cannot end the script it stands in', () => {
  const page = writeOpeningPage('http://127.0.0.1/#"</script><b>')
  expect(readFileSync(page.path, 'utf8').match(/<\/script>/g)).toHaveLength(1)
  page.remove()
})

test.each([
  { platform: 'darwin', env: {}, program: 'open' },
  { platform: 'win32', env: {}, program: 'cmd' },
  { platform: 'linux', env: { DISPLAY: ':0' }, program: 'xdg-open' },
  { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, program: 'xdg-open' },
  { platform: 'linux', env: {}, program: undefined },
] as const)('$platform $env: $program', ({ platform, env, program }) => {
  const opener = openerOf('/tmp/x/open.html', platform, env)
  expect(opener?.program).toBe(program)
  if (opener !== null) expect(opener.args.at(-1)).toBe('/tmp/x/open.html')
})
