import { unitText } from '../base/unit-files.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { reachArchive, reachRepositories } from './package-mirror.ts'
import { catalogue, findPackage } from './package-catalogue.ts'
import type { PackageFacts } from './package-facts.ts'
import { programFile, setuidPrograms } from './program-file.ts'

const root = rootCredentials
const database = '/var/lib/brume-packages'

/** Names and versions of what was installed on top of the image, one per line. */
async function installed(call: Call): Promise<Map<string, string>> {
  const text = await call.vfs.readText(database, root).catch(() => '')
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']),
  )
}

function record(call: Call, packages: ReadonlyMap<string, string>): void {
  call.vfs.makeDirectories('/var/lib', root)
  call.vfs.writeFile(
    database,
    [...packages].map(([name, version]) => `${name} ${version}\n`).join(''),
    root,
  )
}

/** Puts a package's files, user and unit on the disk. */
async function place(call: Call, facts: PackageFacts): Promise<void> {
  const { vfs, machine } = call
  const family = machine.facts.family === 'debian' ? 'debian' : 'redhat'
  for (const [path, program] of Object.entries(facts.programs ?? {})) {
    vfs.makeDirectories(path.replace(/\/[^/]*$/, ''), root)
    vfs.writeFile(path, Buffer.from(programFile(program), 'latin1'), root)
    vfs.chmod(path, setuidPrograms.has(program) ? 0o4755 : 0o755, root)
  }
  for (const [path, text] of Object.entries({ ...facts.files, ...facts[family] })) {
    vfs.makeDirectories(path.endsWith('/') ? path.slice(0, -1) : path.replace(/\/[^/]*$/, ''), root)
    if (!path.endsWith('/') && !vfs.peek(path, root)) vfs.writeFile(path, text, root)
  }
  const links = { ...facts.links, ...(family === 'debian' ? facts.debianLinks : {}) }
  for (const [path, target] of Object.entries(links)) {
    vfs.makeDirectories(path.replace(/\/[^/]*$/, ''), root)
    if (!vfs.peek(path, root, false)) vfs.symlink(target, path, root)
  }
  if (facts.user && !machine.users.byName(facts.user))
    await machine.users.add(facts.user, {
      system: true,
      home: '/usr/share/empty',
      shell: '/sbin/nologin',
    })
  if (facts.group) await machine.users.addGroup(facts.group, true)
  if (!facts.unit) return
  vfs.writeFile(`/usr/lib/systemd/system/${facts.unit}.service`, unitText(facts.unit), root)
  const unit = machine.units.find(facts.unit)
  // Debian starts and enables what it installs; the others leave that to the administrator.
  if (unit && machine.facts.family === 'debian') {
    await machine.units.enable(unit)
    await machine.units.start(unit)
  }
}

async function withdraw(call: Call, facts: PackageFacts): Promise<void> {
  const unit = facts.unit === undefined ? undefined : call.machine.units.find(facts.unit)
  if (unit) {
    await call.machine.units.stop(unit)
    call.machine.units.disable(unit)
    call.vfs.remove(unit.path, root, 'file')
  }
  for (const path of Object.keys(facts.programs ?? {}))
    if (call.vfs.peek(path, root)) call.vfs.remove(path, root, 'file')
}

/** The packages asked for that are not there yet, with what they need; undefined with a name that nobody knows. */
function resolve(
  call: Call,
  names: readonly string[],
  have: ReadonlyMap<string, string>,
): { missing: string | undefined; wanted: PackageFacts[] } {
  const wanted: PackageFacts[] = []
  const visit = (name: string): string | undefined => {
    const facts = findPackage(name, call.machine.facts)
    if (!facts) return name
    if (have.has(facts.name) || wanted.includes(facts)) return undefined
    for (const need of facts.needs ?? []) visit(need)
    wanted.push(facts)
    return undefined
  }
  for (const name of names) {
    const missing = visit(name)
    if (missing !== undefined) return { missing, wanted }
  }
  return { missing: undefined, wanted }
}

async function confirm(call: Call, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true
  await call.out(question)
  const answer = await call.files.get(0)?.read(4_096, call.signal)
  return answer !== undefined && /^y/i.test(Buffer.from(answer).toString())
}

const dnf: Program = async (call) => {
  const { flags, operands } = options(call.args, 'x', ['releasever', 'enablerepo', 'disablerepo'])
  const [verb = 'help', ...names] = operands
  const yes = flags.has('y') || flags.has('assumeyes')
  const arch = call.machine.spec.architecture === 'arm64' ? 'aarch64' : 'x86_64'
  const release =
    call.machine.facts.family === 'amazon' ? `amzn${call.machine.facts.version}` : 'el9'
  const have = await installed(call)
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
      await call.out(
        `\nRemoved:\n${found.map((one) => `  ${one.name}-${one.version}.${release}.${arch}`).join('\n')}\n\nComplete!\n`,
      )
      return 0
    }
    case 'update':
    case 'upgrade':
    case 'check-update':
      if (!(await reachRepositories(call))) return 1
      await call.machine.outside.sleep(500, call.signal)
      await call.out(
        'Last metadata expiration check: 0:00:12 ago.\nDependencies resolved.\nNothing to do.\nComplete!\n',
      )
      return 0
    case 'list':
      await call.out(
        `Installed Packages\n${[...have].map(([name, version]) => `${`${name}.${arch}`.padEnd(40)} ${version}.${release}    @amazonlinux`).join('\n')}\n`,
      )
      return 0
    case 'search':
      for (const one of catalogue)
        if (names.some((name) => one.name.includes(name)))
          await call.out(`${one.name}.${arch} : ${one.summary}\n`)
      return 0
    case 'info': {
      const one = findPackage(names[0] ?? '', call.machine.facts)
      if (!one) return call.err('Error: No matching Packages to list\n').then(() => 1)
      await call.out(
        `Name         : ${one.name}\nVersion      : ${one.version}\nArchitecture : ${arch}\nSummary      : ${one.summary}\n`,
      )
      return 0
    }
    case 'makecache':
      if (!(await reachRepositories(call))) return 1
      await call.out('Metadata cache created.\n')
      return 0
    case 'clean':
      await call.out('17 files removed\n')
      return 0
    case 'repolist':
      await call.out(
        'repo id                          repo name\namazonlinux                      Amazon Linux repository\n',
      )
      return 0
    default:
      await call.out('usage: dnf [options] COMMAND\n')
      return verb === 'help' ? 0 : 1
  }
}

const apt: Program = async (call) => {
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
  const have = await installed(call)
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
      return 0
    }
    case 'remove':
    case 'purge': {
      for (const name of typed) {
        const one = findPackage(name, call.machine.facts)
        if (!one || !have.has(one.name)) continue
        await call.out(`Removing ${one.name} (${one.version}) ...\n`)
        await withdraw(call, one)
        have.delete(one.name)
      }
      record(call, have)
      return 0
    }
    case 'list':
      for (const [name, version] of have)
        await call.out(`${name}/${code} ${version} ${arch} [installed]\n`)
      return 0
    case 'search':
      for (const one of catalogue)
        if (typed.some((name) => one.name.includes(name)))
          await call.out(`${one.name}/${code} ${one.version} ${arch}\n  ${one.summary}\n\n`)
      return 0
    default:
      await call.out(`${call.name} is the package manager of this simulated guest.\n`)
      return 0
  }
}

const rpm: Program = async (call) => {
  const have = await installed(call)
  const names = call.args.filter((arg) => !arg.startsWith('-'))
  if (call.args.some((arg) => /^-qa|^-aq/.test(arg)))
    for (const [name, version] of have) await call.out(`${name}-${version}\n`)
  else
    for (const name of names) {
      if (!have.has(name)) return call.out(`package ${name} is not installed\n`).then(() => 1)
      await call.out(`${name}-${have.get(name)}\n`)
    }
  return 0
}

const dpkg: Program = async (call) => {
  const have = await installed(call)
  if (call.args[0] === '-l')
    for (const [name, version] of have)
      await call.out(`ii  ${name.padEnd(30)} ${version.padEnd(20)} amd64\n`)
  else if (call.args[0] === '--print-architecture')
    await call.out(call.machine.spec.architecture === 'arm64' ? 'arm64\n' : 'amd64\n')
  else if (call.args[0] === '-s')
    return have.has(call.args[1] ?? '')
      ? call.out(`Package: ${call.args[1]}\nStatus: install ok installed\n`).then(() => 0)
      : call.err(`dpkg-query: package '${call.args[1]}' is not installed\n`).then(() => 1)
  return 0
}

const extras: Program = async (call) => {
  const [verb, ...names] = call.args
  if (verb !== 'install' && verb !== 'enable')
    return call
      .out(
        '  0  nginx1                   available    [ =stable ]\n  1  docker                   available    [ =stable ]\n  2  php8.2                   available    [ =stable ]\n',
      )
      .then(() => 0)
  return verb === 'install'
    ? call.run(['yum', 'install', '-y', ...names.map((name) => name.replace(/[\d.]+$/, ''))])
    : 0
}

const lsbRelease: Program = async (call) => {
  const { facts } = call.machine
  await call.out(
    call.args.includes('-cs') || call.args.join('') === '-c-s'
      ? `${facts.version === '24.04' ? 'noble' : facts.version === '22.04' ? 'jammy' : 'bookworm'}\n`
      : `Distributor ID:\t${facts.id === 'ubuntu' ? 'Ubuntu' : 'Debian'}\nDescription:\t${facts.prettyName}\nRelease:\t${facts.version}\n`,
  )
  return 0
}

export const packagePrograms = {
  dnf,
  yum: dnf,
  zypper: dnf,
  apt,
  'apt-get': apt,
  'apt-cache': apt,
  rpm,
  dpkg,
  'amazon-linux-extras': extras,
  lsb_release: lsbRelease,
} satisfies Readonly<Record<string, Program>>
