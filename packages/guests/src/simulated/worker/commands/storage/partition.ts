import { sectorBytes, type DiskLayout, type Partition } from '../../../disks/layout.ts'
import type { BlockDevice } from '../../storage/disk.ts'
import { options, type Call, type Program } from '../call.ts'
import { byteCount } from './dd.ts'
import { shortSize } from './listing.ts'
import { locateDevice, mayUseDisks } from './locate-device.ts'
import { freshUuid } from './swap.ts'

const mebibyte = 2 ** 20
const tailBytes = mebibyte

/** A table without partitions; what lay on the disk is gone. */
function makeTable(call: Call, device: BlockDevice, table: 'gpt' | 'dos'): void {
  call.machine.disks.wipe(device)
  const uuid = freshUuid(call)
  const id = table === 'gpt' ? uuid.toUpperCase() : `0x${uuid.slice(0, 8)}`
  device.disk.layout = { ...device.disk.layout, table, id }
}

/** The first gap from `from` on. */
function freeStart(layout: DiskLayout): number {
  return layout.partitions.reduce((end, each) => Math.max(end, each.start + each.size), mebibyte)
}

function addPartition(device: BlockDevice, partition: Partition): void {
  const { disk } = device
  disk.layout = {
    ...disk.layout,
    partitions: [...disk.layout.partitions, partition].toSorted((a, b) => a.number - b.number),
  }
}

function dropPartition(device: BlockDevice, number: number): void {
  const { disk } = device
  disk.layout = {
    ...disk.layout,
    partitions: disk.layout.partitions.filter((each) => each.number !== number),
    fileSystems: disk.layout.fileSystems.filter((each) => each.partition !== number),
  }
}

const typeName = (partition: Partition, table: string | undefined): string =>
  partition.kind === 'efi'
    ? 'EFI System'
    : partition.kind === 'bios'
      ? 'BIOS boot'
      : table === 'dos'
        ? 'Linux'
        : 'Linux filesystem'

/** A disk as `fdisk -l` shows it. */
function fdiskListing(device: BlockDevice): string {
  const { disk } = device
  const { layout } = disk
  const sectors = disk.size / sectorBytes
  let text = `Disk ${device.path}: ${shortSize(disk.size).replace(/([KMGT])$/, ' $1iB')}, ${disk.size} bytes, ${sectors} sectors\n`
  if (disk.isNvme) text += `Disk model: ${disk.model.padEnd(40)}\n`
  text +=
    'Units: sectors of 1 * 512 = 512 bytes\nSector size (logical/physical): 512 bytes / 512 bytes\nI/O size (minimum/optimal): 4096 bytes / 4096 bytes\n'
  if (!layout.table) return text
  text += `Disklabel type: ${layout.table}\nDisk identifier: ${layout.id}\n`
  if (layout.partitions.length === 0) return text
  const rows = layout.partitions
    .toSorted((a, b) => a.number - b.number)
    .map((each) => {
      const start = each.start / sectorBytes
      const count = each.size / sectorBytes
      return [
        `${device.path}${disk.isNvme ? 'p' : ''}${each.number}`,
        ...(layout.table === 'dos' ? [''] : []),
        String(start),
        String(start + count - 1),
        String(count),
        shortSize(each.size),
        ...(layout.table === 'dos' ? ['83'] : []),
        typeName(each, layout.table),
      ]
    })
  const head =
    layout.table === 'dos'
      ? ['Device', 'Boot', 'Start', 'End', 'Sectors', 'Size', 'Id', 'Type']
      : ['Device', 'Start', 'End', 'Sectors', 'Size', 'Type']
  const all = [head, ...rows]
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) =>
        at === 0 || at === row.length - 1
          ? cell.padEnd(at === 0 ? (widths[0] ?? 0) : 0)
          : cell.padStart(widths[at] ?? 0),
      )
      .join(' ')
  return `${text}\n${all.map((row) => `${line(row)}\n`).join('')}`
}

/** A size as fdisk takes it for a last sector: `+5G`, a sector, or nothing for the disk's end. */
function lastSector(typed: string, start: number, sectors: number): number | undefined {
  if (typed === '') return sectors
  const relative = /^\+(\d+)([KMGT]?)/.exec(typed)
  if (relative) {
    const bytes = byteCount(`${relative[1]}${relative[2]}`) ?? 0
    return start + (relative[2] === '' ? bytes : bytes / sectorBytes) - 1
  }
  return /^\d+$/.test(typed) ? Number(typed) : undefined
}

async function ask(call: Call, question: string): Promise<string | undefined> {
  await call.out(question)
  let line = ''
  for (;;) {
    const byte = await call.files.get(0)?.read(1, call.signal)
    if (!byte) return line === '' ? undefined : line
    const char = String.fromCharCode(byte[0] ?? 10)
    if (char === '\n') return line.trim()
    line += char
  }
}

const fdisk: Program = async (call) => {
  const { flags, operands } = options(call.args, 'botuw')
  if (flags.has('l')) {
    if (!mayUseDisks(call)) {
      for (const device of call.machine.disks.all.filter((each) => each.number === undefined))
        await call.fail(`cannot open ${device.path}: Permission denied`)
      return 1
    }
    const devices = operands.length > 0 ? operands : undefined
    let first = true
    for (const device of call.machine.disks.all) {
      if (device.number !== undefined && !devices) continue
      if (devices && !devices.some((name) => locateDevice(call, name)?.path === device.path))
        continue
      await call.out(`${first ? '' : '\n\n'}${fdiskListing(device)}`)
      first = false
    }
    for (const name of devices ?? [])
      if (!locateDevice(call, name))
        return call.fail(`cannot open ${name}: No such file or directory`)
    return 0
  }
  const [name] = operands
  if (name === undefined) return call.fail('bad usage')
  const device = locateDevice(call, name)
  if (!device) return call.fail(`cannot open ${name}: No such file or directory`)
  if (!mayUseDisks(call)) return call.fail(`cannot open ${name}: Permission denied`)
  return fdiskDialogue(call, device)
}

async function fdiskDialogue(call: Call, device: BlockDevice): Promise<number> {
  const { disk } = device
  const before = disk.layout
  const sectors = disk.size / sectorBytes
  await call.out(
    '\nWelcome to fdisk (util-linux 2.37.4).\nChanges will remain in memory only, until you decide to write them.\nBe careful before using the write command.\n\n',
  )
  // What is agreed on in the dialogue is held here until `w`.
  let table = before.table
  let id = before.id
  let partitions = [...before.partitions]
  const fresh = (kind: 'gpt' | 'dos'): void => {
    const uuid = freshUuid(call)
    table = kind
    id = kind === 'gpt' ? uuid.toUpperCase() : `0x${uuid.slice(0, 8)}`
    partitions = []
  }
  if (!table) {
    fresh('dos')
    await call.out(
      `Device does not contain a recognized partition table.\nCreated a new DOS disklabel with disk identifier ${id}.\n\n`,
    )
  }
  for (;;) {
    const command = await ask(call, 'Command (m for help): ')
    if (command === undefined || command === 'q') return 0
    switch (command) {
      case '':
        break
      case 'm':
        await call.out(
          '\nHelp:\n\n  Generic\n   d   delete a partition\n   n   add a new partition\n   p   print the partition table\n   F   list free unpartitioned space\n\n  Save & Exit\n   w   write table to disk and exit\n   q   quit without saving changes\n\n  Create a new label\n   g   create a new empty GPT partition table\n   o   create a new empty DOS partition table\n\n',
        )
        break
      case 'g':
      case 'o':
        fresh(command === 'g' ? 'gpt' : 'dos')
        await call.out(
          command === 'g'
            ? `Created a new GPT disklabel (GUID: ${id}).\n\n`
            : `Created a new DOS disklabel with disk identifier ${id}.\n\n`,
        )
        break
      case 'p': {
        disk.layout = { ...before, table, id, partitions }
        await call.out(`${fdiskListing(device)}\n`)
        disk.layout = before
        break
      }
      case 'n': {
        if (table === 'dos') {
          const kind = await ask(
            call,
            `Partition type\n   p   primary (${partitions.length} primary, 0 extended, ${4 - partitions.length} free)\n   e   extended (container for logical partitions)\nSelect (default p): `,
          )
          if (kind === 'e') {
            await call.out('Extended partitions are not available in a simulated guest.\n\n')
            break
          }
          if (kind === undefined) return 0
          if (kind === '') await call.out('\nUsing default response p.\n')
        }
        const limit = table === 'dos' ? 4 : 128
        let free = 1
        while (partitions.some((each) => each.number === free)) free++
        const typed = await ask(call, `Partition number (${free}-${limit}, default ${free}): `)
        const number = typed ? Number(typed) : free
        if (
          !(number >= 1 && number <= limit) ||
          partitions.some((each) => each.number === number)
        ) {
          await call.out('Value out of range.\n\n')
          break
        }
        const start = freeStart({ ...before, partitions }) / sectorBytes
        const last = sectors - (table === 'gpt' ? 34 : 1)
        const from = await ask(call, `First sector (${start}-${last}, default ${start}): `)
        const first = from ? Number(from) : start
        const to = await ask(
          call,
          `Last sector, +/-sectors or +/-size{K,M,G,T,P} (${first}-${last}, default ${last}): `,
        )
        const end = Math.min(last, lastSector(to ?? '', first, last) ?? last)
        if (!(first >= start && end > first)) {
          await call.out('Value out of range.\n\n')
          break
        }
        const size = Math.floor(((end - first + 1) * sectorBytes) / mebibyte) * mebibyte
        partitions.push({ number, start: first * sectorBytes, size, kind: 'linux', name: '' })
        await call.out(
          `\nCreated a new partition ${number} of type '${table === 'dos' ? 'Linux' : 'Linux filesystem'}' and of size ${shortSize(size).replace(/([KMGT])$/, ' $1iB')}.\n\n`,
        )
        break
      }
      case 'd': {
        const last = partitions.at(-1)
        if (!last) {
          await call.out('No partition is defined yet!\n\n')
          break
        }
        const typed =
          partitions.length > 1
            ? await ask(
                call,
                `Partition number (${partitions.map((each) => each.number).join(',')}, default ${last.number}): `,
              )
            : (await call.out(`Selected partition ${last.number}\n`), '')
        const number = typed ? Number(typed) : last.number
        partitions = partitions.filter((each) => each.number !== number)
        await call.out(`Partition ${number} has been deleted.\n\n`)
        break
      }
      case 'w':
        return writeTable(call, device, { ...before, table, id, partitions })
      default:
        await call.out(`${command}: unknown command\n\n`)
    }
  }
}

async function writeTable(call: Call, device: BlockDevice, next: DiskLayout): Promise<number> {
  const { disk } = device
  const kept = next.fileSystems.filter((each) =>
    next.partitions.some(
      (one) =>
        one.number === each.partition &&
        disk.layout.partitions.some((old) => old.number === one.number && old.start === one.start),
    ),
  )
  disk.layout = { ...next, fileSystems: kept }
  call.machine.disks.publish()
  await call.out(
    'The partition table has been altered.\nCalling ioctl() to re-read partition table.\nSyncing disks.\n\n',
  )
  return 0
}

/** A position as parted takes it: `1MiB`, `0%`, `100%`, `5GB`. */
function position(typed: string, disk: number): number | undefined {
  const match = /^(-?[\d.]+)(%|s|k?B|KiB|MiB|GiB|TiB|MB|GB|TB)?$/i.exec(typed)
  if (!match) return undefined
  const value = Number(match[1])
  const unit = (match[2] ?? 'MB').toLowerCase()
  if (unit === '%') return Math.round((disk * value) / 100)
  const units: Readonly<Record<string, number>> = {
    s: 512,
    b: 1,
    kb: 1e3,
    mb: 1e6,
    gb: 1e9,
    tb: 1e12,
    kib: 2 ** 10,
    mib: 2 ** 20,
    gib: 2 ** 30,
    tib: 2 ** 40,
  }
  return value * (units[unit] ?? 1)
}

const decimalSize = (bytes: number): string =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(bytes >= 1e10 ? 1 : 2).replace(/\.?0+$/, '')}GB`
    : bytes >= 1e6
      ? `${(bytes / 1e6).toFixed(bytes >= 1e8 ? 0 : 1)}MB`
      : `${(bytes / 1e3).toFixed(1)}kB`

function partedListing(device: BlockDevice): string {
  const { disk } = device
  const { layout } = disk
  const model = disk.isNvme ? `${disk.model} (nvme)` : 'Xen Virtual Block Device (xvd)'
  const head = `Model: ${model}\nDisk ${device.path}: ${decimalSize(disk.size)}\nSector size (logical/physical): 512B/512B\nPartition Table: ${layout.table === 'dos' ? 'msdos' : (layout.table ?? 'loop')}\nDisk Flags: \n\n`
  const rows = layout.table
    ? layout.partitions.map((each) => {
        const type = layout.fileSystems.find((one) => one.partition === each.number)?.type ?? ''
        return [
          ` ${each.number}`,
          decimalSize(each.start),
          decimalSize(each.start + each.size),
          decimalSize(each.size),
          type === 'vfat' ? 'fat16' : type,
          layout.table === 'dos' ? 'primary' : each.name,
          each.kind === 'efi' ? 'boot, esp' : each.kind === 'bios' ? 'bios_grub' : '',
        ]
      })
    : layout.fileSystems.map((each) => [
        ' 1',
        '0.00B',
        decimalSize(disk.size),
        decimalSize(disk.size),
        each.type,
        '',
        '',
      ])
  const titles = ['Number', 'Start', 'End', 'Size', 'File system', 'Name', 'Flags']
  const all = [titles, ...rows]
  const widths = titles.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  return `${head}${all
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')}\n`
}

const parted: Program = async (call) => {
  const { flags, operands } = options(call.args, 'a', ['align'])
  if (call.cred.uid !== 0)
    return call.err('WARNING: You are not superuser.  Watch out for permissions.\n').then(() => 1)
  const disks = call.machine.disks.all.filter((each) => each.number === undefined)
  if (flags.has('l') || flags.has('list')) {
    for (const device of disks)
      if (device.disk.layout.table || device.label) await call.out(partedListing(device))
      else
        await call.err(
          `Error: ${device.path}: unrecognised disk label\nModel: Amazon Elastic Block Store (nvme)\nDisk ${device.path}: ${decimalSize(device.size)}\nSector size (logical/physical): 512B/512B\nPartition Table: unknown\nDisk Flags: \n\n`,
        )
    return 0
  }
  const [name = '', ...words] = operands
  const device = locateDevice(call, name)
  if (!device)
    return call
      .err(`Error: Could not stat device ${name} - No such file or directory.\n`)
      .then(() => 1)
  if (words.length === 0)
    return call
      .err(
        'parted: its own prompt is not available in a simulated guest; give the commands as arguments, as in: parted -s DEVICE mklabel gpt mkpart primary xfs 0% 100%\n',
      )
      .then(() => 1)
  const { disk } = device
  for (let verb = words.shift(); verb !== undefined; verb = words.shift()) {
    switch (verb) {
      case 'unit':
      case 'align-check':
        words.shift()
        break
      case '--':
        break
      case 'print':
        if (!disk.layout.table && !device.label)
          return call.err(`Error: ${device.path}: unrecognised disk label\n`).then(() => 1)
        await call.out(partedListing(device))
        break
      case 'mklabel':
      case 'mktable': {
        const kind = words.shift()
        if (kind !== 'gpt' && kind !== 'msdos')
          return call
            .err(`parted: invalid token: ${kind ?? ''}\nError: Expecting a disk label type.\n`)
            .then(() => 1)
        if (call.machine.mounts.list.some((each) => each.device.disk === disk))
          return call.err(`Error: Partition(s) on ${device.path} are being used.\n`).then(() => 1)
        makeTable(call, device, kind === 'gpt' ? 'gpt' : 'dos')
        break
      }
      case 'mkpart': {
        if (!disk.layout.table)
          return call.err(`Error: ${device.path}: unrecognised disk label\n`).then(() => 1)
        const label = words.shift() ?? 'primary'
        if (words[0] !== undefined && position(words[0], disk.size) === undefined) words.shift()
        const from = position(words.shift() ?? '0%', disk.size)
        const to = position(words.shift() ?? '100%', disk.size)
        if (from === undefined || to === undefined)
          return call.err('Error: Invalid number.\n').then(() => 1)
        const align = (bytes: number): number => Math.ceil(bytes / mebibyte) * mebibyte
        const start = Math.max(align(from), mebibyte)
        const end = Math.min(to, disk.size - tailBytes)
        if (
          end <= start ||
          disk.layout.partitions.some((each) => start < each.start + each.size && each.start < end)
        )
          return call
            .err('Error: You requested a partition that overlaps another one.\n')
            .then(() => 1)
        let number = 1
        while (disk.layout.partitions.some((each) => each.number === number)) number++
        const size = Math.floor((end - start) / mebibyte) * mebibyte
        addPartition(device, { number, start, size, kind: 'linux', name: label })
        break
      }
      case 'rm':
        dropPartition(device, Number(words.shift()))
        break
      case 'name': {
        const number = Number(words.shift())
        const label = words.shift() ?? ''
        disk.layout = {
          ...disk.layout,
          partitions: disk.layout.partitions.map((each) =>
            each.number === number ? { ...each, name: label } : each,
          ),
        }
        break
      }
      case 'resizepart': {
        const number = Number(words.shift())
        const end = Math.min(
          position(words.shift() ?? '100%', disk.size) ?? 0,
          disk.size - tailBytes,
        )
        disk.layout = {
          ...disk.layout,
          partitions: disk.layout.partitions.map((each) =>
            each.number === number
              ? {
                  ...each,
                  size: Math.max(mebibyte, Math.floor((end - each.start) / mebibyte) * mebibyte),
                }
              : each,
          ),
        }
        break
      }
      case 'set':
        words.splice(0, 3)
        break
      default:
        return call.err(`parted: invalid token: ${verb}\n`).then(() => 1)
    }
  }
  call.machine.disks.publish()
  if (!flags.has('s') && !flags.has('script'))
    await call.out('Information: You may need to update /etc/fstab.\n\n')
  return 0
}

const blockdev: Program = async (call) => {
  const [verb = '', name = ''] = call.args
  const device = locateDevice(call, name)
  if (!device) return call.fail(`cannot open ${name}: No such file or directory`)
  if (!mayUseDisks(call)) return call.fail(`cannot open ${name}: Permission denied`)
  const answers: Readonly<Record<string, number>> = {
    '--getsize64': device.size,
    '--getsz': device.size / sectorBytes,
    '--getss': sectorBytes,
    '--getbsz': 4096,
    '--getro': 0,
  }
  const answer = answers[verb]
  if (answer !== undefined) await call.out(`${answer}\n`)
  return answer === undefined && !/^--(?:rereadpt|flushbufs)$/.test(verb) ? 1 : 0
}

const findfs: Program = async (call) => {
  const device = locateDevice(call, call.args[0] ?? '')
  if (!device) return call.fail(`unable to resolve '${call.args[0] ?? ''}'`)
  await call.out(`${device.path}\n`)
  return 0
}

export const partitionPrograms = {
  fdisk,
  parted,
  blockdev,
  findfs,
  partprobe: async () => 0,
} satisfies Readonly<Record<string, Program>>
