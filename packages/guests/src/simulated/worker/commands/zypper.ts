import type { Call, Program } from './call.ts'
import { catalogue, findPackage } from './package-catalogue.ts'
import { isPackageFile, packageOfFile } from './package-file.ts'
import { reachRepositories } from './package-mirror.ts'
import { confirm, installed, place, record, resolve, withdraw } from './package-store.ts'

const verbs: Readonly<Record<string, string>> = {
  in: 'install',
  rm: 'remove',
  ref: 'refresh',
  up: 'update',
  dup: 'dist-upgrade',
  se: 'search',
  lr: 'repos',
  if: 'info',
}
const needRoot = new Set(['install', 'remove', 'refresh', 'update', 'patch', 'dist-upgrade'])

/** SUSE's package program. */
export const zypper: Program = async (call) => {
  const operands = call.args.filter((arg) => !arg.startsWith('-'))
  const letters = call.args.filter((arg) => arg.startsWith('-'))
  const yes = letters.some((arg) => ['-n', '-y', '--non-interactive', '--no-confirm'].includes(arg))
  const [typed = 'help', ...names] = operands
  const verb = verbs[typed] ?? typed
  if (needRoot.has(verb) && call.cred.uid !== 0)
    return call.err('Root privileges are required to run this command.\n').then(() => 5)
  switch (verb) {
    case 'refresh':
      if (!(await reachRepositories(call))) return 4
      await call.out(
        "Repository 'SLE-Module-Basesystem15-SP7-Pool' is up to date.\nRepository 'SLE-Product-SLES15-SP7-Updates' is up to date.\nAll repositories have been refreshed.\n",
      )
      return 0
    case 'install':
      return install(call, names, yes)
    case 'remove': {
      const have = await installed(call.machine)
      for (const name of names) {
        const one = findPackage(name, call.machine.facts)
        if (!one || !have.has(one.name)) {
          await call.out(`No provider of '${name}' found.\n`)
          continue
        }
        await withdraw(call, one)
        have.delete(one.name)
        await call.out(`(1/1) Removing ${one.name}-${one.version} [done]\n`)
      }
      record(call, have)
      return 0
    }
    case 'update':
    case 'patch':
    case 'dist-upgrade':
      if (!(await reachRepositories(call))) return 4
      await call.out(
        'Loading repository data...\nReading installed packages...\n\nNothing to do.\n',
      )
      return 0
    case 'search': {
      const offered = catalogue.filter((one) => findPackage(one.name, call.machine.facts) === one)
      const rows = offered.filter((one) => names.some((name) => one.name.includes(name)))
      if (rows.length === 0) return call.out('No matching items found.\n').then(() => 104)
      await call.out(`S | Name | Summary | Type\n--+------+---------+--------\n`)
      for (const one of rows) await call.out(`  | ${one.name} | ${one.summary} | package\n`)
      return 0
    }
    case 'repos':
      await call.out(
        '# | Alias | Name | Enabled | GPG Check | Refresh\n--+-------+------+---------+-----------+--------\n1 | SLE-Module-Basesystem15-SP7 | SLE-Module-Basesystem15-SP7 | Yes | (r ) Yes | Yes\n',
      )
      return 0
    default:
      return call
        .err(`Unknown command '${typed}'\nType 'zypper help' to get a list of commands.\n`)
        .then(() => 1)
  }
}

async function install(call: Call, typed: readonly string[], yes: boolean): Promise<number> {
  if (!(await reachRepositories(call))) return 4
  const have = await installed(call.machine)
  await call.out('Loading repository data...\nReading installed packages...\n')
  const names: string[] = []
  for (const name of typed) {
    const found = isPackageFile(name) ? await packageOfFile(call, name) : undefined
    if (typeof found === 'string') return call.err(`${found}\n`).then(() => 4)
    names.push(found?.name ?? name)
  }
  const { missing, wanted } = resolve(call, names, have)
  if (missing !== undefined)
    return call
      .out(`Package '${missing}' not found.\nResolving package dependencies...\nNothing to do.\n`)
      .then(() => 104)
  if (wanted.length === 0)
    return call.out('Resolving package dependencies...\nNothing to do.\n').then(() => 0)
  const list = wanted.map((one) => one.name).join(' ')
  await call.out(
    `Resolving package dependencies...\n\nThe following ${wanted.length} NEW packages are going to be installed:\n  ${list}\n\n${wanted.length} new packages to install.\n`,
  )
  if (!(await confirm(call, 'Continue? [y/n/v/...? shows all options] (y): ', yes))) return 0
  if (yes) await call.out('Continue? [y/n/v/...? shows all options] (y): y\n')
  for (const [index, one] of wanted.entries()) {
    await call.machine.outside.sleep(200, call.signal)
    await place(call, one)
    have.set(one.name, one.version)
    await call.out(
      `(${index + 1}/${wanted.length}) Installing: ${one.name}-${one.version} ${'.'.repeat(10)}[done]\n`,
    )
  }
  record(call, have)
  return 0
}
