import { makeEd25519Pair, type KeyPair } from '../../../../ed25519-pair.ts'
import type { Call, Program } from '../../commands/call.ts'
import { options } from '../../commands/call.ts'
import { reasonOf } from '../../vfs/errors.ts'
import { fingerprint } from '../auth.ts'
import { loadSsh2 } from '../library.ts'
import { Console } from './console.ts'
import { loadIdentity } from './identities.ts'
import { forgetHost, kindOf } from './known-hosts.ts'

const kinds = { rsa: 'rsa', ed25519: 'ed25519', ecdsa: 'ecdsa' } as const

/** `ssh-keygen`: makes keys, shows them, and takes hosts out of known_hosts. */
export const sshKeygen: Program = async (call) => {
  const { flags } = options(call.args, 'tfNbCRPmE')
  const { utils } = await loadSsh2(call.machine)
  const home = call.env.get('HOME') ?? '/'
  const host = flags.get('R')
  if (host !== undefined) return forget(call, flags.get('f') ?? `${home}/.ssh/known_hosts`, host)
  if (flags.has('l')) return show(call, flags.get('f') ?? `${home}/.ssh/id_rsa`)
  if (flags.has('y')) return publicOf(call, flags.get('f') ?? `${home}/.ssh/id_rsa`)
  if (flags.has('A')) return 0
  const type =
    flags.get('t') ?? (call.machine.spec.distribution === 'ubuntu-24.04' ? 'ed25519' : 'rsa')
  if (!(type === 'rsa' || type === 'ed25519' || type === 'ecdsa')) {
    await call.err(`unknown key type ${type}\n`)
    return 255
  }
  const console = new Console(call)
  await call.out(`Generating public/private ${type} key pair.\n`)
  const fallback = `${home}/.ssh/id_${type}`
  const typed =
    flags.get('f') ??
    (await console.ask(`Enter file in which to save the key (${fallback}): `, false))
  if (typed === undefined) return 1
  const shown = typed === '' ? fallback : typed
  const path = call.absolute(shown)
  if (call.vfs.peek(path, call.cred)) {
    await call.out(`${shown} already exists.\n`)
    const answer = await console.ask('Overwrite (y/n)? ', false)
    if (answer?.trim().toLowerCase() !== 'y') return 1
  }
  const phrase = flags.get('N') ?? (await askPhrase(call, console))
  if (phrase === undefined) return 1
  if (phrase !== '' && phrase.length < 5) {
    await call.err('Passphrase is too short (minimum five characters)\n')
    return 1
  }
  const user = call.machine.users.userName(call.cred.uid)
  const comment = flags.get('C') ?? `${user}@${call.machine.hostname}`
  const bits = Number(flags.get('b') ?? (type === 'rsa' ? 3072 : 256))
  const common = {
    comment,
    ...(phrase === '' ? {} : { passphrase: phrase, cipher: 'aes256-ctr', rounds: 16 }),
  }
  let pair: KeyPair
  try {
    pair =
      type === 'rsa'
        ? utils.generateKeyPairSync('rsa', { bits, ...common })
        : type === 'ecdsa'
          ? utils.generateKeyPairSync('ecdsa', {
              bits: bits === 384 || bits === 521 ? bits : 256,
              ...common,
            })
          : makeEd25519Pair(utils, common)
  } catch (error) {
    await call.err(`Invalid ${kinds[type].toUpperCase()} key length: ${reasonOf(error)}\n`)
    return 255
  }
  try {
    const directory = path.replace(/\/[^/]*$/, '')
    if (directory !== '' && !call.vfs.peek(directory, call.cred)) {
      call.vfs.create(directory, 'directory', 0o700, call.cred)
      await call.out(`Created directory '${directory}'.\n`)
    }
    call.vfs.writeFile(path, pair.private, call.cred, 0o600)
    call.vfs.chmod(path, 0o600, call.cred)
    call.vfs.writeFile(`${path}.pub`, `${pair.public}\n`, call.cred, 0o644)
  } catch (error) {
    await call.err(`Saving key "${shown}" failed: ${reasonOf(error)}\n`)
    return 1
  }
  if (flags.has('q')) return 0
  const blob = blobOf(pair.public)
  const art = randomArt(
    blob,
    `${kindOf(pair.public.split(' ')[0] ?? '')} ${type === 'ed25519' ? 256 : bits}`,
  )
  await call.out(
    `Your identification has been saved in ${shown}\nYour public key has been saved in ${shown}.pub\nThe key fingerprint is:\n${fingerprint(blob)} ${comment}\nThe key's randomart image is:\n${art}`,
  )
  return 0
}

async function askPhrase(call: Call, console: Console): Promise<string | undefined> {
  for (;;) {
    const first = await console.ask('Enter passphrase (empty for no passphrase): ', true)
    if (first === undefined) return undefined
    const again = await console.ask('Enter same passphrase again: ', true)
    if (again === first) return first
    await call.out('Passphrases do not match.  Try again.\n')
  }
}

async function forget(call: Call, file: string, host: string): Promise<number> {
  const path = call.absolute(file)
  if (!call.vfs.peek(path, call.cred)) {
    await call.err(`Cannot stat ${file}: No such file or directory\n`)
    return 255
  }
  const lines = await forgetHost(call, path, host)
  if (lines.length === 0) {
    await call.err(`Host ${host} not found in ${file}\n`)
    return 255
  }
  for (const line of lines) await call.out(`# Host ${host} found: line ${line}\n`)
  await call.out(`${file} updated.\nOriginal contents retained as ${file}.old\n`)
  return 0
}

async function publicOf(call: Call, file: string): Promise<number> {
  const named = { batchMode: false, identitiesNamed: true }
  const identity = await loadIdentity(call, new Console(call), named, call.absolute(file), file)
  if (!identity) return 255
  const { key } = identity
  const comment = key.comment === '' ? '' : ` ${key.comment}`
  await call.out(`${key.type} ${key.getPublicSSH().toString('base64')}${comment}\n`)
  return 0
}

async function show(call: Call, file: string): Promise<number> {
  const { utils } = await loadSsh2(call.machine)
  const read = (path: string): Promise<string> =>
    call.vfs.readText(call.absolute(path), call.cred).catch(() => '')
  const text = (await read(file)) || (await read(`${file}.pub`))
  const lines = text.includes('PRIVATE KEY')
    ? [(await read(`${file}.pub`)) || text]
    : text.split('\n')
  let shown = 0
  for (const line of lines) {
    const parsed = line.trim() === '' ? undefined : utils.parseKey(line.trim())
    if (!parsed || parsed instanceof Error) continue
    const blob = parsed.getPublicSSH()
    const bits =
      parsed.type === 'ssh-rsa' ? modulusBits(blob) : Number(/\d+$/.exec(parsed.type)?.[0] ?? 256)
    await call.out(
      `${parsed.type === 'ssh-ed25519' ? 256 : bits} ${fingerprint(blob)} ${parsed.comment || 'no comment'} (${kindOf(parsed.type)})\n`,
    )
    shown++
  }
  if (shown > 0) return 0
  await call.err(
    text === ''
      ? `ssh-keygen: ${file}: No such file or directory\n`
      : `${file} is not a public key file.\n`,
  )
  return 255
}

function blobOf(publicKey: string): Buffer {
  return Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')
}

/** Length of the last field of an RSA key, its modulus. */
function modulusBits(blob: Buffer): number {
  let at = 0
  let length = 0
  while (at + 4 <= blob.length) {
    length = blob.readUInt32BE(at)
    at += 4 + length
  }
  const first = blob[at - length] ?? 0
  return (first === 0 ? length - 1 : length) * 8
}

/** The drunken bishop: the picture that OpenSSH draws of a key. */
function randomArt(blob: Buffer, title: string): string {
  const [width, height] = [17, 9]
  const symbols = ' .o+=*BOX@%&#/^SE'
  const field = new Uint8Array(width * height)
  let [x, y] = [8, 4]
  for (const byte of Buffer.from(fingerprint(blob).slice(7), 'base64'))
    for (let bits = byte, step = 0; step < 4; step++, bits >>= 2) {
      x = Math.min(width - 1, Math.max(0, x + ((bits & 1) !== 0 ? 1 : -1)))
      y = Math.min(height - 1, Math.max(0, y + ((bits & 2) !== 0 ? 1 : -1)))
      const at = y * width + x
      field[at] = Math.min(symbols.length - 3, (field[at] ?? 0) + 1)
    }
  field[4 * width + 8] = symbols.length - 2
  field[y * width + x] = symbols.length - 1
  const edge = (text: string): string => {
    const dashes = width - text.length
    return `+${'-'.repeat(Math.floor(dashes / 2))}${text}${'-'.repeat(Math.ceil(dashes / 2))}+\n`
  }
  let art = edge(`[${title}]`)
  for (let row = 0; row < height; row++)
    art += `|${Array.from({ length: width }, (_, column) => symbols[field[row * width + column] ?? 0]).join('')}|\n`
  return art + edge('[SHA256]')
}
