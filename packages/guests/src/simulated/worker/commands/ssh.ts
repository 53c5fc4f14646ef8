import { noAgent, sshCopyId, sshKeyscan } from '../ssh/client/copy-id.ts'
import { sshKeygen } from '../ssh/client/keygen.ts'
import { scp } from '../ssh/client/scp.ts'
import { sftp } from '../ssh/client/sftp.ts'
import { ssh } from '../ssh/client/ssh.ts'
import { sshd } from '../ssh/sshd.ts'
import type { Program } from './call.ts'

const metadata = 'http://169.254.169.254/latest'

/** EC2 Instance Connect: the keys that were pushed for a user and are still good, from instance metadata. */
const runAuthorizedKeys: Program = async (call) => {
  const [user = ''] = call.args
  if (!/^[\w.-]{1,32}$/.test(user)) return 1
  const { outside } = call.machine
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
  const token = await outside.fetch({
    method: 'PUT',
    url: `${metadata}/api/token`,
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '5' },
    body: new Uint8Array(0),
  })
  if ('unreachable' in token || token.status !== 200) return 255
  const keys = await outside.fetch({
    method: 'GET',
    url: `${metadata}/meta-data/managed-ssh-keys/active-keys/${user}`,
    headers: { 'x-aws-ec2-metadata-token': text(token.body) },
    body: new Uint8Array(0),
  })
  if ('unreachable' in keys || keys.status !== 200) return 0
  const lines = text(keys.body)
    .split('\n')
    .filter((line) => /^(?:ssh|ecdsa)-\S+ /.test(line))
  await call.out(lines.map((line) => `${line}\n`).join(''))
  return 0
}

const nologin: Program = async (call) => {
  await call.out('This account is currently not available.\n')
  return 1
}

export const sshPrograms = {
  eic_run_authorized_keys: runAuthorizedKeys,
  nologin,
  sshd,
  ssh,
  scp,
  sftp,
  'ssh-keygen': sshKeygen,
  'ssh-copy-id': sshCopyId,
  'ssh-keyscan': sshKeyscan,
  'ssh-agent': noAgent,
  'ssh-add': noAgent,
} satisfies Readonly<Record<string, Program>>
