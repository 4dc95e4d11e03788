import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { app } from './app.ts'
import { switches } from './switches.ts'

type Ring = 'basic_text' | 'gnome_libsecret' | 'kwallet5'

/**
 * A key ring that exists only in name: its key follows from its name and the data folder. Playwright asks every
 * Electron for `basic`, so a test that wants another one names it in the environment.
 */
function ring(): Ring {
  const named = process.env.ELECTRON_STAND_IN_KEY_RING ?? switches.get('password-store')
  if (named === 'gnome_libsecret' || named === 'gnome-libsecret') return 'gnome_libsecret'
  return named === 'kwallet5' ? 'kwallet5' : 'basic_text'
}

const key = () =>
  createHash('sha256')
    .update(`stand-in ${ring()} ${app.getPath('userData')}`)
    .digest()
const version = Buffer.from('v11')

function encrypt(text: string): Buffer {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), start)
  return Buffer.concat([version, start, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function decrypt(sealed: Buffer): string {
  if (!sealed.subarray(0, 3).equals(version) || sealed.length < 31)
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
  const cipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15))
  cipher.setAuthTag(sealed.subarray(-16))
  return cipher.update(sealed.subarray(15, -16), undefined, 'utf8') + cipher.final('utf8')
}

export const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: encrypt,
  decryptString: decrypt,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => encrypt(text),
  decryptStringAsync: async (sealed: Buffer) => ({ shouldReEncrypt: false, result: decrypt(sealed) }),
  getSelectedStorageBackend: () => (app.isReady() ? ring() : 'unknown'),
  setUsePlainTextEncryption: () => {},
}
