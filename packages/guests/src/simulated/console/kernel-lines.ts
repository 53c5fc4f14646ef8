import type { GuestSpec } from '../../driver.ts'
import { isXen, machineName, rootPartition, type DistributionFacts } from '../distributions.ts'
import { stableBytes, stableUuid } from '../stable-hash.ts'
import type { TimedLine } from './boot-log.ts'

/** The first second of a boot: what the kernel finds. */
export function kernelLines(spec: GuestSpec, facts: DistributionFacts): TimedLine[] {
  const machine = machineName(spec.architecture)
  const memoryKiB = spec.memoryMiB * 1024
  const [nic] = spec.interfaces
  const texts: [seconds: number, text: string][] = [
    [0, `Linux version ${facts.kernel}.${machine} (mockbuild@build) (gcc) #1 SMP PREEMPT_DYNAMIC`],
    [
      0,
      `Command line: BOOT_IMAGE=(hd0,gpt1)/boot/vmlinuz-${facts.kernel}.${machine} root=UUID=${rootUuid(spec)} ro console=tty0 console=ttyS0,115200n8 nvme_core.io_timeout=4294967295 rd.emergency=poweroff rd.shell=0 selinux=1 security=selinux quiet`,
    ],
    [0, 'BIOS-provided physical RAM map:'],
    [0, 'BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable'],
    [
      0,
      `BIOS-e820: [mem 0x0000000000100000-0x${(BigInt(spec.memoryMiB) * 1_048_576n).toString(16).padStart(16, '0')}] usable`,
    ],
    [0, 'NX (Execute Disable) protection: active'],
    [0, `DMI: Amazon EC2 ${spec.instanceType}/, BIOS 1.0 10/16/2017`],
    [0, 'Hypervisor detected: KVM'],
    [0.01, `Memory: ${Math.floor(memoryKiB * 0.93)}K/${memoryKiB}K available`],
    [0.012, `SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=${spec.vcpus}, Nodes=1`],
    [0.08, `smp: Brought up 1 node, ${spec.vcpus} CPU${spec.vcpus === 1 ? '' : 's'}`],
    [0.3, 'NET: Registered PF_INET protocol family'],
    [0.35, 'Unpacking initramfs...'],
    [0.5, 'Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled'],
    [0.52, '00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A'],
    ...diskLines(spec),
    [
      0.9,
      `ena 0000:00:05.0: Elastic Network Adapter (ENA) found at mem febf4000, mac addr ${nic?.macAddress ?? '-'}`,
    ],
    [1.1, `ena 0000:00:05.0 ${facts.interfaceName}: renamed from eth0`],
    [
      1.4,
      facts.rootFileSystem === 'xfs'
        ? `XFS (${rootPartition(spec)}): Ending clean mount`
        : `EXT4-fs (${rootPartition(spec)}): mounted filesystem with ordered data mode. Quota mode: none.`,
    ],
  ]
  const jitter = stableBytes(spec.instanceId, 'kernel')
  return texts.map(([seconds, text], index): TimedLine => {
    const microseconds =
      seconds === 0 ? 0 : Math.floor(seconds * 1_000_000) + jitter.readUInt16BE(index % 31)
    const at = 400 + microseconds / 1000
    return [at, `[${(microseconds / 1_000_000).toFixed(6).padStart(12)}] ${text}\r\n`]
  })
}

function diskLines(spec: GuestSpec): [number, string][] {
  if (isXen(spec.instanceType)) return [[0.75, ' xvda: xvda1']]
  return [
    [0.7, 'nvme nvme0: pci function 0000:00:04.0'],
    ...spec.disks
      .filter((disk) => !disk.root)
      .map((_, index): [number, string] => [
        0.72,
        `nvme nvme${index + 1}: pci function 0000:00:${(0x1f - index).toString(16)}.0`,
      ]),
    [0.75, ' nvme0n1: p1 p127 p128'],
  ]
}

/** The file system's UUID, the same in `lsblk -f`, `/etc/fstab` and the kernel's command line. */
export function rootUuid(spec: { readonly distribution: string }): string {
  return stableUuid(spec.distribution, 'root file system')
}
