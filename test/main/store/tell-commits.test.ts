import { expect, test } from 'vitest'
import { commitTeller, type News } from '../../../src/main/store/tell-commits.ts'
import { inboundText } from '../../support/store.ts'

test('of a rush the first are told in full, and of the others how many became what: none is left out', () => {
  const news: News[] = []
  const teller = commitTeller(
    (each) => news.push(each),
    () => [],
  )
  const count = 1000
  for (let reply = 0; reply < count; reply += 1)
    teller.wrote('receive', inboundText(), reply % 4 === 0 ? 'repeated' : 'stored')
  teller.wrote('gapEnds', undefined, undefined)
  teller.committed({ values: [], failed: [], changed: [], event: 1, queued: false }, { values: [], failed: [] })
  teller.rest()
  expect(news).toHaveLength(1)
  const wrote = news[0]?.wrote ?? []
  const times = (value: string, isFull: boolean) =>
    wrote
      .filter((each) => each.name === 'receive' && each.value === value && (each.argument !== null) === isFull)
      .reduce((sum, each) => sum + each.times, 0)
  const full = times('stored', true) + times('repeated', true)
  // Twenty, or one or two more on a computer that takes its time.
  expect(full).toBeGreaterThanOrEqual(20)
  expect(full).toBeLessThan(count / 2)
  expect(times('stored', true) + times('stored', false)).toBe((count * 3) / 4)
  expect(times('repeated', true) + times('repeated', false)).toBe(count / 4)
  // One line for each of what became of them, and what is no reply is told as it is.
  expect(wrote).toHaveLength(full + 3)
  expect(wrote.at(-1)).toMatchObject({ name: 'gapEnds', times: 1 })
})
