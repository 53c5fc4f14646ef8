import type { Call, Program } from '../../commands/call.ts'
import { readLine } from '../../commands/passwords.ts'
import { wordsOf } from '../sshd-config.ts'
import { addOption, type GivenOptions } from './client-config.ts'
import { RemoteFiles, remoteReason } from './remote-files.ts'
import { expand, get, put } from './scp.ts'

const commands = `Available commands:
bye                                Quit sftp
cd path                            Change remote directory to 'path'
chmod mode path                    Change permissions of file 'path' to 'mode'
exit                               Quit sftp
get [-r] remote [local]            Download file
help                               Display this help text
lcd path                           Change local directory to 'path'
lls [path]                         Display local directory listing
ln [-s] oldpath newpath            Link remote file
lpwd                               Print local working directory
ls [-al] [path]                    Display remote directory listing
mkdir path                         Create remote directory
put [-r] local [remote]            Upload file
pwd                                Display remote working directory
quit                               Quit sftp
rename oldpath newpath             Rename remote file
rm path                            Delete remote file
rmdir path                         Remove remote directory
version                            Show SFTP version
!command                           Execute 'command' in local shell
`

/** `sftp`: lines of commands, at a prompt or from `-b`. */
export const sftp: Program = async (call) => {
  const given: GivenOptions = new Map()
  const operands: string[] = []
  let batch: string | undefined
  const rest = [...call.args]
  while (rest.length > 0) {
    const arg = rest.shift() ?? ''
    if (!arg.startsWith('-')) operands.push(arg)
    else if (/^-[PioJFb]/.test(arg)) {
      const value = arg.slice(2) || rest.shift() || ''
      const name = { P: 'port', i: 'identityfile', J: 'proxyjump', F: 'configfile' }[arg.charAt(1)]
      if (name !== undefined) addOption(given, name, value)
      if (arg.startsWith('-b')) batch = value
      const [, keyword, text = ''] = arg.startsWith('-o')
        ? (/^\s*(\w+)\s*[=\s]\s*(.*)$/.exec(value) ?? [])
        : []
      if (keyword !== undefined) addOption(given, keyword.toLowerCase(), text)
    }
  }
  const [target] = operands
  if (target === undefined) {
    await call.err(
      'usage: sftp [-46AaCfNpqrv] [-b batchfile] [-F ssh_config] [-i identity_file] [-J destination] [-P port] destination\n',
    )
    return 1
  }
  const [, host = target, path = ''] = /^((?:[^/:]+@)?[^/:]+):?(.*)$/.exec(target) ?? []
  const files = await RemoteFiles.open(call, host, given)
  if (!files) {
    await call.err('Connection closed.\n')
    return 255
  }
  try {
    await call.err(`Connected to ${files.link.settings.typed}.\n`)
    const client = new Client(call, files, await files.real(path === '' ? '.' : path))
    const lines =
      batch === undefined || batch === '-'
        ? undefined
        : (await call.vfs.readText(call.absolute(batch), call.cred)).split('\n')
    for (;;) {
      if (lines === undefined) await call.out('sftp> ')
      const line = lines === undefined ? await readLine(call) : lines.shift()
      if (line === undefined) return 0
      if (lines !== undefined) await call.out(`sftp> ${line}\n`)
      const done = await client.run(line)
      if (done === 'quit') return 0
      if (!done && lines !== undefined) return 1
    }
  } finally {
    files.close()
  }
}

class Client {
  readonly #call: Call
  readonly #files: RemoteFiles
  #cwd: string
  #local: string

  constructor(call: Call, files: RemoteFiles, cwd: string) {
    this.#call = call
    this.#files = files
    this.#cwd = cwd
    this.#local = call.cwd
  }

  /** False when the command failed. */
  async run(line: string): Promise<boolean | 'quit'> {
    const call = this.#call
    const text = line.trim()
    if (text.startsWith('!'))
      return (await call.run(['/bin/sh', '-c', text.slice(1)], { cwd: this.#local })) === 0
    const [name = '', ...args] = wordsOf(text)
    const flags = new Set(
      args.filter((arg) => /^-\w/.test(arg)).flatMap((arg) => [...arg.slice(1)]),
    )
    const [first, second] = args.filter((arg) => !/^-\w/.test(arg))
    try {
      return await this.#carryOut(name, flags, first, second)
    } catch (error) {
      call.signal.throwIfAborted()
      await call.err(
        `${first === undefined ? name : this.#remote(first)}: ${remoteReason(error)}\n`,
      )
      return false
    }
  }

  async #carryOut(
    name: string,
    flags: ReadonlySet<string>,
    first: string | undefined,
    second: string | undefined,
  ): Promise<boolean | 'quit'> {
    const call = this.#call
    const files = this.#files
    const how = {
      recursive: flags.has('r'),
      preserve: flags.has('p'),
      quiet: false,
      given: new Map(),
    }
    switch (name) {
      case '':
        return true
      case 'bye':
      case 'exit':
      case 'quit':
        return 'quit'
      case 'help':
      case '?':
        await call.out(commands)
        return true
      case 'version':
        await call.out('SFTP protocol version 3\n')
        return true
      case 'pwd':
        await call.out(`Remote working directory: ${this.#cwd}\n`)
        return true
      case 'lpwd':
        await call.out(`Local working directory: ${this.#local}\n`)
        return true
      case 'cd': {
        const path = await files.real(this.#remote(first ?? '.'))
        if (!(await files.stat(path))?.isDirectory()) {
          await call.err(`stat remote: No such file or directory\n`)
          return false
        }
        this.#cwd = path
        return true
      }
      case 'lcd':
        this.#local = call.vfs.realpath(
          this.#localPath(first ?? call.env.get('HOME') ?? '/'),
          call.cred,
        )
        return true
      case 'lls':
        return (
          (await call.run(['ls', ...(first === undefined ? [] : [first])], {
            cwd: this.#local,
          })) === 0
        )
      case 'ls':
        return this.#list(first ?? '.', flags)
      case 'get':
      case 'put':
        if (first === undefined) break
        return name === 'get' ? this.#get(how, first, second) : this.#put(how, first, second)
      case 'mkdir':
        await files.makeDirectory(this.#remote(first ?? ''), 0o777)
        return true
      case 'rm':
      case 'rmdir':
        await files.change(name === 'rm' ? 'unlink' : 'rmdir', this.#remote(first ?? ''))
        return true
      case 'rename':
        await files.change('rename', this.#remote(first ?? ''), this.#remote(second ?? ''))
        return true
      case 'ln':
      case 'symlink':
        await files.change('symlink', first ?? '', this.#remote(second ?? ''))
        return true
      case 'chmod':
        await files.change('chmod', this.#remote(second ?? ''), Number.parseInt(first ?? '', 8))
        return true
      default:
    }
    await call.err('Invalid command.\n')
    return false
  }

  async #list(path: string, flags: ReadonlySet<string>): Promise<boolean> {
    const remote = this.#remote(path)
    const stats = await this.#files.stat(remote)
    if (!stats) {
      await this.#call.err(`Can't ls: "${remote}" not found\n`)
      return false
    }
    const entries = (await this.#files.list(remote))
      .filter(({ filename }) => flags.has('a') || !filename.startsWith('.'))
      .sort((a, b) => (a.filename < b.filename ? -1 : 1))
    await this.#call.out(
      flags.has('l') || flags.has('n')
        ? entries.map(({ longname }) => `${longname}\n`).join('')
        : entries.map(({ filename }) => `${filename}\n`).join(''),
    )
    return true
  }

  async #get(
    how: Parameters<typeof get>[2],
    first: string,
    second: string | undefined,
  ): Promise<boolean> {
    const sources = await expand(this.#files, this.#remote(first))
    if (sources.length === 0) {
      await this.#call.err(`File "${this.#remote(first)}" not found.\n`)
      return false
    }
    let status = 0
    for (const source of sources) {
      const name = source.replace(/^.*\//, '')
      const local = this.#localPath(second ?? name)
      const into =
        this.#call.vfs.peek(local, this.#call.cred)?.kind === 'directory'
          ? `${local}/${name}`
          : local
      await this.#call.out(`Fetching ${source} to ${second ?? name}\n`)
      status = Math.max(status, await get(this.#call, this.#files, how, source, into))
    }
    return status === 0
  }

  async #put(
    how: Parameters<typeof put>[2],
    first: string,
    second: string | undefined,
  ): Promise<boolean> {
    const local = this.#localPath(first)
    const name = local.replace(/^.*\//, '')
    const remote = this.#remote(second ?? name)
    const into = (await this.#files.stat(remote))?.isDirectory() ? `${remote}/${name}` : remote
    await this.#call.out(`Uploading ${first} to ${into}\n`)
    return (await put(this.#call, this.#files, how, local, into)) === 0
  }

  #remote(path: string): string {
    return path.startsWith('/') ? path : `${this.#cwd === '/' ? '' : this.#cwd}/${path}`
  }

  #localPath(path: string): string {
    return path.startsWith('/') ? path : `${this.#local === '/' ? '' : this.#local}/${path}`
  }
}
