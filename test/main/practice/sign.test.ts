import { describe, expect, test } from 'vitest'
import { type SignatureMethod, sign } from '../../../src/main/practice/sign.ts'

const secret = 'dispatch-demo-secret-01'
const P1 = {
  msisdn: '447700900111',
  to: '447700900800',
  messageId: '0B0000017A11C001',
  text: 'Leaving now, 20 min',
  type: 'text',
  keyword: 'LEAVING',
  'api-key': 'abcd1234',
  'message-timestamp': '2026-04-02 08:15:30',
  timestamp: '1775117730',
  nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e01',
}
const P2 = {
  msisdn: '12025550111',
  to: '14155550199',
  messageId: '0C0000017A11C002',
  text: 'dock=7 & bay=B_2',
  type: 'text',
  keyword: 'DOCK=7',
  'api-key': 'abcd1234',
  'message-timestamp': '2026-04-02 08:16:00',
  timestamp: '1775117760',
  nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e02',
}
const P3 = {
  msisdn: '447700900222',
  to: '447700900800',
  messageId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e03',
  text: 'Już jadę 🚛 – 15€',
  type: 'unicode',
  keyword: 'JUŻ',
  'api-key': 'abcd1234',
  'message-timestamp': '2026-04-02 08:17:00',
  timestamp: '1775117820',
  nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e03',
}
const P4 = {
  msisdn: '447700900111',
  to: '447700900800',
  messageId: '0B0000017A11C004',
  text: '',
  type: 'text',
  keyword: '',
  'api-key': 'abcd1234',
  'message-timestamp': '2026-04-02 08:18:00',
  timestamp: '1775117880',
  nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e04',
}
const P5 = {
  msisdn: '447700900111',
  to: '447700900800',
  'network-code': '23410',
  messageId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e05',
  price: '0.03330000',
  status: 'delivered',
  scts: '2604020918',
  'err-code': '0',
  'api-key': 'abcd1234',
  'client-ref': 'run-88/stop&3',
  'message-timestamp': '2026-04-02 08:18:30',
  timestamp: '1775117910',
  nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e05',
}
const P6 = {
  api_key: 'abcd1234',
  from: '14155550199',
  to: '12025550111',
  text: 'Slot = 10:15 & gate B',
  timestamp: '1775118000',
}
const inputs: Record<string, Record<string, string>> = { P1, P2, P3, P4, P5, P6 }

describe('signatures that an independent program made', () => {
  test.each<[string, SignatureMethod, string]>([
    ['P1', 'md5hash', '53d24fdff540d572e5d88d1f312cf57b'],
    ['P1', 'md5', '5bb2178ca57717e702435a98df71cc03'],
    ['P1', 'sha1', '94bf50b08fcf0d0619b56195f74adff1b90d4dee'],
    ['P1', 'sha256', '703c305d85bdaf59036a3fd5b5570abc4b826c98a5cf6c4215149d981c246829'],
    [
      'P1',
      'sha512',
      '6e31b3f2ce9228748c8b9a323459843e920bc034c672dc5856e52cc70b733a317bb2264f05e178fc23fcec4872ea40afd229ace835c23914384a0c13dae0e320',
    ],
    ['P2', 'md5hash', 'f8a4be541cf089af72735c6fde6b2368'],
    ['P2', 'sha256', '24f63e62a299a13adda350a2d396a96ed8437b3ddd5b30143e561af8f9b72418'],
    ['P3', 'sha256', 'a9458fd4bfc244b847abea35a636ccd3e595c6875cf01a0cb76487cfb9f530af'],
    [
      'P3',
      'sha512',
      '204378301b49967a99077a551efb297c61f1aaba92b0eaf48aae8c29d629b7cb9dcb9909fd73423ca16e32ae954013681a2c9296e7bd3a7c4431a0b37745edc6',
    ],
    ['P4', 'sha256', '1af67ddf59d3d3d2b46cb10f13e7f4b5d9b67a05c4ff468a62941e2e98a3b96d'],
    ['P5', 'md5hash', '2bc1575d43e3c72fd775a1b818aa8473'],
    ['P5', 'sha256', '56dcf6464f23edaa1129d3b82b4cd6c67972b61e55b2aa126ca39f8925a78faa'],
    ['P6', 'md5hash', '1c3d133866e2dc65e18e94a3cda295a0'],
    ['P6', 'sha256', '92dea4d681b71c671ef0d29930ed61b644a6c957f3e8c36ecd15b15de880f752'],
  ])('%s %s', (name, method, expected) => {
    expect(sign(inputs[name] ?? {}, secret, method).toLowerCase()).toBe(expected)
  })

  test('blank values left out, as one vendor library does, give another signature', () => {
    const { text: _text, keyword: _keyword, ...rest } = P4
    expect(sign(rest, secret, 'sha256').toLowerCase()).toBe(
      'b8ba4f5f73ddc51d8f9b4cf695bd680c37c0ff20b0873d14ebfcf18ca44a2d13',
    )
  })

  test('a sig among the fields does not count', () => {
    expect(sign({ ...P1, sig: 'x' }, secret, 'sha256')).toBe(sign(P1, secret, 'sha256'))
  })
})
