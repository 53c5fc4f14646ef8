import { rootCredentials, type Credentials } from '../vfs/inode.ts'
import type { Vfs } from '../vfs/vfs.ts'

export interface User {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly comment: string
  readonly home: string
  readonly shell: string
}

export interface Group {
  readonly name: string
  readonly gid: number
  readonly members: readonly string[]
}

/** Users and groups as `/etc/passwd` and `/etc/group` say, read again whenever those change. */
export class Users {
  readonly #vfs: Vfs
  #seen = ''
  #users: User[] = []
  #groups: Group[] = []
  #texts = { passwd: '', group: '' }

  constructor(vfs: Vfs) {
    this.#vfs = vfs
  }

  /** Reads the files if they changed; called before anything that may ask for names. */
  async refresh(): Promise<void> {
    const stamp = ['/etc/passwd', '/etc/group']
      .map((path) => {
        const inode = this.#vfs.peek(path, rootCredentials)
        return `${inode?.ino}/${inode?.content?.version}/${inode?.size}`
      })
      .join(' ')
    if (stamp === this.#seen) return
    this.#seen = stamp
    const read = (path: string): Promise<string> =>
      this.#vfs.readText(path, rootCredentials).catch(() => '')
    this.#texts = { passwd: await read('/etc/passwd'), group: await read('/etc/group') }
    this.#users = rows(this.#texts.passwd).map(
      ([name = '', , uid, gid, comment = '', home = '/', shell = '/bin/sh']) => ({
        name,
        uid: Number(uid),
        gid: Number(gid),
        comment,
        home,
        shell,
      }),
    )
    this.#groups = rows(this.#texts.group).map(([name = '', , gid, members = '']) => ({
      name,
      gid: Number(gid),
      members: members.split(',').filter(Boolean),
    }))
  }

  byName(name: string): User | undefined {
    return this.#users.find((user) => user.name === name)
  }

  byUid(uid: number): User | undefined {
    return this.#users.find((user) => user.uid === uid)
  }

  group(name: string): Group | undefined {
    return this.#groups.find((group) => group.name === name)
  }

  groupByGid(gid: number): Group | undefined {
    return this.#groups.find((group) => group.gid === gid)
  }

  userName(uid: number): string {
    return this.byUid(uid)?.name ?? String(uid)
  }

  groupName(gid: number): string {
    return this.groupByGid(gid)?.name ?? String(gid)
  }

  credentials(user: User): Credentials {
    const groups = this.#groups
      .filter((group) => group.members.includes(user.name))
      .map((group) => group.gid)
    return {
      uid: user.uid,
      gid: user.gid,
      groups: [user.gid, ...groups.filter((gid) => gid !== user.gid)],
    }
  }

  async add(
    name: string,
    options: {
      home?: string
      shell?: string
      system?: boolean
      comment?: string
      groups?: readonly string[]
    } = {},
  ): Promise<User> {
    await this.refresh()
    const floor = options.system ? 900 : 1000
    const taken = new Set([
      ...this.#users.map((user) => user.uid),
      ...this.#groups.map((group) => group.gid),
    ])
    let uid = floor
    while (taken.has(uid)) uid++
    const gid = this.group(name)?.gid ?? uid
    const home = options.home ?? `/home/${name}`
    const line = `${name}:x:${uid}:${gid}:${options.comment ?? ''}:${home}:${options.shell ?? '/bin/bash'}\n`
    this.#vfs.writeFile('/etc/passwd', this.#texts.passwd + line, rootCredentials)
    if (!this.group(name))
      this.#vfs.writeFile('/etc/group', `${this.#texts.group}${name}:x:${gid}:\n`, rootCredentials)
    await this.refresh()
    for (const group of options.groups ?? []) await this.join(name, group)
    const user = this.byName(name)
    if (!user) throw new Error(`cannot add user ${name}`)
    return user
  }

  async remove(name: string): Promise<void> {
    await this.refresh()
    const without = (text: string): string =>
      text
        .split('\n')
        .filter((line) => !line.startsWith(`${name}:`))
        .join('\n')
    this.#vfs.writeFile('/etc/passwd', without(this.#texts.passwd), rootCredentials)
    this.#vfs.writeFile('/etc/group', without(this.#texts.group), rootCredentials)
    await this.refresh()
  }

  async addGroup(name: string, system = false): Promise<void> {
    await this.refresh()
    if (this.group(name)) return
    let gid = system ? 900 : 1000
    while (this.groupByGid(gid) || this.byUid(gid)) gid++
    this.#vfs.writeFile('/etc/group', `${this.#texts.group}${name}:x:${gid}:\n`, rootCredentials)
    await this.refresh()
  }

  async join(name: string, group: string): Promise<boolean> {
    await this.refresh()
    const found = this.group(group)
    if (!found) return false
    if (found.members.includes(name)) return true
    const text = this.#texts.group.replace(
      new RegExp(`^(${group}:[^:]*:\\d+:)(.*)$`, 'm'),
      (_, head: string, members: string) =>
        `${head}${members === '' ? name : `${members},${name}`}`,
    )
    this.#vfs.writeFile('/etc/group', text, rootCredentials)
    await this.refresh()
    return true
  }
}

function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.split(':'))
}
