import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import { expect, it } from 'vitest'
import { decryptRsa, readRsaKey } from './rsa.ts'

const makePair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { publicKey, text: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString() }
}
const seal = (key: ReturnType<typeof makePair>['publicKey'], text: string) =>
  Uint8Array.from(publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)))

it('opens what was encrypted for the key, and nothing else', () => {
  const [mine, other] = [makePair(), makePair()]
  const key = readRsaKey(mine.text)
  if (!key) throw new Error('no key')
  const password = 'P@ss-w0rd(32)'
  const opened = decryptRsa(key, seal(mine.publicKey, password))
  expect(opened && Buffer.from(opened).toString()).toBe(password)
  expect(decryptRsa(key, seal(other.publicKey, password))).toBeUndefined()
  expect(decryptRsa(key, new Uint8Array(10))).toBeUndefined()
})

it('reads no other file as a key', () => {
  const { text } = makePair()
  const body = text.split('\n').slice(1, 3).join('\n')
  expect(readRsaKey('')).toBeUndefined()
  expect(readRsaKey('-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n')).toBeUndefined()
  expect(
    readRsaKey(`-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`),
  ).toBeUndefined()
})
