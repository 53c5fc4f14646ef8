import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, Buffer>(scrypt)

/** What is kept of a password: scrypt, hex. `salt`: the unique id of its user. */
export async function hashPassword(password: string, salt: string): Promise<string> {
  return (await derive(password, salt, 32)).toString('hex')
}
