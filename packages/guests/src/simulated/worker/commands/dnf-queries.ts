import { matchesPattern } from '../shell/pattern.ts'
import { strftime } from '../shell/printf.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call } from './call.ts'
import { installedPackages, offeredPackages, type KnownPackage } from './known-packages.ts'

const root = rootCredentials
const journal = '/var/lib/dnf/history'
const metadataAge = 'Last metadata expiration check: 0:00:12 ago.\n'

interface Transaction {
  readonly id: number
  readonly command: string
  readonly atMs: number
  readonly user: string
  readonly action: 'Install' | 'Removed'
  readonly packages: readonly string[]
}

async function transactions(call: Call): Promise<readonly Transaction[]> {
  const text = await call.vfs.readText(journal, root).catch(() => '')
  return text.split('\n').flatMap((line, at) => {
    const [atMs, user, action, command, packages] = line.split('\t')
    if (packages === undefined) return []
    return [
      {
        id: at + 1,
        atMs: Number(atMs),
        user: user ?? '',
        action: action === 'Removed' ? 'Removed' : 'Install',
        command: command ?? '',
        packages: packages.split(' '),
      } satisfies Transaction,
    ]
  })
}

/** Notes what was installed or removed, for `dnf history`. */
export async function noteTransaction(
  call: Call,
  action: Transaction['action'],
  packages: readonly string[],
): Promise<void> {
  const user = call.machine.users.userName(call.process.realUid)
  const fields = [call.machine.outside.now(), user, action, call.args.join(' '), packages.join(' ')]
  call.vfs.makeDirectories('/var/lib/dnf', root)
  await call.vfs.appendFile(journal, `${fields.join('\t')}\n`, root)
}

/** The verbs of `dnf` and `yum` that only tell; undefined for others. */
export async function dnfQuery(
  call: Call,
  verb: string,
  names: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<number | undefined> {
  switch (verb) {
    case 'list':
      return list(call, names, flags)
    case 'info':
      return info(call, names)
    case 'search':
      return search(call, names)
    case 'provides':
    case 'whatprovides':
      return provides(call, names)
    case 'history':
      return history(call, names)
    case 'repolist':
      return repolist(call)
    default:
      return undefined
  }
}

function repository(call: Call): string {
  return call.machine.facts.family === 'amazon' ? 'amazonlinux' : 'rhel-9-appstream-rhui-rpms'
}

function releaseOf(call: Call): string {
  const { family, version } = call.machine.facts
  return family === 'amazon' ? `amzn${version}` : 'el9'
}

function archOf(call: Call): string {
  return call.machine.spec.architecture === 'arm64' ? 'aarch64' : 'x86_64'
}

async function list(
  call: Call,
  names: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<number> {
  const kinds = ['installed', 'available', 'all', 'updates', 'extras']
  const kind = kinds.find((one) => flags.has(one) || names[0] === one) ?? 'all'
  const patterns = kinds.includes(names[0] ?? '') ? names.slice(1) : names
  const wanted = (one: KnownPackage): boolean =>
    patterns.length === 0 ||
    patterns.some((pattern) =>
      matchesPattern(one.name, pattern.replace(/\.(?:x86_64|aarch64|noarch)$/, ''), false),
    )
  const have = await installedPackages(call.machine)
  const rows = (title: string, packages: readonly KnownPackage[], from: string): string =>
    packages.length === 0
      ? ''
      : `${title}\n${packages
          .map(
            (one) =>
              `${`${one.name}.${archOf(call)}`.padEnd(44)} ${`${one.version}.${releaseOf(call)}`.padEnd(30)} ${from}\n`,
          )
          .join('')}`
  const inPlace = have.filter(wanted)
  const others = offeredPackages(call.machine)
    .filter((one) => !have.some(({ name }) => name === one.name))
    .filter(wanted)
  const text =
    (kind === 'installed' || kind === 'all'
      ? rows('Installed Packages', inPlace, `@${repository(call)}`)
      : '') +
    (kind === 'available' || kind === 'all'
      ? rows('Available Packages', others, repository(call))
      : '')
  await call.out(kind === 'installed' ? '' : metadataAge)
  if (text === '' && kind !== 'updates' && kind !== 'extras')
    return call.err('Error: No matching Packages to list\n').then(() => 1)
  await call.out(text)
  return 0
}

async function info(call: Call, names: readonly string[]): Promise<number> {
  await call.out(metadataAge)
  const have = await installedPackages(call.machine)
  const offered = offeredPackages(call.machine)
  let found = false
  for (const name of names) {
    const own = have.find((one) => one.name === name)
    const one = own ?? offered.find((each) => each.name === name || each.aliases.includes(name))
    if (!one) continue
    found = true
    const [version = '', release = '1'] = one.version.split('-')
    await call.out(
      `${own ? 'Installed' : 'Available'} Packages\nName         : ${one.name}\nVersion      : ${version}\nRelease      : ${release}.${releaseOf(call)}\nArchitecture : ${archOf(call)}\nSource       : ${one.name}-${one.version}.${releaseOf(call)}.src.rpm\nRepository   : ${own ? '@System' : repository(call)}\n${own ? `From repo    : ${repository(call)}\n` : ''}Summary      : ${one.summary}\nDescription  : ${one.summary}.\n\n`,
    )
  }
  return found ? 0 : call.err('Error: No matching Packages to list\n').then(() => 1)
}

async function search(call: Call, words: readonly string[]): Promise<number> {
  await call.out(metadataAge)
  const asked = words.map((word) => word.toLowerCase())
  const all = offeredPackages(call.machine)
  const inName = (one: KnownPackage): boolean => asked.every((word) => one.name.includes(word))
  const inSummary = (one: KnownPackage): boolean =>
    asked.every((word) => one.summary.toLowerCase().includes(word))
  const groups: readonly (readonly [title: string, packages: readonly KnownPackage[]])[] = [
    ['Name Exactly Matched', all.filter((one) => asked.includes(one.name))],
    [
      'Name & Summary Matched',
      all.filter((one) => !asked.includes(one.name) && inName(one) && inSummary(one)),
    ],
    [
      'Name Matched',
      all.filter((one) => !asked.includes(one.name) && inName(one) && !inSummary(one)),
    ],
    ['Summary Matched', all.filter((one) => !inName(one) && inSummary(one))],
  ]
  let found = false
  for (const [title, packages] of groups) {
    if (packages.length === 0) continue
    found = true
    const text = ` ${title}: ${words.join(', ')} `
    const left = '='.repeat(Math.max(1, Math.floor((80 - text.length) / 2)))
    await call.out(
      `${(left + text).padEnd(80, '=')}\n${packages.map((one) => `${one.name}.${archOf(call)} : ${one.summary}\n`).join('')}`,
    )
  }
  if (!found) await call.out('No matches found.\n')
  return 0
}

async function provides(call: Call, names: readonly string[]): Promise<number> {
  await call.out(metadataAge)
  const have = await installedPackages(call.machine)
  const all = [
    ...have,
    ...offeredPackages(call.machine).filter((one) => !have.some(({ name }) => name === one.name)),
  ]
  let found = false
  for (const name of names)
    for (const one of all) {
      const files = name.includes('/') ? [name] : [`/usr/bin/${name}`, `/usr/sbin/${name}`]
      const file = one.files.find((path) =>
        files.some((pattern) => matchesPattern(path, pattern, false)),
      )
      if (file === undefined && one.name !== name && !one.aliases.includes(name)) continue
      found = true
      await call.out(
        `${one.name}-${one.version}.${releaseOf(call)}.${archOf(call)} : ${one.summary}\nRepo        : ${have.includes(one) ? '@System' : repository(call)}\nMatched from:\n${file === undefined ? `Provide    : ${one.name} = ${one.version}.${releaseOf(call)}` : `Filename    : ${file}`}\n\n`,
      )
    }
  if (found) return 0
  await call.err(
    'Error: No matches found. If searching for a file, try specifying the full path or using a wildcard prefix ("*/") at the beginning.\n',
  )
  return 1
}

async function history(call: Call, words: readonly string[]): Promise<number> {
  const [verb = 'list', ...rest] = words
  const all = await transactions(call)
  if (verb === 'list') {
    if (all.length === 0) return call.out('No transaction history.\n').then(() => 0)
    const rows = all
      .toReversed()
      .map((one) => [
        String(one.id).padStart(6),
        one.command.slice(0, 24).padEnd(24),
        strftime('%Y-%m-%d %H:%M', one.atMs),
        one.action.padEnd(14),
        String(one.packages.length).padStart(6),
      ])
    await call.out(
      `ID     | Command line             | Date and time    | Action(s)      | Altered\n${'-'.repeat(79)}\n${rows.map((row) => `${row.join(' | ')}   \n`).join('')}`,
    )
    return 0
  }
  if (verb !== 'info')
    return call
      .err(`dnf history ${verb}: not available in a simulated guest: only list and info are\n`)
      .then(() => 1)
  const number = rest[0] === undefined || rest[0] === 'last' ? all.length : Number(rest[0])
  const one = all.find(({ id }) => id === number)
  if (!one)
    return call.err('No transaction which manipulates the package was found.\n').then(() => 1)
  const date = strftime('%a %b %e %H:%M:%S %Y', one.atMs)
  await call.out(
    `Transaction ID : ${one.id}\nBegin time     : ${date}\nEnd time       : ${date} (0 seconds)\nUser           : ${one.user} <${one.user}>\nReturn-Code    : Success\nCommand Line   : ${one.command}\nPackages Altered:\n${one.packages.map((name) => `    ${one.action.padEnd(8)}${name}.${releaseOf(call)}.${archOf(call)} @${repository(call)}\n`).join('')}`,
  )
  return 0
}

async function repolist(call: Call): Promise<number> {
  const { facts, spec } = call.machine
  const repositories: readonly (readonly [id: string, name: string])[] =
    spec.distribution === 'al2'
      ? [
          ['amzn2-core/2/x86_64', 'Amazon Linux 2 core repository'],
          ['amzn2extra-docker/2/x86_64', 'Amazon Extras repo for docker'],
        ]
      : facts.family === 'amazon'
        ? [
            ['amazonlinux', 'Amazon Linux 2023 repository'],
            ['kernel-livepatch', 'Amazon Linux 2023 Kernel Livepatch repository'],
          ]
        : [
            [
              'rhel-9-appstream-rhui-rpms',
              'Red Hat Enterprise Linux 9 for x86_64 - AppStream from RHUI (RPMs)',
            ],
            [
              'rhel-9-baseos-rhui-rpms',
              'Red Hat Enterprise Linux 9 for x86_64 - BaseOS from RHUI (RPMs)',
            ],
          ]
  const width = Math.max(...repositories.map(([id]) => id.length)) + 6
  await call.out(
    `${'repo id'.padEnd(width)}repo name\n${repositories.map(([id, name]) => `${id.padEnd(width)}${name}\n`).join('')}`,
  )
  return 0
}
