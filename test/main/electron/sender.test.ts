import { expect, test } from 'vitest'
import { isOurs } from '../../../src/main/electron/sender.ts'

const home = 'desk://app'
const frame = { url: 'desk://app/index.html', origin: home }
const contents = { mainFrame: frame }

test('the main frame of our window at our address is ours', () => {
  expect(isOurs({ senderFrame: frame, sender: contents }, contents, home)).toBe(true)
})

const led = (to: { url?: string; origin?: string }) => {
  const elsewhere = { ...frame, ...to }
  return { senderFrame: elsewhere, sender: { mainFrame: elsewhere } }
}

test.each([
  { label: 'a frame that has gone', event: { senderFrame: null, sender: contents } },
  { label: 'a frame inside our page', event: { senderFrame: { ...frame }, sender: contents } },
  { label: 'a page of another origin', event: led({ origin: 'https://evil.example', url: 'https://evil.example/' }) },
  { label: 'an empty page that inherited our origin', event: led({ url: 'about:blank' }) },
  { label: 'an address that only begins like ours', event: led({ url: 'desk://app.evil/' }) },
  { label: 'our address with an origin of its own', event: led({ origin: 'null' }) },
])('$label is not', ({ event }) => {
  expect(isOurs(event, event.sender, home)).toBe(false)
})

test('another window is not, and none is while we have no window', () => {
  expect(isOurs({ senderFrame: frame, sender: contents }, { mainFrame: frame }, home)).toBe(false)
  expect(isOurs({ senderFrame: frame, sender: contents }, null, home)).toBe(false)
})
