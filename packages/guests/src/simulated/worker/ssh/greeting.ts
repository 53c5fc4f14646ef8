import { strftime } from '../shell/printf.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Identity } from './auth.ts'

/** What a login shows before its first prompt: the message of the day and when the user was here last. */
export async function greet(
  machine: Machine,
  identity: Identity,
  show: (text: string) => void,
): Promise<void> {
  const { user, settings } = identity
  if (machine.vfs.peek(`${user.home}/.hushlogin`, rootCredentials)) return
  const last = settings.printLastLog ? await machine.logins.lastOf(user.uid) : undefined
  const lastLine = last
    ? `Last login: ${strftime('%a %b %e %H:%M:%S %Y', last.sinceMs)}${last.host === '' ? ` on ${last.line}` : ` from ${last.host}`}\r\n`
    : ''
  const motd = await machine.vfs.readText('/etc/motd', rootCredentials).catch(() => '')
  const message = motd.replaceAll('\n', '\r\n')
  // Where PAM shows the message of the day, sshd's own line comes after it.
  const first = ['al2', 'rhel-9', 'sles-15'].includes(machine.spec.distribution)
  show(first ? lastLine + message : message + lastLine)
}
