import { matchesPattern } from '../shell/pattern.ts'
import type { Call, Program } from './call.ts'
import { fillDpkgFormat, takeFormat, type PackageFields } from './package-format.ts'
import { architecture, installed, owner, placeFiles, type Installed } from './package-queries.ts'

function dpkgFields(call: Call, one: Installed): PackageFields {
  const arch = architecture(call, true)
  return {
    package: one.name,
    'binary:package': one.name,
    version: one.version,
    architecture: arch,
    description: one.summary,
    'binary:summary': one.summary,
    status: 'install ok installed',
    'db:status-abbrev': 'ii ',
    'db:status-status': 'installed',
    maintainer:
      call.machine.spec.distribution === 'debian-12'
        ? 'Debian Developers <debian-devel@lists.debian.org>'
        : 'Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>',
    priority: 'optional',
    section: 'utils',
  }
}

const dpkg: Program = async (call) => {
  const [verb = '', ...names] = call.args
  const all = await installed(call.machine)
  const arch = architecture(call, true)
  const find = (name: string): Installed | undefined => all.find((one) => one.name === name)
  switch (verb) {
    case '--print-architecture':
      return call.out(`${arch}\n`).then(() => 0)
    case '-l':
    case '--list': {
      const chosen = all.filter(
        (one) => names.length === 0 || names.some((name) => matchesPattern(one.name, name, false)),
      )
      if (chosen.length === 0)
        return call.err(`dpkg-query: no packages found matching ${names.join(' ')}\n`).then(() => 1)
      const width = Math.max(14, ...chosen.map((one) => one.name.length))
      const rows = chosen.map(
        (one) =>
          `ii  ${one.name.padEnd(width)} ${one.version.padEnd(20)} ${arch.padEnd(12)} ${one.summary}\n`,
      )
      await call.out(
        `Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n||/ ${'Name'.padEnd(width)} ${'Version'.padEnd(20)} ${'Architecture'.padEnd(12)} Description\n+++-${'='.repeat(width)}-${'='.repeat(20)}-${'='.repeat(12)}-${'='.repeat(33)}\n${rows.join('')}`,
      )
      return 0
    }
    case '-L':
    case '--listfiles':
      for (const name of names) {
        const one = find(name)
        if (!one)
          return call
            .err(
              `dpkg-query: package '${name}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
            )
            .then(() => 1)
        await call.out(`/.\n${one.files.map((path) => `${path}\n`).join('')}`)
      }
      return 0
    case '-S':
    case '--search':
      for (const name of names) {
        const one = owner(all, call.machine, call.absolute(name))
        const also = all.find((each) => each.files.some((path) => path.includes(name)))
        if (!one && !also)
          return call.err(`dpkg-query: no path found matching pattern ${name}\n`).then(() => 1)
        await call.out(
          `${(one ?? also)?.name}: ${one ? call.absolute(name) : also?.files.find((path) => path.includes(name))}\n`,
        )
      }
      return 0
    case '-s':
    case '--status':
      for (const name of names) {
        const one = find(name)
        if (!one)
          return call
            .err(
              `dpkg-query: package '${name}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
            )
            .then(() => 1)
        await call.out(
          `Package: ${one.name}\nStatus: install ok installed\nArchitecture: ${arch}\nVersion: ${one.version}\nDescription: ${one.summary}\n`,
        )
      }
      return 0
    case '--get-selections':
      await call.out(all.map((one) => `${one.name.padEnd(48)}install\n`).join(''))
      return 0
    case '--configure':
      return 0
    default:
      if (verb === '-i' || verb === '--install') return placeFiles(call, names)
      return call.fail(`error: unknown option ${verb}`, 2)
  }
}

/** `dpkg-query -W` is the list without its frame. */
const dpkgQuery: Program = async (call) => {
  if (!call.args.includes('-W') && !call.args.includes('--show')) return dpkg(call)
  const { format = '${binary:Package}\\t${Version}\\n', args } = takeFormat(
    call,
    ['--showformat'],
    '-f',
  )
  const names = args.filter((arg) => !arg.startsWith('-'))
  const all = await installed(call.machine)
  const chosen = all.filter(
    (one) => names.length === 0 || names.some((name) => matchesPattern(one.name, name, false)),
  )
  for (const one of chosen) await call.out(fillDpkgFormat(format, dpkgFields(call, one)))
  for (const name of names) {
    if (all.some((one) => matchesPattern(one.name, name, false))) continue
    await call.err(`dpkg-query: no packages found matching ${name}\n`)
  }
  return names.every((name) => all.some((one) => matchesPattern(one.name, name, false))) ? 0 : 1
}

export const dpkgPrograms = { dpkg, 'dpkg-query': dpkgQuery } satisfies Readonly<
  Record<string, Program>
>
