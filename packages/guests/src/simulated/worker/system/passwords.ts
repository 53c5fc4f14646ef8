import { createHash, timingSafeEqual } from 'node:crypto'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'

/** Passwords as `/etc/shadow` holds them: SHA-512 crypt (`$6$`), which every distribution here accepts. */

const digits = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const defaultRounds = 5_000
/** A shadow file is the guest's to write; so many rounds and no more are computed. */
const maxRounds = 200_000

/** https://akkadia.org/drepper/SHA-crypt.txt */
export function sha512Crypt(password: string, setting: string): string | undefined {
  const parts = /^\$6\$(?:rounds=(\d+)\$)?([^$]{0,16})/.exec(setting)
  if (!parts) return undefined
  const rounds = Math.min(maxRounds, Math.max(1000, Number(parts[1] ?? defaultRounds)))
  const salt = Buffer.from(parts[2] ?? '')
  const key = Buffer.from(password)
  const sha = (...chunks: readonly Uint8Array[]): Buffer =>
    createHash('sha512').update(Buffer.concat(chunks)).digest()
  const filled = (source: Buffer, length: number): Buffer =>
    Buffer.concat(Array.from({ length: Math.ceil(length / 64) || 0 }, () => source)).subarray(
      0,
      length,
    )

  const b = sha(key, salt, key)
  const initial: Uint8Array[] = [key, salt, filled(b, key.length)]
  for (let bits = key.length; bits > 0; bits >>= 1) initial.push((bits & 1) !== 0 ? b : key)
  let digest = sha(...initial)
  const p = filled(sha(...Array.from({ length: key.length }, () => key)), key.length)
  const s = filled(sha(...Array.from({ length: 16 + (digest[0] ?? 0) }, () => salt)), salt.length)
  for (let round = 0; round < rounds; round++) {
    const chunks: Uint8Array[] = [round % 2 === 1 ? p : digest]
    if (round % 3 !== 0) chunks.push(s)
    if (round % 7 !== 0) chunks.push(p)
    chunks.push(round % 2 === 1 ? digest : p)
    digest = sha(...chunks)
  }
  let text = ''
  const encode = (high: number, middle: number, low: number, count: number): void => {
    let value = (high << 16) | (middle << 8) | low
    for (let at = 0; at < count; at++, value >>= 6) text += digits[value & 63]
  }
  let [a, m, z] = [0, 21, 42]
  for (let group = 0; group < 21; group++) {
    encode(digest[a] ?? 0, digest[m] ?? 0, digest[z] ?? 0, 4)
    ;[a, m, z] = [m + 1, z + 1, a + 1]
  }
  encode(0, 0, digest[63] ?? 0, 2)
  return `$6$${parts[1] === undefined ? '' : `rounds=${rounds}$`}${salt.toString()}$${text}`
}

/** `locked`: `!` or `*`, nobody signs in with it; `empty`: none is asked. */
export async function passwordState(
  machine: Machine,
  user: string,
): Promise<'locked' | 'empty' | 'set'> {
  const hash = await hashOf(machine, user)
  if (hash === '') return 'empty'
  return hash?.startsWith('$6$') ? 'set' : 'locked'
}

export async function passwordMatches(
  machine: Machine,
  user: string,
  password: string,
): Promise<boolean> {
  const hash = await hashOf(machine, user)
  if (!hash?.startsWith('$6$') || password.length > 1024) return false
  const made = Buffer.from(sha512Crypt(password, hash) ?? '')
  return made.length === hash.length && timingSafeEqual(made, Buffer.from(hash))
}

export async function setPassword(machine: Machine, user: string, password: string): Promise<void> {
  const salt = [...machine.randomBytes(16)].map((byte) => digits[byte & 63]).join('')
  await setPasswordHash(machine, user, sha512Crypt(password, `$6$${salt}`) ?? '!')
}

/** Writes the second field of the user's line in `/etc/shadow`, adding the line if there is none. */
export async function setPasswordHash(machine: Machine, user: string, hash: string): Promise<void> {
  const text = await machine.vfs.readText('/etc/shadow', rootCredentials).catch(() => '')
  const lines = text.split('\n').filter((line) => line !== '')
  const at = lines.findIndex((line) => line.startsWith(`${user}:`))
  const day = Math.floor(machine.outside.now() / 86_400_000)
  const [, , , ...rest] = (lines[at] ?? `${user}:!:0:0:99999:7:::`).split(':')
  const line = [user, hash, day, ...rest].join(':')
  if (at < 0) lines.push(line)
  else lines[at] = line
  machine.vfs.writeFile('/etc/shadow', `${lines.join('\n')}\n`, rootCredentials, 0o000)
}

async function hashOf(machine: Machine, user: string): Promise<string | undefined> {
  const text = await machine.vfs.readText('/etc/shadow', rootCredentials).catch(() => '')
  return text
    .split('\n')
    .find((line) => line.startsWith(`${user}:`))
    ?.split(':')[1]
}
