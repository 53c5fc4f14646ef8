import {
  passwordMatches,
  passwordState,
  setPassword,
  setPasswordHash,
} from '../system/passwords.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'

/** A line typed at the terminal without being shown, or read from what stands in for it. */
export async function askSecret(call: Call, prompt: string): Promise<string | undefined> {
  const tty = call.files.get(0)?.tty
  await call.err(prompt)
  if (tty) call.machine.setEcho(tty, false)
  try {
    const line = await readLine(call)
    await call.err('\n')
    return line
  } finally {
    if (tty) call.machine.setEcho(tty, true)
  }
}

/** The next line of standard input; undefined at its end. */
export async function readLine(call: Call): Promise<string | undefined> {
  const file = call.files.get(0)
  let text = ''
  for (;;) {
    const bytes = await file?.read(1, call.signal)
    if (!bytes || bytes.length === 0) return text === '' ? undefined : text
    const char = Buffer.from(bytes).toString('latin1')
    if (char === '\n' || char === '\r') return Buffer.from(text, 'latin1').toString()
    text += char
  }
}

/** `passwd`: one's own, or anybody's for root; `-l`, `-u`, `-d`, `-S`, `--stdin` as the distributions have them. */
const passwd: Program = async (call) => {
  const { machine } = call
  const { flags, operands } = options(call.args)
  await machine.users.refresh()
  const own = machine.users.byUid(call.cred.uid)?.name ?? ''
  const [name = own] = operands
  const user = machine.users.byName(name)
  if (!user) return call.fail(`Unknown user name '${name}'.`)
  const root = call.cred.uid === 0
  if (!root && name !== own) return call.fail('Only root can specify a user name.')
  if (!root && [...flags.keys()].some((flag) => 'ludS'.includes(flag)))
    return call.fail('Only root can do that.')
  if (flags.has('S')) {
    const state = await passwordState(machine, name)
    await call.out(
      `${name} ${{ locked: 'L', empty: 'NP', set: 'P' }[state]} 2025-10-14 0 99999 7 -1\n`,
    )
    return 0
  }
  if (flags.has('l') || flags.has('d')) {
    await setPasswordHash(machine, name, flags.has('d') ? '' : '!!')
    await call.out(`passwd: Success\n`)
    return 0
  }
  await call.out(`Changing password for user ${name}.\n`)
  if (!root) {
    const current = await askSecret(call, 'Current password: ')
    if (current === undefined || !(await passwordMatches(machine, name, current)))
      return call.fail('Authentication token manipulation error')
  }
  const first = flags.has('stdin') ? await readLine(call) : await askSecret(call, 'New password: ')
  if (first === undefined || first === '') {
    await call.err('No password has been supplied.\n')
    return call.fail('Authentication token manipulation error')
  }
  if (first.length < 8) await call.err('BAD PASSWORD: The password is shorter than 8 characters\n')
  if (first.length < 8 && !root) return call.fail('Authentication token manipulation error')
  const again = flags.has('stdin') ? first : await askSecret(call, 'Retype new password: ')
  if (again !== first) {
    await call.err('Sorry, passwords do not match.\n')
    return call.fail('Authentication token manipulation error')
  }
  await setPassword(machine, name, first)
  await call.out('passwd: all authentication tokens updated successfully.\n')
  return 0
}

/** `chpasswd`: lines of `user:password`, `-e` with hashes. */
const chpasswd: Program = async (call) => {
  if (call.cred.uid !== 0) return call.fail('cannot lock /etc/passwd; try again later.')
  const { flags } = options(call.args, 'csR')
  let status = 0
  for (const [index, line] of (await call.readAll()).toString().split('\n').entries()) {
    if (line === '') continue
    const [, name = '', secret = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
    if (!call.machine.users.byName(name)) {
      await call.err(`chpasswd: line ${index + 1}: user '${name}' does not exist\n`)
      status = 1
    } else if (flags.has('e') || flags.has('encrypted'))
      await setPasswordHash(call.machine, name, secret)
    else await setPassword(call.machine, name, secret)
  }
  return status
}

export const passwordPrograms = { passwd, chpasswd } satisfies Readonly<Record<string, Program>>
