import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { headerBytes, NotOpened, pieceBytes, sealInto, tagBytes, unseal } from '../../../src/main/store/sealed-file.ts'
import { freshFolder } from '../../support/store.ts'

const passphrase = Buffer.from('correct horse battery')
const sealedPiece = pieceBytes + tagBytes
/** Three pieces, the last one short. */
const content = Buffer.from(Array.from({ length: 2 * pieceBytes + 100 }, (_, place) => (place * 31) % 251))

const path = join(freshFolder('sealed'), 'file')
let whole: Buffer
/** A cost that lets a test open it a thousand times. */
const seal = (bytes: Buffer, logN = 1) => {
  const file = openSync(path, 'w')
  const sealed = sealInto(file, passphrase, logN)
  // In odd bits, as streams bring them.
  for (let from = 0; from < bytes.length; from += 7001) sealed.write(bytes.subarray(from, from + 7001))
  sealed.end()
  sealed.forget()
  closeSync(file)
  return readFileSync(path)
}
beforeAll(() => {
  whole = seal(content)
})

function open(file: Buffer, by: Uint8Array = passphrase): Buffer | NotOpened['why'] {
  writeFileSync(path, file)
  const pieces: Buffer[] = []
  try {
    unseal(path, by, (bytes) => pieces.push(Buffer.from(bytes)))
  } catch (error) {
    if (error instanceof NotOpened) return error.why
    throw error
  }
  return Buffer.concat(pieces)
}
const flipped = (file: Buffer, at: number, bit = 1) => {
  const changed = Buffer.from(file)
  changed[at] = (changed[at] ?? 0) ^ bit
  return changed
}
const piece = (index: number) =>
  whole.subarray(headerBytes + index * sealedPiece, headerBytes + (index + 1) * sealedPiece)

test.each([0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * pieceBytes])(
  '%i bytes come back as they were',
  (size) => {
    const bytes = content.subarray(0, size)
    expect(open(seal(Buffer.from(bytes)))).toEqual(Buffer.from(bytes))
  },
)

test('by the cost that files have', () => {
  expect(open(seal(Buffer.from('words'), 17))).toEqual(Buffer.from('words'))
})

test('nothing of the content or the passphrase can be read in it, and no two files are alike', () => {
  const words = Buffer.from('Ada Lovelace, 447700900123 '.repeat(500))
  const [one, other] = [seal(words), seal(words)]
  expect(one.includes('Ada') || one.includes('447700900123') || one.includes(passphrase)).toBe(false)
  expect(one.subarray(headerBytes).equals(other.subarray(headerBytes))).toBe(false)
})

describe('is refused:', () => {
  test('each byte of a short file changed', () => {
    const short = seal(Buffer.from('a short one'))
    for (let at = 0; at < short.length; at += 1)
      for (const bit of [1, 0x80]) {
        // A version from after this one is said to be that.
        const why = at === 8 && (short[8] ?? 0) < ((short[8] ?? 0) ^ bit) ? 'newer' : 'damaged'
        expect([at, bit, open(flipped(short, at, bit))]).toEqual([at, bit, why])
      }
    expect(open(short)).toEqual(Buffer.from('a short one'))
  })

  test('a byte of each piece and of each tag changed', () => {
    for (let at = headerBytes; at < whole.length; at += 997) expect(open(flipped(whole, at))).toBe('damaged')
    for (const index of [1, 2, 3]) {
      const end = Math.min(headerBytes + index * sealedPiece, whole.length)
      expect(open(flipped(whole, end - 1))).toBe('damaged')
    }
  })

  test('cut off at the end of the header and of each piece, one byte beside it, and in between', () => {
    const borders = [0, 1, 8, 9, headerBytes, ...[1, 2].map((index) => headerBytes + index * sealedPiece)]
    for (const border of borders)
      for (const size of [border - 1, border, border + 1, border + tagBytes, border + tagBytes + 1])
        if (size >= 0) expect([size, open(whole.subarray(0, size))]).toEqual([size, 'damaged'])
  })

  test('pieces swapped, left out, doubled, of another file, and something behind the end', () => {
    const [header, one, two, three] = [whole.subarray(0, headerBytes), piece(0), piece(1), piece(2)]
    const other = seal(content).subarray(headerBytes, headerBytes + sealedPiece)
    for (const pieces of [
      [two, one, three],
      [one, three],
      [two, three],
      [three],
      [one, one, two, three],
      [one, two, two, three],
      [one, two, three, three],
      [other, two, three],
      [one, two, three, Buffer.from('x')],
      [one, two, three, Buffer.alloc(sealedPiece)],
    ])
      expect(open(Buffer.concat([header, ...pieces]))).toBe('damaged')
    expect(open(Buffer.concat([header, one, two, three]))).toEqual(content)
  })

  test.each(['correct horse batter', 'correct horse battery ', 'Correct horse battery', ''])(
    'passphrase “%s”',
    (other) => {
      expect(open(whole, Buffer.from(other))).toBe('wrong-passphrase')
    },
  )

  test('a file that would cost more than ours do, its sum put right', () => {
    for (const [at, value] of [
      [9, 18],
      [9, 0],
      [9, 63],
      [10, 255],
      [11, 255],
    ] as const) {
      const greedy = Buffer.from(whole)
      greedy[at] = value
      createHash('sha256').update(greedy.subarray(0, 44)).digest().copy(greedy, 44, 0, 8)
      expect([at, value, open(greedy)]).toEqual([at, value, 'damaged'])
    }
  })

  test('a file of version 2, whatever else is in it', () => {
    const later = Buffer.concat([Buffer.from('DDskHand'), Buffer.from([2]), Buffer.from('laid out otherwise')])
    expect(open(later)).toBe('newer')
    later[8] = 0
    expect(open(later)).toBe('damaged')
  })
})
