import type { Call, Program } from '../../commands/call.ts'
import { options } from '../../commands/call.ts'
import { dial, failureText, lookUp, lookUpText } from '../../commands/net/dial.ts'
import { BytesFile } from '../../system/open-file.ts'
import { loadSsh2 } from '../library.ts'

/** `ssh-copy-id`: puts one's public key where the other side looks for it, by ssh itself. */
export const sshCopyId: Program = async (call) => {
  const { flags, operands } = options(call.args, 'ipoF')
  const [target] = operands
  if (target === undefined) {
    await call.err(
      'Usage: /usr/bin/ssh-copy-id [-h|-?|-f|-n|-s] [-i [identity_file]] [-p port] [-F alternative ssh_config file] [[-o <ssh -o options>] ...] [user@]hostname\n',
    )
    return 1
  }
  const named = flags.get('i')
  const home = call.env.get('HOME') ?? '/'
  const candidates =
    named === undefined
      ? ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => `${home}/.ssh/${name}`)
      : [named.replace(/\.pub$/, '')]
  const path = candidates.find((each) => call.vfs.peek(call.absolute(`${each}.pub`), call.cred))
  if (path === undefined) {
    await call.err('\n/usr/bin/ssh-copy-id: ERROR: No identities found\n')
    return 1
  }
  const key = await call.vfs.readText(call.absolute(`${path}.pub`), call.cred)
  await call.err(`/usr/bin/ssh-copy-id: INFO: Source of key(s) to be installed: "${path}.pub"\n`)
  const pass = [
    ...(flags.has('p') ? ['-p', flags.get('p') ?? ''] : []),
    ...(flags.has('o') ? ['-o', flags.get('o') ?? ''] : []),
  ]
  const script = 'cd; umask 077; mkdir -p .ssh && cat >> .ssh/authorized_keys || exit 1'
  const status = await call.run(['ssh', ...pass, target, script], {
    stdin: new BytesFile(Buffer.from(key)),
  })
  if (status !== 0) return 1
  await call.out(
    `\nNumber of key(s) added: 1\n\nNow try logging into the machine, with:   "ssh '${target}'"\nand check to make sure that only the key(s) you wanted were added.\n\n`,
  )
  return 0
}

/** `ssh-keyscan`: the host keys of a server, asked for without signing in. */
export const sshKeyscan: Program = async (call) => {
  const { flags, operands } = options(call.args, 'ptTf')
  const port = Number(flags.get('p') ?? 22)
  for (const host of operands) await scan(call, host, port)
  return 0
}

async function scan(call: Call, host: string, port: number): Promise<void> {
  const found = await lookUp(call, host)
  if (typeof found === 'string') return call.err(`getaddrinfo ${host}: ${lookUpText(found)}\n`)
  const socket = await dial(call, { address: found[0] ?? '', port, seconds: 5 })
  if (typeof socket === 'string') return call.err(`connect (\`${host}'): ${failureText(socket)}\n`)
  const { Client } = await loadSsh2(call.machine)
  const client = new Client()
  const key = await new Promise<Buffer | undefined>((resolve) => {
    client.on('error', () => resolve(undefined))
    client.on('close', () => resolve(undefined))
    client.connect({
      sock: socket,
      username: 'keyscan',
      readyTimeout: 0,
      hostVerifier: (blob: Buffer) => {
        resolve(blob)
        return false
      },
    })
  })
  client.destroy()
  if (!key) return
  const type = key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1')
  const name = port === 22 ? host : `[${host}]:${port}`
  await call.out(`${name} ${type} ${key.toString('base64')}\n`)
}

/** There is no agent in a simulated guest: keys are read from their files. */
export const noAgent: Program = async (call) => {
  if (call.name === 'ssh-add') {
    await call.err('Could not open a connection to your authentication agent.\n')
    return 2
  }
  return call.fail('not simulated in this guest: ssh reads keys from their files (use -i)')
}
