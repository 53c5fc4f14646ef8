import { createHmac } from 'node:crypto'
import { AwsError } from '../../../errors.ts'
import type { MfaDeviceRecord } from './mfa-device.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const stepMs = 30_000
/** How far a device's clock may be from the account's. */
const stepsOff = 10

/** The code that a device shows in a half minute. https://www.rfc-editor.org/rfc/rfc6238 */
export function oneTimeCode(seed: string, step: number): string {
  const bits = [...seed].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/g) ?? []
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))))
    .update(counter)
    .digest()
  const offset = (digest.at(-1) ?? 0) & 15
  const value = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(value % 1_000_000).padStart(6, '0')
}

/** Throws AWS's refusal unless these are two codes of the device, one after the other, of about now. */
export function checkCodes(
  { id, seed }: MfaDeviceRecord,
  now: number,
  first: string | undefined,
  second: string | undefined,
): void {
  const middle = Math.floor(now / stepMs)
  for (let step = middle - stepsOff; step <= middle + stepsOff; step += 1) {
    if (oneTimeCode(seed, step) === first && oneTimeCode(seed, step + 1) === second) return
  }
  throw new AwsError('InvalidAuthenticationCode', `MFA code is not valid for device ${id}.`, 403)
}
