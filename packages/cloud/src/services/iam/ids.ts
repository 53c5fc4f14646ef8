import type { Chance } from '@brume/clock'

/**
 * What IAM puts in front of the ids of its kinds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
 */
export type IdPrefix = 'AROA' | 'AIPA' | 'ANPA' | 'AIDA' | 'AGPA' | 'ASCA' | 'APKA'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A unique id such as `AROAXK5NH2ZZJ7QPWTK4L` (21 characters). */
export function makeUniqueId(prefix: IdPrefix, chance: Chance): string {
  let id: string = prefix
  for (let i = 0; i < 17; i++) id += BASE32.charAt(chance.below(32))
  return id
}

/**
 * An access key id that carries its account as AWS's do: after the prefix, base32 of 10 bytes whose first 48 bits hold the
 * account number shifted left by 7.
 */
export function makeAccessKeyId(prefix: 'AKIA' | 'ASIA', account: string, chance: Chance): string {
  let bits = (BigInt(account) << 7n) | BigInt(chance.below(128))
  bits = (bits << 32n) | BigInt(chance.below(2 ** 32))
  let text = ''
  for (let i = 0; i < 16; i++) {
    text = BASE32.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return prefix + text
}

/** The account that an access key id names, whoever issued it; undefined when it does not have that form. */
export function accountOfAccessKeyId(accessKeyId: string): string | undefined {
  const match = /^A[KS]IA([A-Z2-7]{16})$/.exec(accessKeyId)
  if (!match?.[1]) return undefined
  let bits = 0n
  for (const character of match[1]) bits = (bits << 5n) | BigInt(BASE32.indexOf(character))
  const account = ((bits >> 32n) & 0x7fffffffff80n) >> 7n
  return account < 10n ** 12n ? account.toString().padStart(12, '0') : undefined
}

/** A secret of 40 characters, or a longer token, in AWS's alphabet. */
export function makeSecret(chance: Chance, length = 40): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let secret = ''
  for (let i = 0; i < length; i++) secret += alphabet.charAt(chance.below(64))
  return secret
}
