import type { GuestInterface } from '../../../../driver.ts'
import { prefixToMask } from '../../../console/boot-log.ts'
import { interfaceName, mtuOf } from '../../../distributions.ts'
import {
  familyOf,
  isInBlock,
  linkLocalAddress,
  networkOf,
  plainAddress,
  type Family,
} from '../../net/addresses.ts'
import type { Call, Program } from '../call.ts'

/** A VPC's router, as its advertisements name it. */
const router6 = 'fe80::8ff:feff:fe00:1'
const routerMac = '0a:ff:ff:ff:00:01'

interface Device {
  readonly name: string
  readonly index: number
  readonly nic: GuestInterface
  readonly prefix: number
}

function devicesOf(call: Call): Device[] {
  const { spec, facts } = call.machine
  return spec.interfaces.map((nic, index) => ({
    name: interfaceName(facts, index),
    index: index + 2,
    nic,
    prefix: Number(nic.subnetCidr?.split('/')[1] ?? 20),
  }))
}

interface Asked {
  readonly family: Family | undefined
  readonly brief: boolean
  readonly device: string | undefined
}

const objects = ['address', 'link', 'route', 'neighbour'] as const

/** `ip`: shows addresses, links, routes and neighbours; what DHCP and the VPC decide is not changed from here. */
const ip: Program = async (call) => {
  const letters = call.args.filter((arg) => arg.startsWith('-'))
  const [typed = 'address', verb = 'show', ...rest] = call.args.filter(
    (arg) => !arg.startsWith('-'),
  )
  const object = objects.find(
    (each) => each.startsWith(typed) || (each === 'address' && typed === 'addr'),
  )
  if (!object) return call.fail(`Object "${typed}" is unknown, try "ip help".`, 1)
  const words = ['show', 'list', 'ls', 'get', 'dev'].includes(verb) ? rest : [verb, ...rest]
  const at = words.indexOf('dev')
  const device = verb === 'dev' ? rest[0] : at >= 0 ? words[at + 1] : undefined
  const asked: Asked = {
    family: letters.includes('-6') ? 6 : letters.includes('-4') ? 4 : undefined,
    brief: letters.some((letter) => letter.startsWith('-br')),
    device: device ?? (object === 'address' || object === 'link' ? words[0] : undefined),
  }
  if (/^(?:add|del|delete|set|change|replace|flush|append)$/.test(verb)) {
    if (call.cred.uid !== 0)
      return call.err('RTNETLINK answers: Operation not permitted\n').then(() => 2)
    return call.fail('addresses and routes cannot be changed in a simulated guest', 2)
  }
  if (object === 'route' && verb === 'get') return routeTo(call, words[0])
  const devices = devicesOf(call).filter(
    ({ name }) => asked.device === undefined || asked.device === name,
  )
  if (asked.device !== undefined && asked.device !== 'lo' && devices.length === 0)
    return call.err(`Device "${asked.device}" does not exist.\n`).then(() => 1)
  if (object === 'route') return call.out(routes(asked, devices)).then(() => 0)
  if (object === 'neighbour') return call.out(neighbours(asked, devices)).then(() => 0)
  const lo = asked.device === undefined || asked.device === 'lo'
  const loop = lo ? loopback(asked, object === 'link') : ''
  const shown = devices.map((each) => deviceText(call, asked, each, object === 'link'))
  return call.out(`${loop}${shown.join('')}`).then(() => 0)
}

function loopback({ brief, family }: Asked, link: boolean): string {
  if (brief) {
    const addresses = link ? '00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>' : '127.0.0.1/8 ::1/128'
    return `${'lo'.padEnd(17)}${'UNKNOWN'.padEnd(15)}${addresses} \n`
  }
  const four =
    '    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n'
  const six =
    '    inet6 ::1/128 scope host noprefixroute \n       valid_lft forever preferred_lft forever\n'
  return `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n${link ? '' : `${family === 6 ? '' : four}${family === 4 ? '' : six}`}`
}

function deviceText(
  call: Call,
  { brief, family }: Asked,
  { name, index, nic, prefix }: Device,
  link: boolean,
): string {
  const { privateIp, macAddress, secondaryIps = [], ipv6Addresses = [] } = nic
  const local = linkLocalAddress(macAddress)
  if (brief) {
    const four = [...(privateIp === undefined ? [] : [privateIp]), ...secondaryIps].map(
      (each) => `${each}/${prefix}`,
    )
    const six = [...ipv6Addresses.map((each) => `${each}/128`), `${local}/64`]
    const shown = link
      ? `${macAddress} <BROADCAST,MULTICAST,UP,LOWER_UP>`
      : [...(family === 6 ? [] : four), ...(family === 4 ? [] : six)].join(' ')
    return `${name.padEnd(17)}${'UP'.padEnd(15)}${shown} \n`
  }
  const lifetime = '       valid_lft 3204sec preferred_lft 3204sec\n'
  const { broadcast } = networkOf(privateIp ?? '', prefix)
  const four = [
    ...(privateIp === undefined
      ? []
      : [
          `    inet ${privateIp}/${prefix} metric 512 brd ${broadcast} scope global dynamic ${name}\n${lifetime}`,
        ]),
    ...secondaryIps.map(
      (each) =>
        `    inet ${each}/${prefix} brd ${broadcast} scope global secondary ${name}\n       valid_lft forever preferred_lft forever\n`,
    ),
  ]
  const six = [
    ...ipv6Addresses.map(
      (each) =>
        `    inet6 ${each}/128 metric 512 scope global dynamic noprefixroute \n       valid_lft 437sec preferred_lft 127sec\n`,
    ),
    `    inet6 ${local}/64 scope link \n       valid_lft forever preferred_lft forever\n`,
  ]
  const addresses = [...(family === 6 ? [] : four), ...(family === 4 ? [] : six)].join('')
  return `${index}: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu ${mtuOf(call.machine.spec)} qdisc mq state UP group default qlen 1000\n    link/ether ${macAddress} brd ff:ff:ff:ff:ff:ff\n${link ? '' : addresses}`
}

function routes({ family }: Asked, devices: readonly Device[]): string {
  if (family === 6) {
    const global = devices.filter(({ nic }) => nic.ipv6Addresses?.length)
    return [
      ...global.flatMap(({ name, nic }) =>
        (nic.ipv6Addresses ?? []).map(
          (each) => `${each} dev ${name} proto kernel metric 512 pref medium\n`,
        ),
      ),
      ...devices.map(({ name }) => `fe80::/64 dev ${name} proto kernel metric 256 pref medium\n`),
      ...global.map(
        ({ name, index }) =>
          `default via ${router6} dev ${name} proto ra metric ${metricOf(index)} expires 1798sec pref medium\n`,
      ),
    ].join('')
  }
  const rows = devices.flatMap(({ name, index, nic: { privateIp }, prefix }) => {
    if (privateIp === undefined) return []
    const { base, router } = networkOf(privateIp, prefix)
    const way = `default via ${router} dev ${name} proto dhcp src ${privateIp} metric ${metricOf(index)} \n`
    const near = `${base}/${prefix} dev ${name} proto kernel scope link src ${privateIp} metric ${metricOf(index)} \n`
    return [[way, near] as const]
  })
  return [...rows.map(([way]) => way), ...rows.map(([, near]) => near)].join('')
}

/** Further interfaces come after the first. */
function metricOf(index: number): number {
  return 510 + index
}

function neighbours({ family }: Asked, devices: readonly Device[]): string {
  return devices
    .map(({ name, nic, prefix }) => {
      const { privateIp } = nic
      const four =
        privateIp === undefined
          ? ''
          : `${networkOf(privateIp, prefix).router} dev ${name} lladdr ${routerMac} REACHABLE \n`
      const six = nic.ipv6Addresses?.length
        ? `${router6} dev ${name} lladdr ${routerMac} router REACHABLE \n`
        : ''
      return `${family === 6 ? '' : four}${family === 4 ? '' : six}`
    })
    .join('')
}

async function routeTo(call: Call, typed = ''): Promise<number> {
  const to = plainAddress(typed)
  if (to === undefined)
    return call.err(`Error: any valid prefix is expected rather than "${typed}".\n`).then(() => 1)
  const from = call.machine.network.sourceFor(to)
  const tail = `uid ${call.cred.uid} \n    cache \n`
  if (call.machine.network.isOwn(to))
    return call.out(`local ${to} dev lo src ${to} ${tail}`).then(() => 0)
  const devices = devicesOf(call)
  const device = devices.find(
    ({ nic }) => nic.privateIp === from || nic.ipv6Addresses?.includes(from ?? ''),
  )
  if (from === undefined || !device)
    return call.err('RTNETLINK answers: Network is unreachable\n').then(() => 2)
  const { name, nic, prefix } = device
  const via =
    familyOf(to) === 6
      ? ` via ${router6}`
      : isInBlock(to, nic.subnetCidr ?? '')
        ? ''
        : ` via ${networkOf(nic.privateIp ?? '', prefix).router}`
  return call.out(`${to}${via} dev ${name} src ${from} ${tail}`).then(() => 0)
}

const ifconfig: Program = async (call) => {
  for (const { name, nic, prefix } of devicesOf(call)) {
    const six = [
      ...(nic.ipv6Addresses ?? []).map((each) => [each, 128, '0x0<global>'] as const),
      [linkLocalAddress(nic.macAddress), 64, '0x20<link>'] as const,
    ]
    const { privateIp } = nic
    const four =
      privateIp === undefined
        ? ''
        : `        inet ${privateIp}  netmask ${prefixToMask(prefix)}  broadcast ${networkOf(privateIp, prefix).broadcast}\n`
    await call.out(
      `${name}: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu ${mtuOf(call.machine.spec)}\n${four}${six.map(([address, length, scope]) => `        inet6 ${address}  prefixlen ${length}  scopeid ${scope}\n`).join('')}        ether ${nic.macAddress}  txqueuelen 1000  (Ethernet)\n\n`,
    )
  }
  await call.out(
    'lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536\n        inet 127.0.0.1  netmask 255.0.0.0\n        inet6 ::1  prefixlen 128  scopeid 0x10<host>\n        loop  txqueuelen 1000  (Local Loopback)\n\n',
  )
  return 0
}

export const ipPrograms = { ip, ifconfig } satisfies Readonly<Record<string, Program>>
