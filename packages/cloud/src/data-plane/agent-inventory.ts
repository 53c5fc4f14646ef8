import type { Guest } from '@brume/guests'
import type { InventoryEntry } from '../services/ssm/inventory/inventory.ts'
import type { RunningScript } from './agent-script.ts'
import { collect } from './collect.ts'

/** As the agent does: it asks the system's own programs, one section for each type, fields apart by tabs. */
const questions: Readonly<Record<string, { readonly ask: string; read(lines: Lines): Found }>> = {
  'AWS:Application': { ask: packages(''), read: readApplications },
  'AWS:AWSComponent': { ask: packages('amazon-ssm-agent'), read: readApplications },
  'AWS:Network': { ask: 'ip addr; echo --; ip route', read: readNetwork },
  'AWS:InstanceDetailedInformation': { ask: 'lscpu; echo Kernel: $(uname -r)', read: readDetails },
}

type Lines = readonly string[]
type Found = readonly InventoryEntry[]

const maxCharacters = 1024 * 1024
const mark = '#inventory '

function packages(name: string): string {
  const rpm = '%{NAME}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\t%{VENDOR}\\t%{SUMMARY}\\n'
  const dpkg = '${Package}\\t${Version}\\t\\t${Architecture}\\t${Maintainer}\\t${binary:Summary}\\n'
  return `if command -v dpkg-query >/dev/null; then dpkg-query -W -f='${dpkg}' ${name}; else rpm -qa --qf '${rpm}' ${name}; fi 2>/dev/null`
}

/** Collects the types in a guest, as root. */
export async function collectInventory(
  guest: Guest,
  types: readonly string[],
): Promise<RunningScript> {
  const known = types.flatMap((type) => {
    const question = questions[type]
    return question === undefined ? [] : [{ type, ...question }]
  })
  const script = known.map(({ type, ask }) => `echo '${mark}${type}'\n${ask}`).join('\n')
  const process = await guest.execute({
    user: 'root',
    argv: ['sh', '-c', `${script}\ntrue`],
    env: {},
    cwd: '/',
  })
  process.stdin.on('error', () => undefined)
  process.stdin.end()
  const output = collect(process.stdout, maxCharacters)
  process.stderr.resume()
  return {
    kill: () => process.kill('KILL'),
    result: process.exit.then(({ code }) => {
      const collected: Record<string, Found> = {}
      for (const section of output().split(mark).slice(1)) {
        const [type = '', ...lines] = section.split('\n')
        const found = questions[type]?.read(lines.filter((line) => line !== ''))
        if (found !== undefined) collected[type] = found
      }
      return {
        code,
        output: code === 0 ? 'Inventory policy has been successfully applied.' : '',
        errorOutput: code === 0 ? '' : `failed to collect inventory: exit status ${code}`,
        ...(code === 0 ? { collected } : {}),
      }
    }),
  }
}

function readApplications(lines: Lines): Found {
  return lines.flatMap((line) => {
    const [name, version = '', release = '', architecture = '', publisher = '', summary = ''] =
      line.split('\t')
    if (name === undefined || name === '') return []
    const entry = {
      Name: name,
      ApplicationType: 'System Environment/Base',
      Publisher: publisher,
      Version: version,
      Architecture: architecture,
      Summary: summary,
      PackageId: release === '' ? `${name}_${version}` : `${name}-${version}-${release}.src.rpm`,
    }
    return [release === '' ? entry : { ...entry, Release: release }]
  })
}

function readNetwork(lines: Lines): Found {
  const split = lines.indexOf('--')
  const routes = lines.slice(split + 1)
  const devices: { name: string; mac: string; ipv4: string[]; ipv6: string[] }[] = []
  for (const line of lines.slice(0, split)) {
    const name = /^\d+:\s+([^:@\s]+)/.exec(line)?.[1]
    if (name !== undefined) devices.push({ name, mac: '', ipv4: [], ipv6: [] })
    const device = devices.at(-1)
    const [, kind, value = ''] = /^\s+(link\/ether|inet6?)\s+([^/\s]+)/.exec(line) ?? []
    if (device === undefined || kind === undefined) continue
    if (kind === 'link/ether') device.mac = value
    else device[kind === 'inet' ? 'ipv4' : 'ipv6'].push(value)
  }
  return devices.map(({ name, mac, ipv4, ipv6 }) => {
    const way = routes.find((line) => line.startsWith('default') && line.includes(` dev ${name}`))
    return {
      Name: name,
      MacAddress: mac.toUpperCase(),
      IPV4: ipv4.join(','),
      IPV6: ipv6.join(','),
      Gateway: / via (\S+)/.exec(way ?? '')?.[1] ?? '',
    }
  })
}

function readDetails(lines: Lines): Found {
  const facts = new Map(
    lines.map((line) => {
      const [name = '', ...rest] = line.split(':')
      return [name.trim(), rest.join(':').trim()]
    }),
  )
  const get = (name: string): string => facts.get(name) ?? ''
  const cpus = get('CPU(s)')
  const sockets = get('Socket(s)') || '1'
  const threads = get('Thread(s) per core') || '1'
  return [
    {
      CPUModel: get('Model name'),
      CPUSpeedMHz: get('CPU MHz') || get('CPU max MHz'),
      CPUs: cpus,
      CPUSockets: sockets,
      CPUCores: String(Number(get('Core(s) per socket') || '1') * Number(sockets)),
      CPUHyperThreadEnabled: String(Number(threads) > 1),
      KernelVersion: get('Kernel'),
    },
  ]
}
