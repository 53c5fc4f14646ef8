import type { Call } from './call.ts'
import { httpRequest, portOf, type HttpFailure } from './web/http-client.ts'

/** How long the package programs wait for a connection, in seconds. */
const patience = 30

/** Where a distribution's package program looks first. */
export function mirrorUrl(call: Call): string {
  const { facts, spec } = call.machine
  const { region } = spec
  const arch = spec.architecture === 'arm64' ? 'aarch64' : 'x86_64'
  if (spec.distribution === 'al2')
    return `https://amazonlinux-2-repos-${region}.s3.dualstack.${region}.amazonaws.com/2/core/latest/${arch}/mirror.list`
  if (facts.family === 'amazon')
    return `https://al2023-repos-${region}-de612dc2.s3.dualstack.${region}.amazonaws.com/core/mirrors/latest/${arch}/mirror.list`
  if (facts.family === 'redhat')
    return `https://rhui.${region}.aws.ce.redhat.com/pulp/mirror/content/dist/rhel9/rhui/9/${arch}/baseos/os/repodata/repomd.xml`
  if (facts.family === 'suse') return 'https://smt-ec2.susecloud.net/repo/repodata/repomd.xml'
  return facts.id === 'debian'
    ? 'http://cdn-aws.deb.debian.org/debian/dists/bookworm/InRelease'
    : `http://${region}.ec2.archive.ubuntu.com/ubuntu/dists/${spec.distribution === 'ubuntu-24.04' ? 'noble' : 'jammy'}/InRelease`
}

/** Asks a mirror for something; undefined when it answered. What it answers is the guest's own catalogue. */
async function ask(call: Call, url: string): Promise<HttpFailure | undefined> {
  const reply = await httpRequest(call, {
    method: 'GET',
    url: new URL(url),
    headers: [
      ['Host', new URL(url).host],
      ['User-Agent', 'libdnf'],
      ['Accept', '*/*'],
    ],
    connectSeconds: patience,
    totalSeconds: 60,
  })
  if ('failure' in reply) return reply
  reply.message.resume()
  return reply.status < 400 ? undefined : { failure: 'empty', afterMs: 0 }
}

/** What curl's library says of a failure: its number, its name for it, and the particulars. */
function curlWords({ failure }: HttpFailure, url: URL): [number, string, string] {
  if (failure === 'unknown-host' || failure === 'resolver-timed-out')
    return [6, "Couldn't resolve host name", `Could not resolve host: ${url.hostname}`]
  if (failure === 'timed-out' || failure === 'gave-up' || failure === 'over-time')
    return [
      28,
      'Timeout was reached',
      `Failed to connect to ${url.hostname} port ${portOf(url)} after ${patience * 1000 + 1} ms: Timeout was reached`,
    ]
  return [
    7,
    "Couldn't connect to server",
    `Failed to connect to ${url.hostname} port ${portOf(url)} after 1 ms: Couldn't connect to server`,
  ]
}

/** The repositories for `dnf`, `yum` and `zypper`; says what is wrong and answers false when they cannot be reached. */
export async function reachRepositories(call: Call): Promise<boolean> {
  const typed = mirrorUrl(call)
  const url = new URL(typed)
  let failed: HttpFailure | undefined
  // A lost connection is tried anew, a name that nobody knows is not.
  for (let attempt = 0; attempt < 4; attempt++) {
    failed = await ask(call, typed)
    if (!failed) return true
    if (failed.failure === 'unknown-host' || failed.failure === 'refused') break
  }
  if (!failed) return true
  const [number, name, particulars] = curlWords(failed, url)
  const { facts, spec } = call.machine
  if (spec.distribution === 'al2') {
    await call.err(
      `Could not retrieve mirrorlist ${typed} error was\n${number === 6 ? `14: curl#6 - "${particulars}"` : `12: Timeout on ${typed}: (28, 'Connection timed out after ${patience * 1000} milliseconds')`}\n\n\n One of the configured repositories failed (Unknown),\n and yum doesn't have enough cached data to continue.\n\nCannot find a valid baseurl for repo: amzn2-core/2/${spec.architecture === 'arm64' ? 'aarch64' : 'x86_64'}\n`,
    )
    return false
  }
  if (facts.packageTool === 'zypper') {
    await call.err(
      `Download (curl) error for '${typed}':\nError code: ${number === 6 ? 'Connection failed' : 'Timeout exceeded'}\nError message: ${particulars}\n`,
    )
    return false
  }
  const repository = facts.family === 'amazon' ? 'amazonlinux' : 'rhel-9-baseos-rhui-rpms'
  const title =
    facts.family === 'amazon'
      ? 'Amazon Linux 2023 repository'
      : 'Red Hat Enterprise Linux 9 - BaseOS'
  const minutes =
    failed.failure === 'unknown-host' || failed.failure === 'refused' ? '00:00' : '02:00'
  const list = facts.family === 'amazon' ? 'Cannot prepare internal mirrorlist: ' : ''
  const error = `Curl error (${number}): ${name} for ${typed} [${particulars}]`
  await call.out(`${title.padEnd(48)} 0.0  B/s |   0  B     ${minutes}    \n`)
  await call.err(
    `Errors during downloading metadata for repository '${repository}':\n  - ${error}\nError: Failed to download metadata for repo '${repository}': ${list}${error}\n`,
  )
  return false
}

/** The archive for `apt`; what apt says of a failure, or undefined when it answered. */
export async function reachArchive(call: Call, mirror: string): Promise<string | undefined> {
  const failed = await ask(call, `${mirror}/dists/`)
  if (!failed) return undefined
  const { hostname } = new URL(mirror)
  if (failed.failure === 'unknown-host') return `Could not resolve '${hostname}'`
  if (failed.failure === 'resolver-timed-out') return `Temporary failure resolving '${hostname}'`
  const found = await call.machine.network.resolve(hostname)
  const address = 'unreachable' in found ? hostname : (found[0] ?? hostname)
  if (failed.failure === 'timed-out' || failed.failure === 'gave-up')
    return `Could not connect to ${hostname}:80 (${address}), connection timed out`
  return `Could not connect to ${hostname}:80 (${address}). - connect (${failed.failure === 'no-route' ? '101: Network is unreachable' : '111: Connection refused'})`
}
