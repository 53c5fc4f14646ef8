import type { GuestSpec } from '../../driver.ts'
import { distributions, machineName, type DistributionFacts } from '../distributions.ts'
import { stableBytes } from '../stable-hash.ts'
import { hostnameOf } from '../first-boot/first-boot-files.ts'
import { hostKeys } from './host-keys.ts'
import { kernelLines } from './kernel-lines.ts'

/** A line of the console and when it comes, in ms after power-on. */
export type TimedLine = readonly [afterMs: number, text: string]

/** What the serial console of a booting guest says: computed from the spec alone, so that an idle guest keeps none of it. */
export function bootLog(spec: GuestSpec, firstBoot: boolean): TimedLine[] {
  const facts = distributions[spec.distribution]
  if (facts.family === 'windows') return windowsLog(spec, facts)
  return [
    ...firmwareLines(facts),
    ...kernelLines(spec, facts),
    ...systemdLines(spec, facts),
    ...cloudInitLines(spec, facts, firstBoot),
    [facts.bootMs, `\r\n${facts.login}\r\n`],
    [
      facts.bootMs,
      `Kernel ${facts.kernel}.${machineName(spec.architecture)} on an ${machineName(spec.architecture)} (-)\r\n`,
    ],
    [facts.bootMs, `${spec.hostname.split('.')[0] ?? ''} login: `],
  ]
}

/** `[    1.234567]`, as the kernel stamps. */
export function stamp(afterMs: number, jitter: number): string {
  const microseconds = Math.floor(afterMs * 1000) + (jitter % 1000)
  return `[${(microseconds / 1_000_000).toFixed(6).padStart(12)}]`
}

function firmwareLines(facts: DistributionFacts): TimedLine[] {
  return [
    [0, '\u001bc\u001b[?7l\u001b[2J\u001b[0mBooting from Hard Disk 0...\r\n'],
    [120, `  Booting \`${facts.prettyName}'\r\n`],
  ]
}

function systemdLines(spec: GuestSpec, facts: DistributionFacts): TimedLine[] {
  const jitter = stableBytes(spec.instanceId, 'systemd')
  const begin = facts.bootMs * 0.3
  const units = [
    'Created slice system-getty.slice - Slice /system/getty.',
    'Created slice user.slice - User and Session Slice.',
    'Reached target slices.target - Slice Units.',
    'Listening on systemd-journald.socket - Journal Socket.',
    'Listening on systemd-udevd-kernel.socket - udev Kernel Socket.',
    'Started systemd-journald.service - Journal Service.',
    'Finished systemd-remount-fs.service - Remount Root and Kernel File Systems.',
    'Finished systemd-sysctl.service - Apply Kernel Variables.',
    'Started systemd-udevd.service - Rule-based Manager for Device Events and Files.',
    'Reached target local-fs.target - Local File Systems.',
    'Finished systemd-tmpfiles-setup.service - Create System Files and Directories.',
    'Started systemd-networkd.service - Network Configuration.',
    'Reached target network-online.target - Network is Online.',
    'Started dbus-broker.service - D-Bus System Message Bus.',
    `Started ${facts.sshUnit}.service - OpenSSH server daemon.`,
    ...(facts.agentVersion ? [`Started ${facts.agentUnit}.service - amazon-ssm-agent.`] : []),
    'Started serial-getty@ttyS0.service - Serial Getty on ttyS0.',
    'Reached target multi-user.target - Multi-User System.',
  ]
  const lines: TimedLine[] = [
    [
      begin,
      `${stamp(begin, jitter.readUInt16BE(0))} systemd[1]: systemd ${facts.systemd} running in system mode\r\n`,
    ],
    [
      begin + 5,
      `${stamp(begin + 5, jitter.readUInt16BE(2))} systemd[1]: Detected virtualization amazon.\r\n`,
    ],
    [
      begin + 6,
      `${stamp(begin + 6, jitter.readUInt16BE(4))} systemd[1]: Detected architecture ${spec.architecture === 'arm64' ? 'arm64' : 'x86-64'}.\r\n`,
    ],
    [begin + 40, `\r\nWelcome to \u001b[0;33m${facts.prettyName}\u001b[0m!\r\n\r\n`],
  ]
  units.forEach((unit, index) => {
    const at = begin + 100 + (index * facts.bootMs * 0.55) / units.length
    lines.push([at, `[\u001b[0;32m  OK  \u001b[0m] ${unit}\r\n`])
  })
  return lines
}

function cloudInitLines(
  spec: GuestSpec,
  facts: DistributionFacts,
  firstBoot: boolean,
): TimedLine[] {
  const jitter = stableBytes(spec.instanceId, 'cloud-init')
  const pid = 1400 + (jitter[0] ?? 0)
  const said = (afterMs: number, text: string): TimedLine => [
    afterMs,
    `${stamp(afterMs, jitter.readUInt16BE(Math.floor(afterMs) % 30))} cloud-init[${pid}]: ${text}\r\n`,
  ]
  const [nic] = spec.interfaces
  const stage = (name: string, afterMs: number): TimedLine =>
    said(
      afterMs,
      `Cloud-init v. ${facts.cloudInit} running '${name}' at ${cloudInitDate(spec.bootedAt + afterMs)}. Up ${(afterMs / 1000).toFixed(2)} seconds.`,
    )
  const lines: TimedLine[] = [stage('init-local', facts.bootMs * 0.5)]
  if (nic) {
    const at = facts.bootMs * 0.6
    const mask = nic.subnetCidr ? prefixToMask(Number(nic.subnetCidr.split('/')[1] ?? 20)) : '.'
    const shown = nic.privateIp ?? nic.ipv6Addresses?.[0] ?? '.'
    lines.push(
      stage('init', at),
      said(
        at + 4,
        'ci-info: +++++++++++++++++++++++++++++++++++++++Net device info++++++++++++++++++++++++++++++++++++++++',
      ),
      said(
        at + 5,
        `ci-info: | ${facts.interfaceName.padEnd(6)} | True | ${shown.padEnd(15)} | ${mask.padEnd(15)} | global | ${nic.macAddress} |`,
      ),
      said(
        at + 6,
        `ci-info: |   lo   | True | 127.0.0.1       | 255.0.0.0       |  host  |         .         |`,
      ),
    )
  }
  if (firstBoot) {
    const keys = hostKeys(spec.instanceId, hostnameOf(spec))
    const at = facts.bootMs * 0.75
    lines.push(said(at, 'Generating public/private ed25519 key pair.'))
    for (const key of keys)
      lines.push(said(at + 20, `The key fingerprint is:`), said(at + 21, key.fingerprint))
    lines.push([at + 200, 'ci-info: no authorized SSH keys fingerprints found for user root.\r\n'])
    lines.push([
      at + 300,
      '<14>ec2: #############################################################\r\n',
    ])
    lines.push([at + 300, '<14>ec2: -----BEGIN SSH HOST KEY FINGERPRINTS-----\r\n'])
    for (const key of keys) lines.push([at + 300, `<14>ec2: ${key.fingerprint}\r\n`])
    lines.push([at + 300, '<14>ec2: -----END SSH HOST KEY FINGERPRINTS-----\r\n'])
    lines.push([
      at + 300,
      '<14>ec2: #############################################################\r\n',
    ])
    lines.push([at + 301, '-----BEGIN SSH HOST KEY KEYS-----\r\n'])
    for (const key of keys) lines.push([at + 301, `${key.publicKey}\r\n`])
    lines.push([at + 301, '-----END SSH HOST KEY KEYS-----\r\n'])
  }
  lines.push(
    stage('modules:config', facts.bootMs * 0.85),
    stage('modules:final', facts.bootMs * 0.92),
  )
  // Without user data cloud-init ends here; otherwise its last line comes when the script has ended.
  if (!spec.userData?.length || !firstBoot) {
    const at = facts.bootMs * 0.95
    lines.push(
      said(
        at,
        `Cloud-init v. ${facts.cloudInit} finished at ${cloudInitDate(spec.bootedAt + at)}. Datasource DataSourceEc2.  Up ${(at / 1000).toFixed(2)} seconds`,
      ),
    )
  }
  return lines
}

function windowsLog(spec: GuestSpec, facts: DistributionFacts): TimedLine[] {
  const at = (afterMs: number): string =>
    new Date(spec.bootedAt + afterMs)
      .toISOString()
      .replace('T', ' ')
      .replace(/\..*/, 'Z')
      .replaceAll('-', '/')
  const said = (afterMs: number, text: string): TimedLine => [
    afterMs,
    `${at(afterMs)}: ${text}\r\n`,
  ]
  return [
    said(9_000, 'Windows sysprep configuration complete.'),
    said(9_200, `OS: Microsoft ${facts.prettyName} (10.0)`),
    said(9_300, 'AMI Origin Version: 2025.10.15'),
    said(9_500, 'EC2 Agent: Ec2Launch service v2.2.63'),
    said(12_000, `Instance Id: ${spec.instanceId}`),
    said(14_000, `Driver: AWS NVMe Driver v1.7.0`),
    said(18_000, 'Message: Waiting for meta-data accessibility...'),
    said(19_000, 'Message: Meta-data is now available.'),
    said(facts.bootMs, 'Message: Windows is Ready to use'),
  ]
}

/** `Sat, 21 Nov 2026 11:39:19 +0000`, as cloud-init prints it. */
export function cloudInitDate(atMs: number): string {
  return new Date(atMs).toUTCString().replace('GMT', '+0000')
}

export function prefixToMask(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}
