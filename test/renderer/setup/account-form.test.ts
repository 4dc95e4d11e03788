import { expect, test } from 'vitest'
import { accountArgument, checkAccount, fieldOf, noAccount } from '../../../src/renderer/setup/account-form.ts'
import { readArgument } from '../../../src/shared/desk-api.ts'

const filled = {
  ...noAccount,
  apiKey: ' abcd1234 ',
  apiSecret: 'secret',
  number: '+44 7700 900000',
  ngrokAuthtoken: 'token',
}

test('a filled form has nothing to complain of, and its argument is one the desk can read', () => {
  expect(checkAccount(filled, 'GB')).toEqual({})
  const argument = accountArgument({ ...filled, publicUrl: 'https://left.over.example' })
  expect(readArgument.saveAccount.parse(argument)).toEqual({
    apiKey: 'abcd1234',
    apiSecret: 'secret',
    number: '+44 7700 900000',
    ngrokAuthtoken: 'token',
  })
})

test('while the signature secret is being changed both go in, with the method', () => {
  const signatures = { signatureSecret: ' new ', signatureSecretOld: 'old', signatureMethod: 'sha512' as const }
  const argument = readArgument.saveAccount.parse(accountArgument({ ...filled, ...signatures }))
  expect(argument).toMatchObject({ ...signatures, signatureSecret: 'new' })
  expect(accountArgument({ ...filled, signatureSecretOld: 'old' })).toMatchObject({ signatureMethod: 'sha256' })
})

test('what is missing is named at its field, and only the way in that was chosen counts', () => {
  expect(Object.keys(checkAccount(noAccount, 'GB')).toSorted()).toEqual([
    'apiKey',
    'apiSecret',
    'ngrokAuthtoken',
    'number',
  ])
  const url = { ...filled, way: 'url' as const, ngrokAuthtoken: '' }
  expect(checkAccount(url, 'GB')).toEqual({ publicUrl: { code: 'bad-url' } })
  expect(checkAccount({ ...url, publicUrl: 'https://desk.example' }, 'GB')).toEqual({})
})

test('a problem of the desk finds its field', () => {
  expect(fieldOf('number-length')).toBe('number')
  expect(fieldOf('public-url-not-read')).toBe('publicUrl')
  expect(fieldOf('account-not-saved')).toBeNull()
})
