import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

/*
 * A file that only a passphrase opens:
 *
 *   header   8 "DDskHand", 1 version, 3 scrypt's log2 N, r and p, 16 salt, 16 check, 8 sum of what is before it
 *   pieces   each 64 KB of the content (the last one shorter) under AES-256-GCM, and its tag of 16 bytes
 *
 * Key and check are scrypt's 48 bytes. A piece's nonce is its number. Header, number and whether it is the last one are
 * authenticated with it: no piece can be left out, moved, or taken for the end.
 */

const magic = Buffer.from('DDskHand', 'latin1')
export const sealVersion = 1
const [versionAt, costAt, saltAt, checkAt, sumAt] = [8, 9, 12, 28, 44] as const
export const headerBytes = 52
export const pieceBytes = 64 * 1024
export const tagBytes = 16
/** 128 MB and about half a second for each guess. @see RFC 7914; OWASP, "Password Storage Cheat Sheet" */
const usualLogN = 17
const [r, p] = [8, 1] as const
const keyBytes = 32

/** Why a file could not be opened. It says nothing of what is in it. */
export class NotOpened extends Error {
  override name = 'NotOpened'
  readonly why: 'wrong-passphrase' | 'damaged' | 'newer'
  constructor(why: NotOpened['why']) {
    super(why)
    this.why = why
  }
}

const sumOf = (header: Buffer) => createHash('sha256').update(header.subarray(0, sumAt)).digest().subarray(0, 8)

function derive(passphrase: Uint8Array, salt: Buffer, logN: number): { key: Buffer; check: Buffer } {
  const derived = scryptSync(passphrase, salt, keyBytes + (sumAt - checkAt), { N: 2 ** logN, r, p, maxmem: 2 ** 28 })
  return { key: derived.subarray(0, keyBytes), check: derived.subarray(keyBytes) }
}

/** What is bound to each piece besides its bytes. */
function around(header: Buffer, index: number, isLast: boolean): { nonce: Buffer; about: Buffer } {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return { nonce, about: Buffer.concat([header, nonce, Buffer.from([isLast ? 1 : 0])]) }
}

/**
 * Seals what is written into an open, empty file.
 *
 * @param logN of scrypt; smaller in tests only
 */
export function sealInto(file: number, passphrase: Uint8Array, logN = usualLogN) {
  const header = Buffer.alloc(headerBytes)
  magic.copy(header)
  header.set([sealVersion, logN, r, p], versionAt)
  randomBytes(checkAt - saltAt).copy(header, saltAt)
  const { key, check } = derive(passphrase, header.subarray(saltAt, checkAt), logN)
  check.copy(header, checkAt)
  sumOf(header).copy(header, sumAt)
  writeAll(file, header)
  const held = Buffer.alloc(pieceBytes)
  let have = 0
  let index = 0

  function flush(isLast: boolean): void {
    const { nonce, about } = around(header, index, isLast)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(about)
    writeAll(file, Buffer.concat([cipher.update(held.subarray(0, have)), cipher.final(), cipher.getAuthTag()]))
    index += 1
    have = 0
  }
  return {
    write(bytes: Buffer): void {
      for (let from = 0; from < bytes.length; ) {
        if (have === pieceBytes) flush(false)
        const taken = bytes.copy(held, have, from)
        have += taken
        from += taken
      }
    },
    /** Without it the file opens for nobody. */
    end: () => flush(true),
    /** Takes key and content out of memory. */
    forget(): void {
      key.fill(0)
      held.fill(0)
    },
  }
}

/**
 * Opens a sealed file piece by piece. What `take` was given before this throws is authentic, and not the whole.
 *
 * @throws NotOpened; what the system says when the file cannot be read
 */
export function unseal(path: string, passphrase: Uint8Array, take: (bytes: Buffer) => void): void {
  const file = openSync(path, 'r')
  try {
    const header = readHeader(file)
    const { key, check } = derive(passphrase, header.subarray(saltAt, checkAt), header[costAt] ?? 0)
    try {
      if (!timingSafeEqual(check, header.subarray(checkAt, sumAt))) throw new NotOpened('wrong-passphrase')
      openPieces(file, header, key, take)
    } finally {
      key.fill(0)
    }
  } finally {
    closeSync(file)
  }
}

function readHeader(file: number): Buffer {
  const header = Buffer.alloc(headerBytes)
  const have = readSync(file, header, 0, headerBytes, 0)
  if (have <= versionAt || !header.subarray(0, versionAt).equals(magic)) throw new NotOpened('damaged')
  if ((header[versionAt] ?? 0) > sealVersion) throw new NotOpened('newer')
  if (have < headerBytes || header[versionAt] !== sealVersion || !sumOf(header).equals(header.subarray(sumAt)))
    throw new NotOpened('damaged')
  const [logN = 0, itsR, itsP] = header.subarray(costAt, saltAt)
  // A file from outside must not choose how much memory it costs.
  if (logN < 1 || logN > usualLogN || itsR !== r || itsP !== p) throw new NotOpened('damaged')
  return header
}

function openPieces(file: number, header: Buffer, key: Buffer, take: (bytes: Buffer) => void): void {
  const { size } = fstatSync(file)
  const sealed = Buffer.alloc(pieceBytes + tagBytes)
  let at = headerBytes
  for (let index = 0; index === 0 || at < size; index += 1) {
    const bytes = sealed.subarray(0, Math.min(sealed.length, size - at))
    if (bytes.length < tagBytes || readSync(file, bytes, 0, bytes.length, at) < bytes.length)
      throw new NotOpened('damaged')
    at += bytes.length
    take(openPiece(header, key, bytes, index, at === size))
  }
}

function openPiece(header: Buffer, key: Buffer, bytes: Buffer, index: number, isLast: boolean): Buffer {
  const { nonce, about } = around(header, index, isLast)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(about)
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  const opened = decipher.update(bytes.subarray(0, bytes.length - tagBytes))
  try {
    decipher.final()
  } catch {
    throw new NotOpened('damaged')
  }
  return opened
}

function writeAll(file: number, bytes: Buffer): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from)
}
