import { keyOf, parseSettings, pathOf } from '../system/kernel-settings.ts'
import { options, type Call, type Program } from './call.ts'

/** `sysctl`: kernel parameters by name, from files, or all of them. */
const sysctl: Program = async (call) => {
  const { flags, operands } = options(call.args, 'p', ['load'])
  const has = (...names: string[]): boolean => names.some((name) => flags.has(name))
  const settings = call.machine.kernel
  if (has('a', 'A', 'all', 'X')) {
    for (const key of settings.keys) await show(call, key, flags)
    return 0
  }
  if (has('system')) return load(call, settings.files(), true)
  if (has('p', 'load')) {
    const given = flags.get('p') ?? flags.get('load')
    const files = given === undefined || given === '' ? ['/etc/sysctl.conf'] : [given, ...operands]
    return load(call, files, false)
  }
  if (operands.length === 0) {
    await call.err("sysctl: no variables specified\nTry `sysctl --help' for more information.\n")
    return 1
  }
  let status = 0
  for (const operand of operands) {
    const [assigned] = parseSettings(operand)
    const done = assigned
      ? await assign(call, assigned.key, assigned.value, has('q', 'quiet'))
      : await show(call, keyOf(operand), flags)
    if (!done) status = 1
  }
  return status
}

async function show(call: Call, key: string, flags: ReadonlyMap<string, string>): Promise<boolean> {
  const value = call.machine.kernel.get(key)
  if (value === undefined) return missing(call, key)
  if (flags.has('N') || flags.has('names')) await call.out(`${key}\n`)
  else if (flags.has('n') || flags.has('values')) await call.out(`${value}\n`)
  else await call.out(`${key} = ${value}\n`)
  return true
}

async function assign(call: Call, key: string, value: string, quiet: boolean): Promise<boolean> {
  if (call.machine.kernel.get(key) === undefined) return missing(call, key)
  if (call.cred.uid !== 0) {
    await call.err(`sysctl: permission denied on key "${key}"\n`)
    return false
  }
  call.machine.kernel.set(key, value)
  if (!quiet) await call.out(`${key} = ${value}\n`)
  return true
}

async function missing(call: Call, key: string): Promise<boolean> {
  await call.err(`sysctl: cannot stat ${pathOf(key)}: No such file or directory\n`)
  return false
}

async function load(call: Call, files: readonly string[], naming: boolean): Promise<number> {
  let status = 0
  for (const file of files) {
    const path = call.absolute(file)
    const text = await call.vfs.readText(path, call.cred).catch(() => undefined)
    if (text === undefined) {
      await call.err(`sysctl: cannot open "${file}": No such file or directory\n`)
      status = 1
      continue
    }
    if (naming) await call.out(`* Applying ${path} ...\n`)
    for (const { key, value } of parseSettings(text)) {
      if (!(await assign(call, key, value, false))) status = 1
    }
  }
  return status
}

export const sysctlPrograms = { sysctl } satisfies Readonly<Record<string, Program>>
