import type { GuestSpec } from '../../driver.ts'
import { hostKeys } from '../console/host-keys.ts'
import { distributions } from '../distributions.ts'
import { stableHex } from '../stable-hash.ts'

/** Something that the first boot leaves on the root disk. */
export interface FirstBootFile {
  readonly kind: 'file' | 'directory' | 'link'
  readonly path: string
  readonly mode: number
  readonly owner: 'root' | 'user'
  readonly text?: string
  readonly bytes?: Uint8Array
  /** Lines that are added to those that are there; one that is there already is not. */
  readonly append?: readonly string[]
  readonly target?: string
}

/** cloud-init's mark on the disk for one instance id. */
export function firstBootMark(spec: GuestSpec): string {
  return `/var/lib/cloud/instances/${spec.instanceId}`
}

/** What a guest calls itself: Debian and Ubuntu take the name without its domain. */
export function hostnameOf(spec: GuestSpec): string {
  const { family } = distributions[spec.distribution]
  return family === 'debian' ? (spec.hostname.split('.')[0] ?? spec.hostname) : spec.hostname
}

/** What cloud-init writes once for each instance id, before user data. */
export function firstBootFiles(spec: GuestSpec): FirstBootFile[] {
  const facts = distributions[spec.distribution]
  const mark = firstBootMark(spec)
  const ssh = `/home/${facts.defaultUser}/.ssh`
  const keys = spec.sshKeys.map((key) => key.trim()).filter((key) => key !== '')
  const directory = (path: string, mode = 0o755, owner: 'root' | 'user' = 'root') =>
    ({ kind: 'directory', path, mode, owner }) as const
  const file = (path: string, text: string, mode = 0o644) =>
    ({ kind: 'file', path, mode, owner: 'root', text }) as const
  const said = new Date(spec.bootedAt + 4_000).toISOString().slice(0, 19).replace('T', ' ')
  return [
    directory('/var/lib/cloud/instances'),
    directory(mark),
    directory(`${mark}/sem`),
    directory('/var/lib/cloud/data'),
    {
      kind: 'link',
      path: '/var/lib/cloud/instance',
      mode: 0o777,
      owner: 'root',
      target: mark,
    },
    file('/var/lib/cloud/data/instance-id', `${spec.instanceId}\n`),
    file('/etc/hostname', `${hostnameOf(spec)}\n`),
    file('/etc/machine-id', `${stableHex(32, spec.instanceId, 'machine-id')}\n`, 0o444),
    directory('/etc/ssh'),
    ...hostKeys(spec.instanceId, hostnameOf(spec)).flatMap((key) => [
      file('/etc/ssh/ssh_host_ed25519_key', key.privateKey, 0o600),
      file('/etc/ssh/ssh_host_ed25519_key.pub', `${key.publicKey}\n`),
    ]),
    directory('/root/.ssh', 0o700),
    {
      kind: 'file',
      path: '/root/.ssh/authorized_keys',
      mode: 0o600,
      owner: 'root',
      append: keys.map((key) => `${rootOptions(facts.defaultUser)} ${key}`),
    },
    directory(ssh, 0o700, 'user'),
    {
      kind: 'file',
      path: `${ssh}/authorized_keys`,
      mode: 0o600,
      owner: 'user',
      append: keys,
    },
    {
      kind: 'file',
      path: '/var/log/cloud-init.log',
      mode: 0o644,
      owner: 'root',
      append: [
        `${said},000 - __init__.py[INFO]: Cloud-init v. ${facts.cloudInit} running 'init' on ${spec.instanceId} (DataSourceEc2)`,
      ],
    },
    ...(spec.userData?.length
      ? [
          {
            kind: 'file',
            path: `${mark}/user-data.txt`,
            mode: 0o600,
            owner: 'root',
            bytes: spec.userData,
          } as const,
        ]
      : []),
  ]
}

/** A file's text with the lines that it lacks. */
export function withLines(before: string, lines: readonly string[]): string {
  const fresh = lines.filter((line) => !before.includes(line))
  return before + fresh.map((line) => `${line}\n`).join('')
}

/** disable_root of cloud-init: root's key only says whom to come as. */
function rootOptions(user: string): string {
  const says = `echo 'Please login as the user \\"${user}\\" rather than the user \\"root\\".';echo;sleep 10;exit 142`
  return `no-port-forwarding,no-agent-forwarding,no-X11-forwarding,command="${says}"`
}
