import { strftime } from '../shell/printf.ts'
import { matchesPattern } from '../shell/pattern.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call, Program } from './call.ts'
import { catalogue, findPackage } from './package-catalogue.ts'
import { packageOfFile } from './package-file.ts'
import { fillRpmFormat, takeFormat, type PackageFields } from './package-format.ts'
import { installed as storedPackages, place, record } from './package-store.ts'

const root = rootCredentials
/** When the image was made; what came with it was installed then. */
const imageMadeMs = Date.UTC(2025, 9, 14, 18, 4, 31)

/** A package that is installed, with the files of it that are on the disk. */
export interface Installed {
  readonly name: string
  readonly version: string
  readonly summary: string
  readonly files: readonly string[]
}

/** Packages that an image brings: version, summary, and the programs by which they are known. */
const base: Readonly<
  Record<string, readonly [version: string, summary: string, programs: string]>
> = {
  bash: ['5.2.15-1', 'The GNU Bourne Again shell', 'bash sh'],
  coreutils: [
    '8.32-30',
    'A set of basic GNU tools commonly used in shell scripts',
    'base64 basename cat chgrp chmod chown comm cp cut date dd df dirname du echo env expand expr false fold groups head hostid id install join ln logname ls md5sum mkdir mktemp mv nice nl nohup nproc numfmt od paste pwd readlink realpath rm rmdir seq sha1sum sha256sum sleep sort split stat stty sync tac tail tee test timeout touch tr true truncate tty uname unexpand uniq unlink users wc who whoami yes chroot',
  ],
  'util-linux': [
    '2.37.4-1',
    'A collection of basic system utilities',
    'lsblk lscpu lsmem mount umount findmnt mountpoint more logger login flock fallocate ionice dmesg column rev last blkid blockdev fdisk sfdisk mkswap swapon swapoff wipefs findfs mkfs fsck',
  ],
  e2fsprogs: [
    '1.46.5-2',
    'Utilities for managing ext2, ext3, and ext4 file systems',
    'mke2fs mkfs.ext2 mkfs.ext3 mkfs.ext4 e2fsck e2label tune2fs resize2fs',
  ],
  xfsprogs: [
    '5.18.0-1',
    'Utilities for managing the XFS filesystem',
    'mkfs.xfs xfs_admin xfs_growfs xfs_info',
  ],
  systemd: [
    '252.23-6',
    'System and Service Manager',
    'systemctl journalctl hostnamectl timedatectl localectl loginctl systemd-analyze systemd-detect-virt shutdown reboot poweroff halt',
  ],
  sudo: ['1.9.15-1', 'Allows restricted root access for specified users', 'sudo visudo'],
  'openssh-server': ['8.7p1-8', 'An open source SSH server daemon', 'sshd'],
  'openssh-clients': [
    '8.7p1-8',
    'An open source SSH client applications',
    'ssh scp sftp ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan',
  ],
  'procps-ng': [
    '3.3.17-1',
    'System and process monitoring utilities',
    'ps top free uptime vmstat w watch kill pgrep pkill pidof sysctl',
  ],
  iproute: ['6.10.0-2', 'Advanced IP routing and network device configuration tools', 'ip ss'],
  'net-tools': ['2.0-0', 'Basic networking tools', 'ifconfig netstat'],
  'shadow-utils': [
    '4.9-12',
    'Utilities for managing accounts and shadow password files',
    'useradd userdel usermod groupadd groupdel groupmod gpasswd chage chpasswd passwd',
  ],
  grep: ['3.8-1', 'Pattern matching utilities', 'grep egrep fgrep'],
  sed: ['4.8-7', 'A GNU stream text editor', 'sed'],
  gawk: ['5.1.0-3', 'The GNU version of the AWK text processing utility', 'awk'],
  findutils: ['4.8.0-2', 'The GNU versions of find utilities', 'find xargs'],
  tar: ['1.34-1', 'A GNU file archiving program', 'tar'],
  gzip: ['1.12-1', 'The GNU data compression program', 'gzip gunzip zcat'],
  less: ['608-2', 'A text file browser similar to more, but better', 'less'],
  'vim-minimal': ['9.1.1706-1', 'A minimal version of the VIM editor', 'vi'],
  'cloud-init': ['22.2.2-1', 'Cloud instance init scripts', 'cloud-init'],
  'cloud-utils-growpart': ['0.31-8', 'Script for growing a partition', 'growpart'],
  parted: ['3.4-2', 'The GNU disk partition manipulation program', 'parted'],
  'curl-minimal': ['8.11.1-4', 'Conservatively configured build of curl', 'curl'],
  python3: ['3.9.23-1', 'The Python interpreter', 'python3'],
  'awscli-2': ['2.30.4-1', 'Universal Command Line Environment for AWS', 'aws'],
  unzip: ['6.0-57', 'A utility for unpacking zip files', 'unzip'],
  zip: ['3.0-28', 'A file compression utility compatible with PKZIP', 'zip'],
}

const debianNames: Readonly<Record<string, string>> = {
  'procps-ng': 'procps',
  iproute: 'iproute2',
  'shadow-utils': 'passwd',
  'openssh-clients': 'openssh-client',
  'vim-minimal': 'vim-tiny',
  'cloud-utils-growpart': 'cloud-guest-utils',
  'curl-minimal': 'curl',
  'awscli-2': 'awscli',
}

function pathsOf(machine: Machine, programs: string): string[] {
  return programs
    .split(' ')
    .flatMap((program) => [`/usr/bin/${program}`, `/usr/sbin/${program}`])
    .filter((path) => machine.vfs.peek(path, root) !== undefined)
}

/** Everything installed, by name: what the image brought, and what was put on top. */
export async function installed(machine: Machine): Promise<Installed[]> {
  const debian = machine.facts.family === 'debian'
  const found = new Map<string, Installed>()
  for (const [plain, [version, summary, programs]] of Object.entries(base)) {
    const name = debian ? (debianNames[plain] ?? plain) : plain
    const files = pathsOf(machine, programs)
    if (files.length > 0) found.set(name, { name, version, summary, files })
  }
  for (const [name, version] of await storedPackages(machine)) {
    const facts = findPackage(name, machine.facts)
    const paths = [
      ...Object.keys(facts?.programs ?? {}),
      ...Object.keys({ ...facts?.files, ...(debian ? facts?.debian : facts?.redhat) }),
      ...(facts?.unit ? [`/usr/lib/systemd/system/${facts.unit}.service`] : []),
    ]
    const files = paths
      .map((path) => path.replace(/(.)\/$/, '$1'))
      .filter((path) => machine.vfs.peek(path, root) !== undefined)
    found.set(name, { name, version, summary: facts?.summary ?? '', files })
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

export function owner(
  all: readonly Installed[],
  machine: Machine,
  path: string,
): Installed | undefined {
  let real = path
  try {
    real = machine.vfs.realpath(path, root)
  } catch {
    // A file that is gone may still be asked for.
  }
  return all.find((one) => one.files.includes(path) || one.files.includes(real))
}

export const architecture = (call: Call, debian: boolean): string =>
  call.machine.spec.architecture === 'arm64'
    ? debian
      ? 'arm64'
      : 'aarch64'
    : debian
      ? 'amd64'
      : 'x86_64'

function release(call: Call): string {
  const { family, version } = call.machine.facts
  return family === 'amazon' ? `amzn${version}` : family === 'suse' ? 'sles15' : 'el9'
}

const rpm: Program = async (call) => {
  const { format, args } = takeFormat(call, ['--qf', '--queryformat'])
  const letters = args
    .filter((arg) => /^-[a-zA-Z]+$/.test(arg))
    .map((arg) => arg.slice(1))
    .join('')
  const names = args.filter((arg) => !arg.startsWith('-'))
  const all = await installed(call.machine)
  const full = (one: Installed): string =>
    `${one.name}-${one.version}.${release(call)}.${architecture(call, false)}`
  if (/[iUF]/.test(letters) && !letters.includes('q')) return placeFiles(call, names)
  if (letters.includes('e'))
    return call.run([call.machine.facts.packageTool, 'remove', '-y', ...names])
  if (!letters.includes('q'))
    return letters.includes('V') ? 0 : call.fail('no arguments given for query')
  let chosen: Installed[] = []
  let status = 0
  if (letters.includes('f'))
    for (const name of names) {
      const path = call.absolute(name)
      const found = owner(all, call.machine, path)
      if (found) chosen.push(found)
      else {
        await call.out(
          call.vfs.peek(path, call.cred)
            ? `file ${path} is not owned by any package\n`
            : `error: file ${path}: No such file or directory\n`,
        )
        status = 1
      }
    }
  else if (letters.includes('a'))
    chosen = all.filter(
      (one) => names.length === 0 || names.some((name) => matchesPattern(one.name, name, false)),
    )
  else
    for (const name of names) {
      const found = all.find((one) => one.name === name || full(one) === name)
      if (found) chosen.push(found)
      else {
        await call.out(`package ${name} is not installed\n`)
        status = 1
      }
    }
  for (const one of chosen) {
    if (format !== undefined) {
      const text = fillRpmFormat(format, rpmFields(call, one))
      if (text === undefined)
        return call.err('error: incorrect format: unknown tag\n').then(() => 1)
      await call.out(text)
    } else if (letters.includes('l'))
      await call.out(one.files.map((path) => `${path}\n`).join('') || '(contains no files)\n')
    else if (letters.includes('c'))
      await call.out(
        one.files
          .filter((path) => path.startsWith('/etc/'))
          .map((path) => `${path}\n`)
          .join(''),
      )
    else if (letters.includes('i')) await call.out(rpmInfo(call, one))
    else await call.out(`${full(one)}\n`)
  }
  return status
}

/** Installs what package files hold: `rpm -i`, `dpkg -i`. */
export async function placeFiles(call: Call, files: readonly string[]): Promise<number> {
  const have = await storedPackages(call.machine)
  let status = 0
  for (const file of files) {
    const found = await packageOfFile(call, file)
    if (typeof found === 'string') {
      status = await call.fail(found)
      continue
    }
    await call.out(
      call.name === 'dpkg'
        ? `Selecting previously unselected package ${found.name}.\nUnpacking ${found.name} (${found.version}) ...\nSetting up ${found.name} (${found.version}) ...\n`
        : `Updating / installing...\n${`${found.name}-${found.version}`.padEnd(40)} ################################# [100%]\n`,
    )
    await place(call, found)
    have.set(found.name, found.version)
  }
  record(call, have)
  return status
}

function rpmFields(call: Call, one: Installed): PackageFields {
  const [version = '', revision = '1'] = one.version.split('-')
  const fields = {
    name: one.name,
    version,
    release: `${revision}.${release(call)}`,
    arch: architecture(call, false),
    sourcerpm: `${one.name}-${one.version}.${release(call)}.src.rpm`,
    vendor: call.machine.facts.family === 'amazon' ? 'Amazon Linux' : 'Red Hat, Inc.',
    summary: one.summary,
    description: `${one.summary}.`,
    epoch: '(none)',
    epochnum: '0',
    group: 'Unspecified',
    installtime: String(Math.floor(imageMadeMs / 1000)),
  }
  const nevra = `${fields.name}-${fields.version}-${fields.release}`
  return {
    ...fields,
    nvr: nevra,
    nvra: `${nevra}.${fields.arch}`,
    nevra: `${nevra}.${fields.arch}`,
  }
}

function rpmInfo(call: Call, one: Installed): string {
  const date = strftime('%a %d %b %Y %H:%M:%S %p UTC', imageMadeMs)
  const format = `Name        : %{NAME}\nVersion     : %{VERSION}\nRelease     : %{RELEASE}\nArchitecture: %{ARCH}\nInstall Date: ${date}\nGroup       : %{GROUP}\nSource RPM  : %{SOURCERPM}\nVendor      : %{VENDOR}\nSummary     : %{SUMMARY}\nDescription :\n%{DESCRIPTION}\n`
  return fillRpmFormat(format, rpmFields(call, one)) ?? ''
}

const aptCache: Program = async (call) => {
  const [verb = 'help', ...names] = call.args
  const all = await installed(call.machine)
  const { machine } = call
  const offered = catalogue.filter((one) => findPackage(one.name, machine.facts) === one)
  switch (verb) {
    case 'policy':
      for (const name of names) {
        const facts = findPackage(name, machine.facts)
        const have = all.find((one) => one.name === (facts?.name ?? name))
        if (!facts && !have) continue
        const version = facts?.version ?? have?.version ?? ''
        await call.out(
          `${name}:\n  Installed: ${have?.version ?? '(none)'}\n  Candidate: ${version}\n  Version table:\n ${have ? '***' : '   '} ${version} 500\n        500 http://${machine.spec.region}.ec2.archive.ubuntu.com/ubuntu main ${architecture(call, true)} Packages\n`,
        )
      }
      return 0
    case 'show':
      for (const name of names) {
        const facts = findPackage(name, machine.facts)
        const have = all.find((one) => one.name === (facts?.name ?? name))
        if (!facts && !have) return call.err('E: No packages found\n').then(() => 100)
        const needs = facts?.needs ?? []
        await call.out(
          `Package: ${name}\nArchitecture: ${architecture(call, true)}\nVersion: ${facts?.version ?? have?.version}\n${needs.length > 0 ? `Depends: ${needs.join(', ')}\n` : ''}Description: ${facts?.summary ?? have?.summary}\n\n`,
        )
      }
      return 0
    case 'search':
      for (const one of offered)
        if (
          names.every((name) =>
            `${one.name} ${one.summary}`.toLowerCase().includes(name.toLowerCase()),
          )
        )
          await call.out(`${one.name} - ${one.summary}\n`)
      return 0
    case 'depends':
      for (const name of names) {
        const facts = findPackage(name, machine.facts)
        if (!facts) return call.err('E: No packages found\n').then(() => 100)
        await call.out(
          `${facts.name}\n${(facts.needs ?? []).map((need) => `  Depends: ${need}\n`).join('')}`,
        )
      }
      return 0
    case 'pkgnames':
      await call.out(offered.map((one) => `${one.name}\n`).join(''))
      return 0
    default:
      return call.err(`E: Invalid operation ${verb}\n`).then(() => 100)
  }
}

export const packageQueryPrograms = {
  rpm,
  'apt-cache': aptCache,
} satisfies Readonly<Record<string, Program>>
