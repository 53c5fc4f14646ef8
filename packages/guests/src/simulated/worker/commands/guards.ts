import { rootCredentials } from '../vfs/inode.ts'
import type { Call, Program } from './call.ts'

const root = rootCredentials
const modeFile = '/run/brume-selinux'

/** Enforcing on Red Hat, permissive on Amazon Linux 2023; nothing is ever denied by it in a simulated guest. */
async function selinuxMode(call: Call): Promise<'Enforcing' | 'Permissive' | 'Disabled'> {
  const { facts, vfs } = call.machine
  const set = await vfs.readText(modeFile, root).catch(() => '')
  if (set === '1' || set === '0') return set === '1' ? 'Enforcing' : 'Permissive'
  if (facts.family === 'redhat') return 'Enforcing'
  return facts.id === 'amzn' && facts.version === '2023' ? 'Permissive' : 'Disabled'
}

const getenforce: Program = async (call) => {
  await call.out(`${await selinuxMode(call)}\n`)
  return 0
}

const setenforce: Program = async (call) => {
  const mode = call.args[0]?.toLowerCase()
  const value = { '1': '1', '0': '0', enforcing: '1', permissive: '0' }[mode ?? '']
  if (value === undefined)
    return call.err('usage:  setenforce [ Enforcing | Permissive | 1 | 0 ]\n').then(() => 1)
  if ((await selinuxMode(call)) === 'Disabled') return call.fail('SELinux is disabled')
  if (call.cred.uid !== 0) return call.fail('security_setenforce() failed:  Permission denied')
  call.vfs.writeFile(modeFile, value, root)
  return 0
}

/** Ubuntu's firewall: rules are taken, but it cannot be switched on. */
const ufw: Program = async (call) => {
  const verb = call.args.find((arg) => !arg.startsWith('-'))
  if (call.cred.uid !== 0)
    return call.err('ERROR: You need to be root to run this script\n').then(() => 1)
  if (verb === 'status') return call.out('Status: inactive\n').then(() => 0)
  if (verb === 'disable')
    return call.out('Firewall stopped and disabled on system startup\n').then(() => 0)
  if (verb === 'enable')
    return call.fail(
      'a firewall of its own is not available in a simulated guest; security groups and network ACLs are',
    )
  if (['allow', 'deny', 'limit', 'reject', 'delete'].includes(verb ?? ''))
    return call.out('Rules updated\nRules updated (v6)\n').then(() => 0)
  if (verb === 'default')
    return call
      .out('Default policy changed\n(be sure to update your rules accordingly)\n')
      .then(() => 0)
  return call.err('ERROR: Invalid syntax\n').then(() => 1)
}

export const guardPrograms = {
  getenforce,
  setenforce,
  ufw,
} satisfies Readonly<Record<string, Program>>
