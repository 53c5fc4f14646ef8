import type { Call } from '../commands/call.ts'
import { allowed, rootCredentials } from '../vfs/inode.ts'
import { moduleName, type Messages } from './messages.ts'

const root = rootCredentials
/** What comes with the user data of one instance. */
export const userScripts = '/var/lib/cloud/instance/scripts'

/** Where the scripts of a frequency lie: `user`, `per-boot`, `per-instance`, `per-once`. */
export function scriptsOf(frequency: string): string {
  return frequency === 'user' ? userScripts : `/var/lib/cloud/scripts/${frequency}`
}

/** Runs the scripts of a directory by name, all of them whatever becomes of each, and tells of the module if one failed. */
export async function runScripts(call: Call, frequency: string, messages: Messages): Promise<void> {
  const { machine } = call
  const { facts } = machine
  const directory = scriptsOf(frequency)
  if (machine.vfs.peek(directory, root)?.kind !== 'directory') return
  const failed: string[] = []
  let attempted = 0
  for (const [name, inode] of machine.vfs.list(directory, root)) {
    const path = `${directory}/${name}`
    if (inode.kind !== 'file') continue
    if (!allowed(inode, root, 1)) {
      await messages.warn(
        'subp.py',
        `skipping ${path} as its not executable or the underlying file system is mounted without executable permissions.`,
      )
      continue
    }
    attempted++
    const status = await runScript(call, path)
    machine.flush()
    if (status === 0) continue
    failed.push(name)
    await messages.note(
      'subp.py',
      'DEBUG',
      `Unexpected error while running command.\nCommand: ['${path}']\nExit code: ${status}\nReason: -\nStdout: -\nStderr: -`,
    )
    // Later versions only put that into their own log.
    if (facts.cloudInit.startsWith('19.'))
      await messages.warn('util.py', `Failed running ${path} [${status}]`)
  }
  if (failed.length === 0) return
  const module = `scripts_${frequency.replace('-', '_')}`
  await messages.moduleFailed(module, [
    `cc_${module}.py`,
    `Failed to run module ${moduleName(facts, module)} (${frequency === 'user' ? 'scripts' : frequency} in ${directory})`,
  ])
  await messages.note(
    'util.py',
    'DEBUG',
    `RuntimeError: Runparts: ${failed.length} failures (${failed.join(',')}) in ${attempted} attempted commands`,
  )
  const unit = 'cloud-final.service'
  const about = facts.cloudInit.startsWith('25.')
    ? 'Cloud-init: Final Stage'
    : 'Execute cloud user/final scripts'
  // systemd names the unit beside its description since version 250.
  const what = Number.parseFloat(facts.systemd) < 250 ? `${about}.` : `${unit} - ${about}.`
  machine.say(
    `[\u001b[0;1;31mFAILED\u001b[0m] Failed to start ${what}\r\nSee 'systemctl status ${unit}' for details.\r\n`,
  )
}

async function runScript(call: Call, path: string): Promise<number | '-'> {
  const { vfs } = call.machine
  const head = await vfs.readText(path, root)
  // The kernel runs nothing without a first line that says by what.
  if (!head.startsWith('#!') && !head.includes('\0')) return '-'
  const status = await call.run([path])
  // `exec > >(tee log)`: what the script said comes before what is said of it.
  await call.machine.drainReaders(2_000, call.signal)
  return status
}
