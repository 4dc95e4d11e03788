import { createHash, createHmac } from 'node:crypto'
import { AlgorithmTypes } from '@vonage/auth'
import { Vonage } from '@vonage/server-sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFields } from '../../../src/main/inbound/fields.ts'
import { verifySignature } from '../../../src/main/inbound/signature.ts'
import { readWebhook } from '../../../src/main/inbound/webhook.ts'
import type { SignatureMethod } from '../../../src/shared/setup.ts'
import { asForm, formOf, goodReceipt, goodText, inAllFormats } from './requests.ts'

const secret = 'dispatch-demo-secret-01'
const methods = ['md5hash', 'md5', 'sha1', 'sha256', 'sha512'] as const
const signed = (id: string, at: string, timestamp: string) => ({
  'api-key': 'abcd1234',
  'message-timestamp': at,
  timestamp,
  nonce: `4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e${id}`,
})
const P1: Record<string, string> = { ...goodText, ...signed('01', '2026-04-02 08:15:30', '1775117730') }
const P2 = {
  ...{ msisdn: '12025550111', to: '14155550199', messageId: '0C0000017A11C002', type: 'text' },
  ...{ text: 'dock=7 & bay=B_2', keyword: 'DOCK=7' },
  ...signed('02', '2026-04-02 08:16:00', '1775117760'),
}
const P3 = {
  ...{ msisdn: '447700900222', to: '447700900800', messageId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e03', type: 'unicode' },
  ...{ text: 'Już jadę 🚛 – 15€', keyword: 'JUŻ' },
  ...signed('03', '2026-04-02 08:17:00', '1775117820'),
}
const P4 = {
  ...{ msisdn: '447700900111', to: '447700900800', messageId: '0B0000017A11C004', type: 'text', text: '', keyword: '' },
  ...signed('04', '2026-04-02 08:18:00', '1775117880'),
}
const P5 = { ...goodReceipt, ...signed('05', '2026-04-02 08:18:30', '1775117910') }
const P6 = {
  ...{ api_key: 'abcd1234', from: '14155550199', to: '12025550111', text: 'Slot = 10:15 & gate B' },
  timestamp: '1775118000',
}

const md = (fields: Record<string, string>, sig: string) => new Map(Object.entries({ ...fields, sig }))

/** The five steps of the provider's guide, written a second time. */
function sign(
  fields: Record<string, string>,
  method: SignatureMethod,
  blanks: 'hashed' | 'left out' = 'hashed',
): string {
  const base = Object.keys(fields)
    .filter((name) => name !== 'sig' && (blanks === 'hashed' || fields[name]?.trim() !== ''))
    .sort()
    .map((name) => `&${name}=${fields[name]?.split(/[&=]/).join('_')}`)
    .join('')
  return method === 'md5hash'
    ? createHash('md5')
        .update(base + secret)
        .digest('hex')
    : createHmac(method, secret).update(base).digest('hex')
}

const vectors: [string, Record<string, string>, SignatureMethod, string][] = [
  ['P1', P1, 'md5hash', '53d24fdff540d572e5d88d1f312cf57b'],
  ['P1', P1, 'md5', '5bb2178ca57717e702435a98df71cc03'],
  ['P1', P1, 'sha1', '94bf50b08fcf0d0619b56195f74adff1b90d4dee'],
  ['P1', P1, 'sha256', '703c305d85bdaf59036a3fd5b5570abc4b826c98a5cf6c4215149d981c246829'],
  [
    'P1',
    P1,
    'sha512',
    '6e31b3f2ce9228748c8b9a323459843e920bc034c672dc5856e52cc70b733a317bb2264f05e178fc23fcec4872ea40afd229ace835c23914384a0c13dae0e320',
  ],
  ['P2', P2, 'md5hash', 'f8a4be541cf089af72735c6fde6b2368'],
  ['P2', P2, 'sha256', '24f63e62a299a13adda350a2d396a96ed8437b3ddd5b30143e561af8f9b72418'],
  ['P3', P3, 'sha256', 'a9458fd4bfc244b847abea35a636ccd3e595c6875cf01a0cb76487cfb9f530af'],
  [
    'P3',
    P3,
    'sha512',
    '204378301b49967a99077a551efb297c61f1aaba92b0eaf48aae8c29d629b7cb9dcb9909fd73423ca16e32ae954013681a2c9296e7bd3a7c4431a0b37745edc6',
  ],
  ['P4, blanks hashed', P4, 'sha256', '1af67ddf59d3d3d2b46cb10f13e7f4b5d9b67a05c4ff468a62941e2e98a3b96d'],
  ['P5', P5, 'md5hash', '2bc1575d43e3c72fd775a1b818aa8473'],
  ['P5', P5, 'sha256', '56dcf6464f23edaa1129d3b82b4cd6c67972b61e55b2aa126ca39f8925a78faa'],
  ['P6', P6, 'md5hash', '1c3d133866e2dc65e18e94a3cda295a0'],
  ['P6', P6, 'sha256', '92dea4d681b71c671ef0d29930ed61b644a6c957f3e8c36ecd15b15de880f752'],
  ['P4, blanks left out', P4, 'sha256', 'b8ba4f5f73ddc51d8f9b4cf695bd680c37c0ff20b0873d14ebfcf18ca44a2d13'],
]

describe('published vectors', () => {
  test.each(vectors)('%s %o %s', (_label, fields, method, sig) => {
    expect(verifySignature(md(fields, sig), [secret], method)).toBe(true)
    expect(verifySignature(md(fields, sig.toUpperCase()), [secret], method)).toBe(true)
    expect(verifySignature(md(fields, sig), ['old-secret-of-someone', secret], method)).toBe(true)
    for (const [format, request] of inAllFormats({ ...fields, sig })) {
      const read = readFields(request)
      expect(read.ok && verifySignature(read.fields, [secret], method), format).toBe(true)
    }
  })

  test('hold for no other method, secret or missing one', () => {
    for (const [, fields, method, sig] of vectors) {
      for (const other of methods) expect(verifySignature(md(fields, sig), [secret], other)).toBe(other === method)
      expect(verifySignature(md(fields, sig), ['dispatch-demo-secret-02'], method)).toBe(false)
      expect(verifySignature(md(fields, sig), [], method)).toBe(false)
      expect(verifySignature(new Map(Object.entries(fields)), [secret], method)).toBe(false)
    }
  })
})

test('an empty secret signs nothing, though an HMAC with it can be made by anyone', () => {
  const sig = createHmac('sha256', '').update('&a=1').digest('hex')
  expect(verifySignature(md({ a: '1' }, sig), [''], 'sha256')).toBe(false)
})

test.each(['', 'x', '0', '00', 'zz'.repeat(32), `${'0'.repeat(63)}g`, '0'.repeat(4096), ' ', '[object Object]'])(
  'a sig that is none: %s',
  (sig) => {
    for (const method of methods) expect(verifySignature(md(P1, sig), [secret], method)).toBe(false)
  },
)

test('a right sig with a tail, a head or a piece missing', () => {
  for (const method of methods) {
    const sig = sign(P1, method)
    for (const wrong of [`${sig}00`, `${sig}zz`, `00${sig}`, ` ${sig}`, sig.slice(2), sig.slice(0, -2), `${sig}\n`])
      expect(verifySignature(md(P1, wrong), [secret], method)).toBe(false)
  }
})

const genuine = fc.constantFrom<Record<string, string>>(P1, P2, P3, P4, P5)
const method = fc.constantFrom(...methods)

test('every genuine request passes', () => {
  const fields = fc.dictionary(fc.stringMatching(/^[A-Za-z0-9._-]{1,10}$/), fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(fields, method, fc.constantFrom('hashed', 'left out'), ({ sig: _sig, ...sent }, by, blanks) => {
      expect(verifySignature(md(sent, sign(sent, by, blanks)), [secret], by)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

describe('tampering', () => {
  const asSigned = (value: string) => value.replace(/[&=]/g, '_')
  const passes = (fields: Record<string, string>, by: SignatureMethod, sig: string) =>
    verifySignature(md(fields, sig), [secret], by)

  test('a changed value', () => {
    fc.assert(
      fc.property(genuine, method, fc.nat(), fc.string(), (fields, by, pick, value) => {
        const name = Object.keys(fields)[pick % Object.keys(fields).length] ?? ''
        fc.pre(asSigned(value) !== asSigned(fields[name] ?? '') && (value.trim() !== '' || fields[name]?.trim() !== ''))
        expect(passes({ ...fields, [name]: value }, by, sign(fields, by))).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  test('a dropped or an added field', () => {
    fc.assert(
      fc.property(
        genuine,
        method,
        fc.nat(),
        fc.stringMatching(/^[a-z-]{1,8}$/),
        fc.string({ minLength: 1 }),
        (fields, by, pick, added, value) => {
          const sig = sign(fields, by)
          const names = Object.keys(fields).filter((name) => fields[name] !== '')
          const { [names[pick % names.length] ?? '']: _dropped, ...less } = fields
          expect(passes(less, by, sig)).toBe(false)
          fc.pre(!(added in fields) && value.trim() !== '')
          expect(passes({ ...fields, [added]: value }, by, sig)).toBe(false)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a bit of the sig', () => {
    fc.assert(
      fc.property(genuine, method, fc.nat(), (fields, by, pick) => {
        const bytes = Buffer.from(sign(fields, by), 'hex')
        const bit = pick % (bytes.length * 8)
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(passes(fields, by, bytes.toString('hex'))).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('fields hidden in a name, which the SDK lets through, do not get past the reader', () => {
    const sig = sign(P1, 'sha256')
    const { msisdn = '', nonce = '', ...rest } = P1
    const smuggled: Record<string, string> = { ...rest, [`msisdn=${msisdn}&nonce`]: nonce, sig }
    const sdk = new Vonage({ apiKey: 'a', apiSecret: 'b' }).sms
    expect(sdk.verifySignature(sig, smuggled, secret, AlgorithmTypes.sha256hmac)).toBe(true)
    for (const [, request] of inAllFormats(smuggled)) expect(readFields(request)).toMatchObject({ why: 'bad-name' })
  })

  test('whatever passes over the wire means the same', () => {
    // Characters of a signed form changed, dropped, doubled or put in.
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 3 }),
      put: fc.constantFrom('', '&', '=', '%26', '%3D', '_', '+', 'a', '&text=', '&status=', '&a', '%00'),
    })
    const meaning = (fields: ReadonlyMap<string, string>) =>
      [...fields]
        .filter(([name, value]) => name !== 'sig' && value.trim() !== '')
        .map(([name, value]) => `${name}:${asSigned(value)}`)
        .sort()
    let passed = 0
    fc.assert(
      fc.property(genuine, method, fc.array(edit, { minLength: 1, maxLength: 3 }), (fields, by, edits) => {
        const right = { ...fields, sig: sign(fields, by) }
        let form = formOf(right)
        for (const { at, cut, put } of edits)
          form = form.slice(0, at % form.length) + put + form.slice((at % form.length) + cut)
        const read = readFields(asForm(form))
        if (!read.ok || !verifySignature(read.fields, [secret], by)) return
        passed += 1
        expect(meaning(read.fields)).toEqual(meaning(new Map(Object.entries(right))))
        expect(readWebhook(asForm(form)).kind).toBe(readWebhook(asForm(formOf(right))).kind)
      }),
      { numRuns: 10_000 },
    )
    expect(passed).toBeGreaterThan(0)
  })
})

describe('against the SDK', () => {
  const sdk = new Vonage({ apiKey: 'a', apiSecret: 'b' }).sms
  const algorithms: Record<SignatureMethod, AlgorithmTypes> = {
    md5hash: AlgorithmTypes.md5hash,
    md5: AlgorithmTypes.md5hmac,
    sha1: AlgorithmTypes.sha1hmac,
    sha256: AlgorithmTypes.sha256hmac,
    sha512: AlgorithmTypes.sha512hmac,
  }

  test('both accept and both refuse, where no value is blank', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => each.trim() !== '')
    const fields = fc.dictionary(fc.stringMatching(/^[A-Za-z0-9._-]{1,10}$/), value)
    fc.assert(
      fc.property(fields, method, fc.boolean(), ({ sig: _sig, ...sent }, by, right) => {
        const sig = right ? sign(sent, by) : sign({ ...sent, a: `${sent.a}x` }, by)
        const theirs = sdk.verifySignature(sig, { ...sent, sig }, secret, algorithms[by])
        expect(verifySignature(md(sent, sig), [secret], by)).toBe(theirs)
        expect(theirs).toBe(right)
      }),
      { numRuns: 1000 },
    )
  })

  test('the one difference meant: blank values left out', () => {
    const sig = sign(P4, 'sha256', 'left out')
    expect(sdk.verifySignature(sig, { ...P4, sig }, secret, AlgorithmTypes.sha256hmac)).toBe(false)
    expect(verifySignature(md(P4, sig), [secret], 'sha256')).toBe(true)
  })
})
