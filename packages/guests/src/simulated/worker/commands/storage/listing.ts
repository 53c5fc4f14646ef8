import { options, type Call, type Program } from '../call.ts'
import type { BlockDevice } from '../../storage/disk.ts'
import { mountTable } from '../../base/pseudo-files.ts'
import { usage } from './df.ts'
import { locateDevice, mayUseDisks } from './locate-device.ts'

/** `8G`, `10.5G`, `1M`. */
export function shortSize(bytes: number): string {
  const units = ['B', 'K', 'M', 'G', 'T', 'P']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value.toFixed(1).replace(/\.0$/, '')}${units[unit]}`
}

const rightAligned = new Set(['RM', 'SIZE', 'RO', 'FSAVAIL', 'FSUSE%', 'FSSIZE', 'FSUSED', 'ROTA'])

function cells(call: Call, device: BlockDevice, column: string, bytes: boolean): string[] {
  const { label, disk, partition, numbers } = device
  const size = (value: number): string => (bytes ? String(value) : shortSize(value))
  const mounted = call.machine.mounts.of(device)
  const swap = call.machine.mounts.swaps.find(({ path }) => path === device.path)
  const space = mounted && usage(call.machine, mounted)
  const paths = swap ? ['[SWAP]'] : call.machine.mounts.pathsOf(device)
  if (partition?.kind === 'efi' && disk.root && label) paths.push('/boot/efi')
  if (partition && disk.root && label?.label.toLowerCase() === 'boot') paths.push('/boot')
  switch (column) {
    case 'NAME':
    case 'KNAME':
      return [device.name]
    case 'PATH':
      return [device.path]
    case 'PKNAME':
      return [device.number === undefined ? '' : disk.name]
    case 'MAJ:MIN':
      return [`${numbers.major}:${numbers.minor}`]
    case 'RM':
    case 'RO':
    case 'ROTA':
      return ['0']
    case 'SIZE':
      return [size(device.size)]
    case 'TYPE':
      return [device.number === undefined ? 'disk' : 'part']
    case 'MOUNTPOINT':
      return [paths[0] ?? '']
    case 'MOUNTPOINTS':
      return paths.length > 0 ? paths : ['']
    case 'FSTYPE':
      return [label?.type ?? '']
    case 'FSVER':
      return [
        label?.type.startsWith('ext')
          ? '1.0'
          : label?.type === 'vfat'
            ? 'FAT16'
            : label?.type === 'swap'
              ? '1'
              : '',
      ]
    case 'LABEL':
      return [label?.label ?? '']
    case 'UUID':
      return [label?.uuid ?? '']
    case 'PARTUUID':
      return [device.number === undefined ? '' : device.partitionUuid]
    case 'PARTLABEL':
      return [partition?.name ?? '']
    case 'PTTYPE':
      return [disk.layout.table ?? '']
    case 'FSSIZE':
      return [space ? size(space.size) : '']
    case 'FSUSED':
      return [space ? size(space.used) : '']
    case 'FSAVAIL':
      return [space ? size(space.available) : '']
    case 'FSUSE%':
      return [space ? `${space.percent}%` : '']
    case 'SERIAL':
      return [device.number === undefined && disk.isNvme ? disk.serial : '']
    case 'MODEL':
      return [device.number === undefined && disk.isNvme ? disk.model : '']
    default:
      return ['']
  }
}

const known = new Set(
  'NAME KNAME PATH PKNAME MAJ:MIN RM RO ROTA SIZE TYPE MOUNTPOINT MOUNTPOINTS FSTYPE FSVER LABEL UUID PARTUUID PARTLABEL PTTYPE FSSIZE FSUSED FSAVAIL FSUSE% SERIAL MODEL'.split(
    ' ',
  ),
)

export const lsblk: Program = async (call) => {
  const { flags, operands } = options(call.args, 'oxe', ['output', 'sort', 'exclude'])
  const { machine } = call
  const old = machine.facts.version === '2'
  const mountColumn = old ? 'MOUNTPOINT' : 'MOUNTPOINTS'
  const typed = flags.get('o') ?? flags.get('output')
  const columns = typed
    ? typed
        .toUpperCase()
        .split(',')
        .map((name) => name.trim())
    : flags.has('f') || flags.has('fs')
      ? old
        ? ['NAME', 'FSTYPE', 'LABEL', 'UUID', mountColumn]
        : ['NAME', 'FSTYPE', 'FSVER', 'LABEL', 'UUID', 'FSAVAIL', 'FSUSE%', mountColumn]
      : ['NAME', 'MAJ:MIN', 'RM', 'SIZE', 'RO', 'TYPE', mountColumn]
  const unknown = columns.find((name) => !known.has(name))
  if (unknown !== undefined) return call.fail(`unknown column: ${unknown.toLowerCase()}`)
  let devices = machine.disks.all
  if (operands.length > 0) {
    const found: BlockDevice[] = []
    for (const name of operands) {
      const device = locateDevice(call, name)
      if (!device) {
        await call.fail(`${name}: not a block device`, 32)
        if (operands.length === 1) return 32
      } else
        found.push(
          device,
          ...machine.disks.all.filter(
            (each) =>
              device.number === undefined && each.disk === device.disk && each.number !== undefined,
          ),
        )
    }
    devices = found
  }
  if (flags.has('d') || flags.has('nodeps'))
    devices = devices.filter((device) => device.number === undefined || operands.length > 0)
  const bytes = flags.has('b') || flags.has('bytes')
  const plain = ['p', 'l', 'r', 'n', 'P'].filter((flag) => flags.has(flag))
  const list = flags.has('l') || flags.has('list') || flags.has('r') || flags.has('raw')
  const fullPath = plain.includes('p') || flags.has('paths')
  if (flags.has('J') || flags.has('json')) return json(call, devices, columns, bytes)
  const rows: string[][] = []
  for (const [index, device] of devices.entries()) {
    const next = devices[index + 1]
    const last = next === undefined || next.number === undefined || next.disk !== device.disk
    const nested =
      device.number !== undefined &&
      devices.some((each) => each.disk === device.disk && each.number === undefined)
    const lead = list || !nested || columns[0] !== 'NAME' ? '' : last ? '└─' : '├─'
    const all = columns.map((column) => {
      const values = cells(call, device, column, bytes)
      return column === 'NAME' ? [`${lead}${fullPath ? device.path : device.name}`] : values
    })
    const height = Math.max(...all.map((values) => values.length))
    for (let line = 0; line < height; line++)
      rows.push(
        all.map((values, at) =>
          line === 0 || columns[at]?.startsWith('MOUNTPOINT')
            ? (values[line] ?? '')
            : at === 0 && !last && nested && !list
              ? '│ '
              : '',
        ),
      )
  }
  const head = flags.has('n') || flags.has('noheadings') ? [] : [columns]
  if (flags.has('P') || flags.has('pairs')) {
    for (const row of rows)
      await call.out(`${columns.map((column, at) => `${column}="${row[at]}"`).join(' ')}\n`)
    return 0
  }
  if (flags.has('r') || flags.has('raw')) {
    for (const row of [...head, ...rows]) await call.out(`${row.join(' ')}\n`)
    return 0
  }
  const widths = columns.map((_, at) =>
    Math.max(...[...head, ...rows].map((row) => row[at]?.length ?? 0)),
  )
  for (const row of [...head, ...rows])
    await call.out(
      `${row
        .map((text, at) => {
          const column = columns[at] ?? ''
          if (rightAligned.has(column))
            return text.padStart(Math.max(widths[at] ?? 0, column === 'SIZE' ? 4 : 0))
          return at === row.length - 1
            ? text
            : text.padEnd(Math.max(widths[at] ?? 0, column === 'FSTYPE' ? 6 : 0))
        })
        .join(' ')}\n`,
    )
  return 0
}

async function json(
  call: Call,
  devices: readonly BlockDevice[],
  columns: readonly string[],
  bytes: boolean,
): Promise<number> {
  const object = (device: BlockDevice): Record<string, unknown> => {
    const entries = columns.map((column): [string, unknown] => {
      const values = cells(call, device, column, bytes)
      const [first = ''] = values
      const value =
        column === 'MOUNTPOINTS'
          ? values.map((one) => (one === '' ? null : one))
          : ['RM', 'RO', 'ROTA'].includes(column)
            ? first === '1'
            : bytes && column === 'SIZE'
              ? Number(first)
              : first === ''
                ? null
                : first
      return [column.toLowerCase(), value]
    })
    const children = devices.filter(
      (each) =>
        device.number === undefined && each.number !== undefined && each.disk === device.disk,
    )
    return {
      ...Object.fromEntries(entries),
      ...(children.length > 0 ? { children: children.map(object) } : {}),
    }
  }
  const top = devices.filter((device) => device.number === undefined)
  await call.out(
    `${JSON.stringify({ blockdevices: (top.length > 0 ? top : devices).map(object) }, undefined, 3)}\n`,
  )
  return 0
}

export const blkid: Program = async (call) => {
  const { flags, operands } = options(call.args, 'sotULc', [])
  const wanted = flags.get('s')
  const form = flags.get('o') ?? 'full'
  const bare = (path: string): string => path
  if (flags.has('U') || flags.has('L')) {
    const found = call.machine.disks.all.find((device) =>
      flags.has('U')
        ? device.label?.uuid === flags.get('U')
        : device.label?.label === flags.get('L'),
    )
    if (!found) return 2
    await call.out(`${bare(found.path)}\n`)
    return 0
  }
  const devices =
    operands.length > 0
      ? operands.map((name) => ({ name, device: locateDevice(call, name) }))
      : call.machine.disks.all.map((device) => ({ name: device.path, device }))
  let shown = 0
  for (const { name, device } of devices) {
    if (!device || !mayUseDisks(call)) continue
    const { label, partition, disk } = device
    const tags: [string, string][] = []
    if (label && label.label !== '') tags.push(['LABEL', label.label])
    if (label) tags.push(['UUID', label.uuid])
    if (label && label.type !== 'swap')
      tags.push([
        'BLOCK_SIZE',
        label.type === 'vfat' ? '512' : label.type === 'xfs' && !disk.root ? '512' : '4096',
      ])
    if (label) tags.push(['TYPE', label.type])
    if (!label && device.number === undefined && disk.layout.table) {
      tags.push(['PTUUID', disk.layout.id.toLowerCase()], ['PTTYPE', disk.layout.table])
      if (operands.length === 0) continue
    }
    if (partition?.name) tags.push(['PARTLABEL', partition.name])
    if (partition) tags.push(['PARTUUID', device.partitionUuid])
    const kept = tags.filter(([tag]) => wanted === undefined || tag === wanted.toUpperCase())
    const match = /^(\w+)=(.*)$/.exec(flags.get('t') ?? '')
    if (match && !tags.some(([tag, value]) => tag === match[1] && value === match[2])) continue
    if (kept.length === 0) continue
    shown++
    if (form === 'value') await call.out(`${kept.map(([, value]) => value).join('\n')}\n`)
    else if (form === 'device') await call.out(`${name}\n`)
    else if (form === 'export')
      await call.out(
        `DEVNAME=${name}\n${kept.map(([tag, value]) => `${tag}=${value}`).join('\n')}\n`,
      )
    else await call.out(`${name}: ${kept.map(([tag, value]) => `${tag}="${value}"`).join(' ')}\n`)
  }
  return shown > 0 ? 0 : 2
}

export const findmnt: Program = async (call) => {
  const { flags, operands } = options(call.args, 'otST', ['output', 'types', 'target', 'source'])
  const rows = mountTable(call.machine)
    .trim()
    .split('\n')
    .map((line) => {
      const [source = '', target = '', type = '', opts = ''] = line.split(' ')
      return { SOURCE: source, TARGET: target, FSTYPE: type, OPTIONS: opts }
    })
  const within = flags.get('T') ?? flags.get('target')
  const holding =
    within === undefined ? undefined : call.machine.mounts.holding(call.absolute(within))
  const types = flags.get('t') ?? flags.get('types')
  const shown = rows.filter(
    (row) =>
      (types === undefined || types.split(',').includes(row.FSTYPE)) &&
      (holding === undefined || row.TARGET === holding.path) &&
      operands.every(
        (operand) =>
          row.TARGET === operand ||
          row.SOURCE === operand ||
          row.SOURCE === locateDevice(call, operand)?.path,
      ),
  )
  if (shown.length === 0) return 1
  const columns = (flags.get('o') ?? flags.get('output') ?? 'TARGET,SOURCE,FSTYPE,OPTIONS')
    .toUpperCase()
    .split(',')
  const tree = operands.length === 0 && types === undefined && holding === undefined
  const value = (row: Readonly<Record<string, string>>, column: string, last: boolean): string =>
    column === 'TARGET' && tree && row['TARGET'] !== '/'
      ? `${last ? '└─' : '├─'}${row['TARGET']}`
      : (row[column] ?? '')
  const ordered = tree
    ? shown.toSorted((a, b) => Number(b.TARGET === '/') - Number(a.TARGET === '/'))
    : shown
  const table = ordered.map((row, at) =>
    columns.map((column) => value(row, column, at === ordered.length - 1)),
  )
  const all = flags.has('n') || flags.has('noheadings') ? table : [columns, ...table]
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  for (const row of all)
    await call.out(
      `${row.map((text, at) => (at === row.length - 1 ? text : text.padEnd(widths[at] ?? 0))).join(' ')}\n`,
    )
  return 0
}

/** `file -s` of a device; undefined where it is none. */
export function describeDevice(device: BlockDevice): string {
  const { label, disk } = device
  if (label?.type === 'xfs') return 'SGI XFS filesystem data (blksz 4096, inosz 512, v2 dirs)'
  if (label?.type.startsWith('ext'))
    return `Linux rev 1.0 ${label.type} filesystem data, UUID=${label.uuid}${label.label ? `, volume name "${label.label}"` : ''} (extents) (64bit) (large files) (huge files)`
  if (label?.type === 'swap')
    return `Linux swap file, 4k page size, little endian, version 1, size ${Math.floor(label.size / 4096) - 1} pages, 0 bad pages, no label, UUID=${label.uuid}`
  if (label?.type === 'vfat')
    return 'DOS/MBR boot sector, code offset 0x3c+2, OEM-ID "mkfs.fat", FAT (16 bit)'
  if (device.number === undefined && disk.layout.table === 'gpt')
    return `DOS/MBR boot sector; partition 1 : ID=0xee, start-CHS (0x0,0,2), end-CHS (0x3ff,255,63), startsector 1, ${device.size / 512 - 1} sectors, extended partition table (last)`
  if (device.number === undefined && disk.layout.table === 'dos') return 'DOS/MBR boot sector'
  return 'data'
}
