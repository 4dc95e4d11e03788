import { EventEmitter } from 'node:events'
import type { Session } from 'electron'
import { expect, test } from 'vitest'
import { holdDownloads } from '../../../src/main/electron/downloads.ts'

/** What Electron would do with a download of this address: ask where to, or nothing. */
function download(url: string): { asked: string | null; prevented: boolean } {
  const session = new EventEmitter()
  holdDownloads(session as Session, 'desk://app')
  const seen = { asked: null as string | null, prevented: false }
  session.emit(
    'will-download',
    { preventDefault: () => (seen.prevented = true) },
    {
      getURL: () => url,
      getFilename: () => 'Wed 12, North.csv',
      setSaveDialogOptions: ({ title }: { title: string }) => (seen.asked = title),
    },
  )
  return seen
}

test('a file that our page made is asked about, where to and under its name', () => {
  expect(download('blob:desk://app/0b5c-1')).toEqual({ asked: 'Wed 12, North.csv', prevented: false })
})

test.each([
  'https://evil.example/setup.exe',
  'blob:https://evil.example/1',
  'blob:desk://app.evil/1',
  'blob:desk://other/1',
  'desk://app/index.html',
  'data:text/csv,x',
  'file:///etc/passwd',
  'blob:null/1',
  '',
])('nothing else is downloaded: %s', (url) => {
  expect(download(url)).toEqual({ asked: null, prevented: true })
})
