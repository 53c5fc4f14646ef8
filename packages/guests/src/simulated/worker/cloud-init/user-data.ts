import { cloudInitDate } from '../../console/boot-log.ts'
import { Call } from '../commands/call.ts'
import { systemEnvironment } from '../system/root-call.ts'
import type { Machine } from '../system/machine.ts'
import { NullFile, type OpenFile } from '../system/open-file.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { applyCloudConfig, readCloudConfig, runBootCommands, type Config } from './cloud-config.ts'
import { moduleName, Messages } from './messages.ts'
import { OutputLog } from './output-log.ts'
import { partsOf, type UserDataPart } from '../../first-boot/user-data-parts.ts'
import { runScripts, userScripts, scriptsOf } from './scripts.ts'

const root = rootCredentials

/**
 * Runs user data as root, in cloud-init's order: boot hooks, cloud-config modules, then the scripts by name. At a later boot only
 * what is due then: boot hooks, `bootcmd`, scripts of /var/lib/cloud/scripts/per-boot, and modules that were asked for `always`.
 */
export async function startUserData(
  machine: Machine,
  bytes: Uint8Array,
  when: 'first-boot' | 'later-boot',
): Promise<void> {
  const { outside, facts } = machine
  const process = machine.processes.start(
    ['/usr/bin/python3', '-s', '/usr/bin/cloud-init', 'modules', '--mode=final'],
    root,
  )
  process.background = true
  const log = new OutputLog(machine, process.pid)
  const messages = new Messages(machine, log)
  const call = callOf(machine, process, log)
  const isFirst = when === 'first-boot'
  try {
    await log.note(
      `Cloud-init v. ${facts.cloudInit} running 'modules:final' at ${cloudInitDate(await outside.freshNow())}. Up ${await upSeconds(machine)} seconds.`,
    )
    await run(call, partsOf(bytes), { isFirst, log, messages })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    await messages.warn('util.py', `Failed to run user data: ${reason}`)
  } finally {
    const now = await outside.freshNow()
    const finished = `Cloud-init v. ${facts.cloudInit} finished at ${cloudInitDate(now)}. Datasource DataSourceEc2.  Up ${await upSeconds(machine)} seconds`
    // Without user data of its own a boot's log has this line already.
    if (isFirst && bytes.length > 0) await log.say(finished)
    else await log.note(finished)
    log.close()
    machine.vfs.writeFile(
      '/var/lib/cloud/instance/boot-finished',
      `${await upSeconds(machine)} - ${cloudInitDate(now)}\n`,
      root,
    )
    machine.vfs.makeDirectories('/run/cloud-init', root)
    const result = { v1: { datasource: 'DataSourceEc2', errors: messages.errors } }
    machine.vfs.writeFile(
      '/run/cloud-init/result.json',
      `${JSON.stringify(result, null, 1)}\n`,
      root,
    )
    machine.processes.end(process, 0)
    machine.flush()
  }
}

async function upSeconds(machine: Machine): Promise<string> {
  return (((await machine.outside.freshNow()) - machine.bootedAt) / 1000).toFixed(2)
}

function callOf(machine: Machine, process: Call['process'], log: OutputLog): Call {
  const environment = { ...systemEnvironment, INSTANCE_ID: machine.spec.instanceId }
  return new Call({
    machine,
    process,
    words: ['cloud-init'],
    env: new Map(Object.entries(environment)),
    cwd: '/',
    umask: 0o022,
    files: new Map<number, OpenFile>([
      [0, new NullFile()],
      [1, log],
      [2, log.share()],
    ]),
    path: '/usr/bin/cloud-init',
  })
}

interface Running {
  readonly isFirst: boolean
  readonly log: OutputLog
  readonly messages: Messages
}

async function run(
  call: Call,
  parts: readonly UserDataPart[],
  { isFirst, log, messages }: Running,
): Promise<void> {
  const { vfs, facts } = call.machine
  const configs: Config[] = []
  if (isFirst) vfs.makeDirectories(userScripts, root)
  for (const part of parts) {
    if (part.kind === 'cloud-config') {
      const config = await call.machine.outside.working(() => readCloudConfig(part.text))
      if (config) configs.push(config)
      else if (isFirst)
        await messages.warn('util.py', `Failed loading yaml blob. Invalid format in ${part.name}`)
    } else await take(call, part, isFirst, messages)
  }
  for (const config of configs) await runBootCommands(call, config, messages)
  if (isFirst) for (const config of configs) await applyCloudConfig(call, config, messages)
  const scripts = moduleName(facts, 'scripts_user')
  const again = configs.some((config) => isAlways(config, scripts.replaceAll('_', '-')))
  if (isFirst) await runScripts(call, 'per-once', messages)
  await runScripts(call, 'per-boot', messages)
  if (isFirst) await runScripts(call, 'per-instance', messages)
  if (isFirst || again) await runScripts(call, 'user', messages)
  const finals = configs
    .map((config) => config['final_message'])
    .filter((text) => typeof text === 'string')
  for (const text of isFirst ? finals : [])
    await log.say(await finalMessage(call.machine, String(text)))
}

/** `[scripts-user, always]` in one of the lists of modules. */
function isAlways(config: Config, module: string): boolean {
  const lists = ['cloud_init_modules', 'cloud_config_modules', 'cloud_final_modules']
  return lists
    .flatMap((name) => config[name])
    .some(
      (each) =>
        Array.isArray(each) &&
        String(each[0]).replaceAll('_', '-') === module &&
        each[1] === 'always',
    )
}

async function finalMessage(machine: Machine, text: string): Promise<string> {
  const values: Readonly<Record<string, string>> = {
    uptime: await upSeconds(machine),
    timestamp: cloudInitDate(await machine.outside.freshNow()),
    version: machine.facts.cloudInit,
    datasource: 'DataSourceEc2',
  }
  return text
    .trimEnd()
    .replaceAll(/\$\{?(\w+)\}?/g, (whole, name: string) => values[name.toLowerCase()] ?? whole)
}

/** Puts a part where it is run from; a boot hook runs at once. */
async function take(
  call: Call,
  part: UserDataPart,
  isFirst: boolean,
  messages: Messages,
): Promise<void> {
  const { vfs } = call.machine
  if (part.kind === 'boothook') {
    const directory = '/var/lib/cloud/instance/boothooks'
    vfs.makeDirectories(directory, root)
    vfs.writeFile(`${directory}/${part.name}`, part.text, root, 0o700)
    const status = await call.run([`${directory}/${part.name}`])
    if (status !== 0)
      await messages.warn('util.py', `Boothooks script ${directory}/${part.name} execution error`)
    return
  }
  if (part.kind === 'unknown') {
    if (!isFirst || part.text === '') return
    const begin = JSON.stringify(part.text.split('\n')[0]?.slice(0, 24)).slice(1, -1)
    const what = part.type === 'text/x-not-multipart' ? 'non-multipart' : 'unknown content-type'
    await messages.warn(
      '__init__.py',
      `Unhandled ${what} (${part.type}) userdata: 'b'${begin.replaceAll("'", "\\'")}'...'`,
    )
    return
  }
  if (part.kind === 'cloud-config') return
  const directory = scriptsOf(part.kind === 'script' ? 'user' : part.kind.replace('script-', ''))
  vfs.makeDirectories(directory, root)
  vfs.writeFile(`${directory}/${part.name}`, part.text, root, 0o700)
  vfs.chmod(`${directory}/${part.name}`, 0o700, root)
}
