import { Inode, rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'

/** What /proc/sys shows and takes; of these only forwarding changes what the guest does. */
const defaults: Readonly<Record<string, string>> = {
  'fs.file-max': '9223372036854775807',
  'fs.inotify.max_user_instances': '128',
  'fs.inotify.max_user_watches': '8192',
  'kernel.panic': '0',
  'kernel.pid_max': '4194304',
  'kernel.sysrq': '16',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.core.rmem_max': '212992',
  'net.core.somaxconn': '4096',
  'net.core.wmem_max': '212992',
  'net.ipv4.conf.all.rp_filter': '0',
  'net.ipv4.conf.all.send_redirects': '1',
  'net.ipv4.conf.default.rp_filter': '1',
  'net.ipv4.ip_forward': '0',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_max_syn_backlog': '128',
  'net.ipv4.tcp_syncookies': '1',
  'net.ipv6.conf.all.disable_ipv6': '0',
  'net.ipv6.conf.all.forwarding': '0',
  'vm.dirty_ratio': '20',
  'vm.max_map_count': '65530',
  'vm.overcommit_memory': '0',
  'vm.swappiness': '60',
}

const directories = [
  '/run/sysctl.d',
  '/etc/sysctl.d',
  '/usr/local/lib/sysctl.d',
  '/usr/lib/sysctl.d',
]

/** Kernel parameters, as `sysctl` and /proc/sys have them; gone with the boot unless a file sets them again. */
export class KernelSettings {
  readonly #machine: Machine
  readonly #changed: Map<string, string>

  constructor(machine: Machine, changed: Readonly<Record<string, string>> = {}) {
    this.#machine = machine
    this.#changed = new Map(Object.entries(changed))
    for (const key of this.keys) {
      const inode = new Inode('file', 0o644, 0, 0, machine.bootedAt)
      inode.generate = () => `${this.get(key)}\n`
      inode.accept = (text) => this.set(key, text.trim())
      machine.vfs.rootFileSystem.plant(pathOf(key), inode)
    }
  }

  get keys(): readonly string[] {
    return Object.keys(defaults)
  }

  /** Those that differ from the boot's own. */
  get changed(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#changed)
  }

  get(key: string): string | undefined {
    return this.#changed.get(key) ?? defaults[key]
  }

  set(key: string, value: string): void {
    if (this.get(key) === value) return
    if (value === defaults[key]) this.#changed.delete(key)
    else this.#changed.set(key, value)
    this.#machine.units.changed()
  }

  /** What a boot reads: the directories' files by name, then /etc/sysctl.conf. */
  files(): readonly string[] {
    const { vfs } = this.#machine
    const byName = new Map<string, string>()
    for (const directory of directories) {
      for (const name of vfs.peek(directory, rootCredentials)?.children?.keys() ?? []) {
        if (name.endsWith('.conf') && !byName.has(name)) byName.set(name, `${directory}/${name}`)
      }
    }
    const sorted = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)
    return [...sorted, '/etc/sysctl.conf']
  }

  async boot(): Promise<void> {
    for (const path of this.files()) {
      const text = await this.#machine.vfs.readText(path, rootCredentials).catch(() => '')
      for (const { key, value } of parseSettings(text)) {
        if (this.get(key) !== undefined) this.set(key, value)
      }
    }
  }
}

/** `net.ipv4.ip_forward` and `net/ipv4/ip_forward` name the same. */
export function keyOf(name: string): string {
  return name.includes('/') ? name.replaceAll('/', '.') : name
}

export function pathOf(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`
}

export function parseSettings(text: string): readonly { key: string; value: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, name, value] = /^\s*-?([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [{ key: keyOf(name), value }]
  })
}
