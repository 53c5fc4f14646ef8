import type { Program } from './call.ts'
import { options } from './call.ts'
import { aptQuery, noteHistory } from './apt-queries.ts'
import { findPackage } from './package-catalogue.ts'
import type { PackageFacts } from './package-facts.ts'
import { isPackageFile, packageOfFile } from './package-file.ts'
import { reachArchive } from './package-mirror.ts'
import { confirm, installed, place, record, resolve, withdraw } from './package-store.ts'

/** `apt` and `apt-get`. */
export const apt: Program = async (call) => {
  const { flags, operands } = options(call.args, 'ot')
  const [verb = 'help', ...typed] = operands
  const yes = [...flags.keys()].some(
    (flag) => flag === 'y' || flag === 'yes' || flag === 'assume-yes',
  )
  const arch = call.machine.spec.architecture === 'arm64' ? 'arm64' : 'amd64'
  const code =
    call.machine.facts.id === 'debian'
      ? 'bookworm'
      : call.machine.facts.version === '24.04'
        ? 'noble'
        : 'jammy'
  const mirror =
    call.machine.facts.id === 'debian'
      ? 'http://deb.debian.org/debian'
      : `http://${call.machine.spec.region}.ec2.archive.ubuntu.com/ubuntu`
  const quiet = flags.has('q')
  if (
    [
      'install',
      'remove',
      'purge',
      'update',
      'upgrade',
      'autoremove',
      'dist-upgrade',
      'full-upgrade',
    ].includes(verb) &&
    call.cred.uid !== 0
  )
    return call
      .err(
        `E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n`,
      )
      .then(() => 100)
  if (call.name === 'apt' && !call.tty)
    await call.err(
      '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n',
    )
  const have = await installed(call.machine)
  switch (verb) {
    case 'update': {
      const failed = await reachArchive(call, mirror)
      if (failed !== undefined) {
        await call.out(
          `Ign:1 ${mirror} ${code} InRelease\nErr:1 ${mirror} ${code} InRelease\n  ${failed}\n`,
        )
        await call.out(
          'Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nAll packages are up to date.\n',
        )
        await call.err(
          `W: Failed to fetch ${mirror}/dists/${code}/InRelease  ${failed}\nW: Some index files failed to download. They have been ignored, or old ones used instead.\n`,
        )
        return 0
      }
      for (const [index, suite] of [code, `${code}-updates`, `${code}-security`].entries()) {
        await call.machine.outside.sleep(200, call.signal)
        await call.out(
          `${index === 0 ? 'Hit' : 'Get'}:${index + 1} ${mirror} ${suite} InRelease${index === 0 ? '' : ' [126 kB]'}\n`,
        )
      }
      await call.out(
        'Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nAll packages are up to date.\n',
      )
      return 0
    }
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
    case 'autoremove':
      await call.out(
        'Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nCalculating upgrade... Done\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n',
      )
      return 0
    case 'install': {
      await call.out(
        'Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\n',
      )
      for (const [at, name] of typed.entries()) {
        if (!isPackageFile(name)) continue
        const found = await packageOfFile(call, name)
        if (typeof found === 'string') return call.err(`E: ${found}\n`).then(() => 100)
        typed[at] = found.name
      }
      const { missing, wanted } = resolve(call, typed, have)
      if (missing !== undefined)
        return call.err(`E: Unable to locate package ${missing}\n`).then(() => 100)
      for (const name of typed) {
        const one = findPackage(name, call.machine.facts)
        if (one && have.has(one.name))
          await call.out(`${one.name} is already the newest version (${one.version}).\n`)
      }
      if (wanted.length === 0)
        return call
          .out('0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n')
          .then(() => 0)
      await call.out(
        `The following NEW packages will be installed:\n  ${wanted.map((one) => one.name).join(' ')}\n0 upgraded, ${wanted.length} newly installed, 0 to remove and 0 not upgraded.\nNeed to get ${wanted.length * 812} kB of archives.\nAfter this operation, ${wanted.length * 3_120} kB of additional disk space will be used.\n`,
      )
      if (
        wanted.length > typed.length &&
        !(await confirm(call, 'Do you want to continue? [Y/n] ', yes))
      )
        return call.out('Abort.\n').then(() => 1)
      const failed = await reachArchive(call, mirror)
      if (failed !== undefined) {
        const [first] = wanted
        const file = `${mirror}/pool/main/${first?.name.charAt(0)}/${first?.name}/${first?.name}_${first?.version}_${arch}.deb`
        await call.out(
          `Err:1 ${mirror} ${code}/main ${arch} ${first?.name} ${arch} ${first?.version}\n  ${failed}\n`,
        )
        await call.err(
          `E: Failed to fetch ${file}  ${failed}\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n`,
        )
        return 100
      }
      for (const [index, one] of wanted.entries()) {
        await call.machine.outside.sleep(150, call.signal)
        await call.out(
          `Get:${index + 1} ${mirror} ${code}/main ${arch} ${one.name} ${arch} ${one.version} [812 kB]\n`,
        )
      }
      if (!quiet) await call.out(`Fetched ${wanted.length * 812} kB in 0s (4,060 kB/s)\n`)
      for (const one of wanted) {
        await call.machine.outside.sleep(150, call.signal)
        await call.out(
          `Selecting previously unselected package ${one.name}.\nPreparing to unpack .../${one.name}_${one.version}_${arch}.deb ...\nUnpacking ${one.name} (${one.version}) ...\n`,
        )
      }
      for (const one of wanted) {
        await call.out(`Setting up ${one.name} (${one.version}) ...\n`)
        await place(call, one)
        if (one.unit)
          await call.out(
            `Created symlink /etc/systemd/system/multi-user.target.wants/${one.unit}.service → /usr/lib/systemd/system/${one.unit}.service.\n`,
          )
        have.set(one.name, one.version)
      }
      record(call, have)
      await noteHistory(call, 'Install', wanted)
      return 0
    }
    case 'remove':
    case 'purge': {
      const gone: PackageFacts[] = []
      for (const name of typed) {
        const one = findPackage(name, call.machine.facts)
        if (!one || !have.has(one.name)) continue
        await call.out(`Removing ${one.name} (${one.version}) ...\n`)
        await withdraw(call, one)
        have.delete(one.name)
        gone.push(one)
      }
      record(call, have)
      await noteHistory(call, 'Remove', gone)
      return 0
    }
    default: {
      const told = await aptQuery(call, code, verb, typed, flags)
      if (told !== undefined) return told
      if (verb !== 'help') return call.err(`E: Invalid operation ${verb}\n`).then(() => 100)
      await call.out(`${call.name} is the package manager of this simulated guest.\n`)
      return 0
    }
  }
}
