import { expect, test } from 'vitest'
import { reachNews } from '../../src/main/reach-news.ts'
import type { Reach } from '../../src/shared/desk-state.ts'

const at = (url: string): Reach => ({
  state: 'reachable',
  since: '',
  why: 'tunnel-open',
  text: '',
  url,
  provenAt: null,
})
const lost: Reach = { ...at('https://one'), state: 'unreachable', why: 'tunnel-dropped', url: null }

function open() {
  const seen = { urls: [] as (string | null)[], said: [] as string[], states: 0 }
  const news = reachNews({
    log: { say: (...[, fields]) => void seen.said.push((fields as { why: string }).why) },
    learn: () => {},
    account: () => {
      seen.states += 1
    },
    onNewUrl: () => seen.urls.push(news.url()),
  })
  return { news, seen }
}

test('the provider is asked about a new address, and not about the one that came back', () => {
  const { news, seen } = open()
  for (const reach of [at('https://one'), lost, at('https://one'), lost, at('https://one'), lost, at('https://two')])
    news.tell(reach)
  expect(seen.urls).toEqual(['https://one', 'https://two'])
  expect(seen.states).toBe(7)
})

test('a link that was looked at while there was no address is looked at again when the old one comes back', () => {
  const { news, seen } = open()
  news.tell(at('https://one'))
  news.linkSeen()
  news.tell(lost)
  news.linkSeen()
  expect(news.url()).toBeNull()
  news.tell(at('https://one'))
  expect(seen.urls).toEqual(['https://one', 'https://one'])
})

test('the log has each change once, and no newer proof of the same', () => {
  const { news, seen } = open()
  for (const reach of [at('https://one'), { ...at('https://one'), provenAt: 'later' }, lost]) news.tell(reach)
  expect(seen.said).toEqual(['tunnel-open', 'tunnel-dropped'])
})
