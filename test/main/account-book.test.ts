import { expect, test } from 'vitest'
import type { AccountKeeper, SavedAccount } from '../../src/main/account.ts'
import { openAccountBook } from '../../src/main/account-book.ts'
import { noLog } from '../../src/main/log/log.ts'
import { done } from '../../src/shared/result.ts'

/** No key ring: after a start it knows only what is no secret. */
function askedAtStart(): AccountKeeper {
  let kept: SavedAccount | null = null
  return {
    load: async () =>
      kept === null
        ? {
            account: null,
            problem: { code: 'account-asked', text: 'Asked.' },
            asked: {
              isOf: (key) => key === 'abcd1234',
              rest: { number: '+44 7700 900001', ngrokDomain: 'desk.example', publicUrl: 'https://desk.example' },
            },
          }
        : { account: kept, problem: null },
    save: async (account) => {
      kept = account
      return done(null)
    },
  }
}

test.each([
  { label: 'the same account', apiKey: 'abcd1234', number: '447700900001' },
  { label: 'another account', apiKey: 'ffff0000', number: null },
])('asked for at a start, $label is complete with what was known of it', async ({ apiKey, number }) => {
  const book = openAccountBook({ environment: null, accounts: askedAtStart(), log: noLog })
  expect(await book.login()).toBeNull()
  expect(book.keyRing()).toMatchObject({ code: 'account-asked' })
  expect(await book.change({ apiSecret: 'Secret1234' })).toMatchObject({ ok: false })
  expect(await book.change({ apiKey, apiSecret: 'Secret1234' })).toMatchObject({ ok: true })
  expect(book.shown()).toMatchObject({ number, publicUrl: 'https://desk.example' })
})
