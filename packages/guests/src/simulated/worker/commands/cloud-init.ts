import { rootCredentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'

const root = rootCredentials
const base = '/var/lib/cloud'

/** `cloud-init`: its version, how far it came, and a new beginning at the next boot. */
const cloudInit: Program = async (call) => {
  const { facts } = call.machine
  const { flags, operands } = options(call.args)
  if (flags.has('version') || flags.has('v'))
    return call.out(`/usr/bin/cloud-init ${facts.cloudInit}\n`).then(() => 0)
  const [verb] = operands
  if (verb === 'status') return status(call, flags)
  if (verb === 'clean') return clean(call, flags)
  await call.err(
    'usage: /usr/bin/cloud-init [-h] [--version] [--debug] [--force]\n                           {status,clean} ...\n',
  )
  return verb === undefined ? 2 : call.fail(`${verb}: not available in a simulated guest`)
}

async function status(call: Call, flags: ReadonlyMap<string, string>): Promise<number> {
  const isRunning = (): boolean => {
    const begun = call.vfs.peek(`${base}/instance/sem/config_scripts_user`, root)
    return (
      begun !== undefined && call.vfs.peek(`${base}/instance/boot-finished`, root) === undefined
    )
  }
  const mayWait = flags.has('wait') || flags.has('w')
  while (mayWait && isRunning()) {
    await call.out('.')
    await call.machine.outside.sleep(250, call.signal)
  }
  const result = await call.vfs.readText('/run/cloud-init/result.json', root).catch(() => '')
  const failed = /"errors": \[\s*"/.test(result)
  const state = isRunning() ? 'running' : failed ? 'error' : 'done'
  await call.out(`${mayWait ? '\n' : ''}status: ${state}\n`)
  if (flags.has('long') || flags.has('l')) await call.out('detail:\nDataSourceEc2\n')
  return failed && !isRunning() ? 1 : 0
}

async function clean(call: Call, flags: ReadonlyMap<string, string>): Promise<number> {
  if (call.cred.uid !== 0) return call.fail('Permission denied')
  const logs =
    flags.has('l') || flags.has('logs')
      ? ['/var/log/cloud-init.log', '/var/log/cloud-init-output.log']
      : []
  for (const path of logs) if (call.vfs.peek(path, root)) call.vfs.writeFile(path, '', root)
  const gone = await call.run(['rm', '-rf', `${base}/instances`, `${base}/instance`, `${base}/sem`])
  if (gone !== 0 || !(flags.has('r') || flags.has('reboot'))) return gone
  return call.run(['reboot'])
}

/** `cloud-init-per`: runs a command unless it has run before in this frequency. */
const cloudInitPer: Program = async (call) => {
  const [frequency = '', name = '', ...words] = call.args
  const directories: Readonly<Record<string, string>> = {
    once: `${base}/sem`,
    instance: `${base}/instance/sem`,
    boot: '/run/cloud-init/sem',
    always: '',
  }
  const directory = directories[frequency]
  if (directory === undefined || name === '' || words.length === 0)
    return call
      .err(
        'Usage: cloud-init-per frequency name cmd [ arg1 [ arg2 [ ... ] ]\n   run cmd with arguments provided.\n',
      )
      .then(() => 1)
  const mark = `${directory}/bootper.${name.replaceAll('-', '_')}.${frequency}`
  if (directory !== '' && call.vfs.peek(mark, root)) return 0
  const status = await call.run(words)
  if (directory === '' || status !== 0) return status
  call.vfs.makeDirectories(directory, call.cred)
  call.vfs.writeFile(mark, '', call.cred)
  return 0
}

export const cloudInitPrograms = {
  'cloud-init': cloudInit,
  'cloud-init-per': cloudInitPer,
} satisfies Readonly<Record<string, Program>>
