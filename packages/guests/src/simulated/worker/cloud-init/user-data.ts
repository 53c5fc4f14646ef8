import { cloudInitDate } from '../../console/boot-log.ts'
import { Call } from '../commands/call.ts'
import type { Machine } from '../system/machine.ts'
import { NullFile, type OpenFile } from '../system/open-file.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { applyCloudConfig, readCloudConfig } from './cloud-config.ts'
import { OutputLog } from './output-log.ts'
import { partsOf, type UserDataPart } from './parts.ts'

const root = rootCredentials
const scripts = '/var/lib/cloud/instance/scripts'

/** Runs user data as root, in cloud-init's order: boot hooks, cloud-config modules, then the scripts by name. */
export async function startUserData(machine: Machine, bytes: Uint8Array): Promise<void> {
  const { vfs, outside, facts } = machine
  const process = machine.processes.start(
    ['/usr/bin/python3', '-s', '/usr/bin/cloud-init', 'modules', '--mode=final'],
    root,
  )
  process.background = true
  const log = new OutputLog(machine, process.pid)
  const files = new Map<number, OpenFile>([
    [0, new NullFile()],
    [1, log],
    [2, log.share()],
  ])
  const env = new Map(
    Object.entries({
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      USER: 'root',
      LOGNAME: 'root',
      SHELL: '/bin/sh',
      LANG: 'C.UTF-8',
    }),
  )
  const call = new Call({
    machine,
    process,
    words: ['cloud-init'],
    env,
    cwd: '/',
    umask: 0o022,
    files,
    path: '/usr/bin/cloud-init',
  })
  const upSeconds = async (): Promise<string> =>
    (((await outside.freshNow()) - machine.bootedAt) / 1000).toFixed(2)
  try {
    await log.note(
      `Cloud-init v. ${facts.cloudInit} running 'modules:final' at ${cloudInitDate(await outside.freshNow())}. Up ${await upSeconds()} seconds.`,
    )
    vfs.makeDirectories(scripts, root)
    const parts = partsOf(bytes)
    for (const [index, part] of parts.entries()) await prepare(call, part, index, log)
    await runScripts(call, log)
  } catch (error) {
    await note(
      machine,
      'util.py[WARNING]',
      `Failed to run user data: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  } finally {
    const now = await outside.freshNow()
    await log.say(
      `Cloud-init v. ${facts.cloudInit} finished at ${cloudInitDate(now)}. Datasource DataSourceEc2.  Up ${await upSeconds()} seconds`,
    )
    log.close()
    vfs.writeFile(
      '/var/lib/cloud/instance/boot-finished',
      `${await upSeconds()} - ${cloudInitDate(now)}\n`,
      root,
    )
    machine.processes.end(process, 0)
    machine.flush()
  }
}

/** One line of /var/log/cloud-init.log. */
async function note(machine: Machine, who: string, text: string): Promise<void> {
  const at = new Date(machine.outside.now())
    .toISOString()
    .replace('T', ' ')
    .replace('.', ',')
    .replace('Z', '')
  await machine.vfs.appendFile('/var/log/cloud-init.log', `${at} - ${who}: ${text}\n`, root)
}

async function prepare(
  call: Call,
  part: UserDataPart,
  index: number,
  log: OutputLog,
): Promise<void> {
  const { machine } = call
  const name = `part-${String(index + 1).padStart(3, '0')}`
  switch (part.kind) {
    case 'script':
      machine.vfs.writeFile(`${scripts}/${name}`, part.text, root, 0o700)
      machine.vfs.chmod(`${scripts}/${name}`, 0o700, root)
      return
    case 'boothook':
      machine.vfs.writeFile(`/var/lib/cloud/instance/boothooks-${name}`, part.text, root, 0o700)
      await call.run([`/var/lib/cloud/instance/boothooks-${name}`])
      return
    case 'cloud-config': {
      const config = await machine.outside.working(() => readCloudConfig(part.text))
      if (config) await applyCloudConfig(call, config, log)
      else {
        const warning = `Failed loading yaml blob. Invalid format in ${name}`
        await note(machine, 'util.py[WARNING]', warning)
        await log.say(`util.py[WARNING]: ${warning}`)
      }
      return
    }
    case 'unknown': {
      const begin = JSON.stringify(part.text.slice(0, 24)).slice(1, -1).replaceAll("'", "\\'")
      const warning = `Unhandled non-multipart (text/x-not-multipart) userdata: 'b'${begin}'...'`
      await note(machine, '__init__.py[WARNING]', warning)
      await log.say(`__init__.py[WARNING]: ${warning}`)
    }
  }
}

async function runScripts(call: Call, log: OutputLog): Promise<void> {
  const { machine } = call
  const failed: string[] = []
  for (const [name] of machine.vfs.list(scripts, root)) {
    const path = `${scripts}/${name}`
    const status = await call.run([path])
    // `exec > >(tee log)`: what the script said comes before what is said of it.
    await machine.drainReaders(2_000, call.signal)
    machine.flush()
    if (status === 0) continue
    failed.push(name)
    await log.say(`subp.py[WARNING]: Failed running ${path} [${status}]`)
    await note(machine, 'subp.py[WARNING]', `Failed running ${path} [${status}]`)
  }
  if (failed.length === 0) return
  for (const text of [`Failed to run module scripts_user (scripts in ${scripts})`]) {
    await log.say(`cc_scripts_user.py[WARNING]: ${text}`)
    await note(machine, 'cc_scripts_user.py[WARNING]', text)
  }
}
