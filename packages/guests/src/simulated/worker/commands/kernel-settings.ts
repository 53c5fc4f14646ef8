import { rootCredentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'

const root = rootCredentials
/** What was set since the boot: it goes with it. */
const kept = '/run/brume-sysctl.conf'

/** Settings that people look at and change; they are kept, and change nothing in a simulated guest. */
const defaults: Readonly<Record<string, string>> = {
  'fs.file-max': '9223372036854775807',
  'fs.inotify.max_user_watches': '14336',
  'kernel.ostype': 'Linux',
  'kernel.panic': '0',
  'kernel.pid_max': '4194304',
  'net.core.rmem_max': '212992',
  'net.core.somaxconn': '4096',
  'net.core.wmem_max': '212992',
  'net.ipv4.conf.all.rp_filter': '1',
  'net.ipv4.conf.all.send_redirects': '1',
  'net.ipv4.conf.default.rp_filter': '1',
  'net.ipv4.ip_forward': '0',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_max_syn_backlog': '128',
  'net.ipv4.tcp_syncookies': '1',
  'net.ipv6.conf.all.disable_ipv6': '0',
  'net.ipv6.conf.default.disable_ipv6': '0',
  'vm.dirty_ratio': '20',
  'vm.max_map_count': '65530',
  'vm.overcommit_memory': '0',
  'vm.swappiness': '60',
}

function assignments(text: string): [string, string][] {
  return text
    .split('\n')
    .filter((line) => /^\s*[^#;\s][^=]*=/.test(line))
    .map((line) => {
      const [name = '', value = ''] = line.split(/=(.*)/s)
      return [name.trim().replaceAll('/', '.'), value.trim()]
    })
}

const sysctl: Program = async (call) => {
  const { flags, operands } = options(call.args, 'f')
  const { machine, vfs } = call
  const values = new Map(Object.entries(defaults))
  values.set('kernel.hostname', machine.hostname)
  values.set('kernel.osrelease', machine.facts.kernel)
  const set = assignments(await vfs.readText(kept, root).catch(() => ''))
  for (const [name, value] of set) values.set(name, value)
  const show = (name: string): Promise<void> =>
    call.out(flags.has('n') ? `${values.get(name)}\n` : `${name} = ${values.get(name)}\n`)
  let status = 0
  const change = async (name: string, value: string): Promise<void> => {
    if (!values.has(name)) {
      status = await call.fail(
        `cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`,
      )
      return
    }
    if (call.cred.uid !== 0) {
      status = await call.fail(`permission denied on key "${name}"`)
      return
    }
    values.set(name, value)
    await vfs.appendFile(kept, `${name}=${value}\n`, root)
    if (!flags.has('q')) await show(name)
  }
  if (flags.has('p') || flags.has('load') || flags.has('system')) {
    for (const path of filesOf(call, flags.has('system'), operands)) {
      const text = await vfs.readText(path, root).catch(() => undefined)
      if (text === undefined) {
        status = await call.fail(`cannot open "${path}": No such file or directory`)
        continue
      }
      if (flags.has('system')) await call.out(`* Applying ${path} ...\n`)
      for (const [name, value] of assignments(text)) await change(name, value)
    }
    return status
  }
  if (flags.has('a')) for (const name of [...values.keys()].toSorted()) await show(name)
  for (const operand of operands) {
    const [name = '', value] = operand.replaceAll('/', '.').split(/=(.*)/s)
    if (value !== undefined) await change(name, operand.slice(operand.indexOf('=') + 1))
    else if (values.has(name)) await show(name)
    else
      status = await call.fail(
        `cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`,
      )
  }
  return status
}

function filesOf(call: Call, system: boolean, operands: readonly string[]): string[] {
  if (!system)
    return (operands.length > 0 ? [...operands] : ['/etc/sysctl.conf']).map((path) =>
      call.absolute(path),
    )
  const directory = '/etc/sysctl.d'
  const names = call.vfs.peek(directory, root) ? call.vfs.list(directory, root) : []
  return [...names.map(([name]) => `${directory}/${name}`), '/etc/sysctl.conf']
}

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

export const kernelSettingPrograms = {
  sysctl,
  getenforce,
  setenforce,
  ufw,
} satisfies Readonly<Record<string, Program>>
