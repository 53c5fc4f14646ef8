import type { Program } from './call.ts'
import { options } from './call.ts'
import { dnfQuery, noteTransaction } from './dnf-queries.ts'
import { findPackage } from './package-catalogue.ts'
import { isPackageFile, packageOfFile } from './package-file.ts'
import { reachRepositories } from './package-mirror.ts'
import { confirm, installed, place, record, resolve, withdraw } from './package-store.ts'

/** `dnf` and `yum`. */
export const dnf: Program = async (call) => {
  const { flags, operands } = options(call.args, 'x', ['releasever', 'enablerepo', 'disablerepo'])
  const [verb = 'help', ...names] = operands
  const yes = flags.has('y') || flags.has('assumeyes')
  const arch = call.machine.spec.architecture === 'arm64' ? 'aarch64' : 'x86_64'
  const release =
    call.machine.facts.family === 'amazon' ? `amzn${call.machine.facts.version}` : 'el9'
  const have = await installed(call.machine)
  const rootOnly = [
    'install',
    'localinstall',
    'reinstall',
    'remove',
    'erase',
    'update',
    'upgrade',
    'groupinstall',
    'makecache',
    'clean',
    'autoremove',
  ]
  if (rootOnly.includes(verb) && call.cred.uid !== 0)
    return call
      .err(
        'Error: This command has to be run with superuser privileges (under the root user on most systems).\n',
      )
      .then(() => 1)
  switch (verb) {
    case 'install':
    case 'localinstall': {
      if (!(await reachRepositories(call))) return 1
      await call.out('Last metadata expiration check: 0:00:12 ago.\n')
      for (const [at, name] of names.entries()) {
        if (!isPackageFile(name)) continue
        const found = await packageOfFile(call, name)
        if (typeof found === 'string') return call.err(`Error: ${found}\n`).then(() => 1)
        names[at] = found.name
      }
      const { missing, wanted } = resolve(call, names, have)
      if (missing !== undefined) {
        await call.err(
          `No match for argument: ${missing}\nError: Unable to find a match: ${missing}\n`,
        )
        return 1
      }
      for (const name of names) {
        const facts = findPackage(name, call.machine.facts)
        if (facts && have.has(facts.name))
          await call.out(
            `Package ${facts.name}-${facts.version}.${release}.${arch} is already installed.\n`,
          )
      }
      if (wanted.length === 0) {
        await call.out('Dependencies resolved.\nNothing to do.\nComplete!\n')
        return 0
      }
      const line = '='.repeat(80)
      await call.out(
        `Dependencies resolved.\n${line}\n ${'Package'.padEnd(24)} ${'Architecture'.padEnd(14)} ${'Version'.padEnd(24)} Repository\n${line}\nInstalling:\n${wanted.map((one) => ` ${one.name.padEnd(24)} ${arch.padEnd(14)} ${`${one.version}.${release}`.padEnd(24)} ${call.machine.facts.family === 'amazon' ? 'amazonlinux' : 'appstream'}`).join('\n')}\n\nTransaction Summary\n${line}\nInstall  ${wanted.length} Package${wanted.length === 1 ? '' : 's'}\n\nTotal download size: ${(wanted.length * 1.1).toFixed(1)} M\nInstalled size: ${(wanted.length * 3.4).toFixed(1)} M\n`,
      )
      if (!(await confirm(call, 'Is this ok [y/N]: ', yes)))
        return call.out('Operation aborted.\n').then(() => 1)
      await call.out('Downloading Packages:\n')
      for (const [index, one] of wanted.entries()) {
        await call.machine.outside.sleep(150, call.signal)
        await call.out(
          `(${index + 1}/${wanted.length}): ${`${one.name}-${one.version}.${release}.${arch}.rpm`.padEnd(52)} 12 MB/s | 1.1 MB     00:00\n`,
        )
      }
      await call.out(
        `Running transaction check\nTransaction check succeeded.\nRunning transaction test\nTransaction test succeeded.\nRunning transaction\n  Preparing        :                                                        1/1\n`,
      )
      for (const [index, one] of wanted.entries()) {
        await call.machine.outside.sleep(200, call.signal)
        await place(call, one)
        have.set(one.name, one.version)
        await call.out(
          `  Installing       : ${`${one.name}-${one.version}.${release}.${arch}`.padEnd(54)} ${index + 1}/${wanted.length}\n`,
        )
      }
      record(call, have)
      await noteTransaction(
        call,
        'Install',
        wanted.map((one) => `${one.name}-${one.version}`),
      )
      await call.out(
        `\nInstalled:\n${wanted.map((one) => `  ${one.name}-${one.version}.${release}.${arch}`).join('\n')}\n\nComplete!\n`,
      )
      return 0
    }
    case 'remove':
    case 'erase': {
      const found = names
        .flatMap((name) => findPackage(name, call.machine.facts) ?? [])
        .filter((one) => have.has(one.name))
      if (found.length === 0)
        return call
          .out(
            `No match for argument: ${names.join(' ')}\nNo packages marked for removal.\nDependencies resolved.\nNothing to do.\nComplete!\n`,
          )
          .then(() => 0)
      if (!(await confirm(call, `Remove  ${found.length} Package\nIs this ok [y/N]: `, yes)))
        return 1
      for (const one of found) {
        await withdraw(call, one)
        have.delete(one.name)
      }
      record(call, have)
      await noteTransaction(
        call,
        'Removed',
        found.map((one) => `${one.name}-${one.version}`),
      )
      await call.out(
        `\nRemoved:\n${found.map((one) => `  ${one.name}-${one.version}.${release}.${arch}`).join('\n')}\n\nComplete!\n`,
      )
      return 0
    }
    case 'check-update':
      if (!(await reachRepositories(call))) return 1
      await call.out('Last metadata expiration check: 0:00:12 ago.\n')
      return 0
    case 'update':
    case 'upgrade':
      if (!(await reachRepositories(call))) return 1
      await call.machine.outside.sleep(500, call.signal)
      await call.out(
        'Last metadata expiration check: 0:00:12 ago.\nDependencies resolved.\nNothing to do.\nComplete!\n',
      )
      return 0
    case 'makecache':
      if (!(await reachRepositories(call))) return 1
      await call.out('Metadata cache created.\n')
      return 0
    case 'clean':
      await call.out('17 files removed\n')
      return 0
    default: {
      const told = await dnfQuery(call, verb, names, flags)
      if (told !== undefined) return told
      await call.out('usage: dnf [options] COMMAND\n')
      return verb === 'help' ? 0 : 1
    }
  }
}
