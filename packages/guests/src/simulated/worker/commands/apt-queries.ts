import { matchesPattern } from '../shell/pattern.ts'
import { strftime } from '../shell/printf.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call } from './call.ts'
import { installedPackages, offeredPackages } from './known-packages.ts'

const log = '/var/log/apt/history.log'

/** Notes what was installed or removed, where apt keeps its history. */
export async function noteHistory(
  call: Call,
  action: 'Install' | 'Remove',
  packages: readonly { readonly name: string; readonly version: string }[],
): Promise<void> {
  if (packages.length === 0) return
  const date = strftime('%Y-%m-%d  %H:%M:%S', call.machine.outside.now())
  const uid = Number(call.env.get('SUDO_UID') ?? '0')
  const by = uid === 0 ? '' : `Requested-By: ${call.machine.users.userName(uid)} (${uid})\n`
  const names = packages.map((one) => `${one.name}:${archOf(call)} (${one.version})`).join(', ')
  call.vfs.makeDirectories('/var/log/apt', rootCredentials)
  await call.vfs.appendFile(
    log,
    `\nStart-Date: ${date}\nCommandline: ${call.name} ${call.args.join(' ')}\n${by}${action}: ${names}\nEnd-Date: ${date}\n`,
    rootCredentials,
  )
}

function archOf(call: Call): string {
  return call.machine.spec.architecture === 'arm64' ? 'arm64' : 'amd64'
}

/** The verbs of `apt` that only tell; undefined for others. */
export async function aptQuery(
  call: Call,
  code: string,
  verb: string,
  names: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<number | undefined> {
  switch (verb) {
    case 'list':
      return list(call, code, names, flags)
    case 'search':
      return search(call, code, names)
    case 'show':
    case 'policy':
    case 'depends':
      return call.run(['apt-cache', verb, ...names])
    default:
      return undefined
  }
}

async function list(
  call: Call,
  code: string,
  patterns: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<number> {
  await call.out('Listing... Done\n')
  if (flags.has('upgradable')) return 0
  const have = new Map((await installedPackages(call.machine)).map((one) => [one.name, one]))
  const all = new Map([
    ...offeredPackages(call.machine).map((one) => [one.name, one] as const),
    ...have,
  ])
  for (const one of [...all.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const isIn = have.has(one.name)
    if (flags.has('installed') && !isIn) continue
    if (
      patterns.length > 0 &&
      !patterns.some((pattern) => matchesPattern(one.name, pattern, false))
    )
      continue
    await call.out(
      `${one.name}/${code}${isIn ? ',now' : ''} ${one.version} ${archOf(call)}${isIn ? ' [installed]' : ''}\n`,
    )
  }
  return 0
}

async function search(call: Call, code: string, words: readonly string[]): Promise<number> {
  if (words.length === 0)
    return call.err('E: You must give at least one search pattern\n').then(() => 100)
  await call.out('Sorting... Done\nFull Text Search... Done\n')
  const have = new Set((await installedPackages(call.machine)).map(({ name }) => name))
  for (const one of offeredPackages(call.machine)) {
    const text = `${one.name} ${one.summary}`.toLowerCase()
    if (!words.every((word) => text.includes(word.toLowerCase()))) continue
    await call.out(
      `${one.name}/${code}${have.has(one.name) ? ',now' : ''} ${one.version} ${archOf(call)}${have.has(one.name) ? ' [installed]' : ''}\n  ${one.summary}\n\n`,
    )
  }
  return 0
}
