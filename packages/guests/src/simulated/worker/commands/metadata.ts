import type { Call, Program } from './call.ts'
import { options } from './call.ts'

/** Instance metadata by name, through IMDSv2. */
async function metadata(call: Call, path: string): Promise<string | undefined> {
  const base = 'http://169.254.169.254/latest'
  const token = await call.machine.outside.fetch({
    method: 'PUT',
    url: `${base}/api/token`,
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    body: new Uint8Array(0),
  })
  if ('unreachable' in token) return undefined
  const answer = await call.machine.outside.fetch({
    method: 'GET',
    url: `${base}/meta-data/${path}`,
    headers: { 'x-aws-ec2-metadata-token': Buffer.from(token.body).toString() },
    body: new Uint8Array(0),
  })
  return 'unreachable' in answer || answer.status !== 200
    ? undefined
    : Buffer.from(answer.body).toString()
}

const metadataNames: readonly (readonly [option: string, short: string, path: string])[] = [
  ['ami-id', 'a', 'ami-id'],
  ['ami-launch-index', 'l', 'ami-launch-index'],
  ['instance-id', 'i', 'instance-id'],
  ['instance-type', 't', 'instance-type'],
  ['local-hostname', 'h', 'local-hostname'],
  ['local-ipv4', 'o', 'local-ipv4'],
  ['availability-zone', 'z', 'placement/availability-zone'],
  ['public-hostname', 'p', 'public-hostname'],
  ['public-ipv4', 'v', 'public-ipv4'],
  ['reservation-id', 'r', 'reservation-id'],
  ['security-groups', 's', 'security-groups'],
  ['region', 'R', 'placement/region'],
]

const ec2Metadata: Program = async (call) => {
  const { flags } = options(call.args)
  const quiet = flags.has('quiet') || flags.has('q')
  const wanted = metadataNames.filter(([name, short]) => flags.has(name) || flags.has(short))
  for (const [name, , path] of wanted.length > 0 ? wanted : metadataNames) {
    const value = await metadata(call, path)
    await call.out(
      quiet
        ? `${value ?? 'not available'}\n`
        : `${name === 'availability-zone' ? 'placement' : name}: ${value ?? 'not available'}\n`,
    )
  }
  return 0
}

export const metadataPrograms = {
  'ec2-metadata': ec2Metadata,
  ec2metadata: ec2Metadata,
} satisfies Readonly<Record<string, Program>>
