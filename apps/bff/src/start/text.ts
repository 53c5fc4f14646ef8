import type { PortWish } from './config.ts'

export interface StartText {
  readonly version: string
  readonly consoleUrl: string
  readonly awsUrl: string
  readonly gatewayUrl?: string | undefined
  /** On which instances are reached by SSH. */
  readonly sshPort?: number | undefined
  /** Shown with the URL that carries it when something needs it. */
  readonly code?: string
  /** Names of AWS connections, which need the code. */
  readonly awsNames: readonly string[]
  /** The console listens beyond loopback: every session needs the code. */
  readonly beyondLoopback: boolean
  readonly dataDir: string
  readonly region: string
  /** Keys of the default account's root user, where calls must be signed by such. */
  readonly root?: { readonly account: string; readonly secret: string } | undefined
  /** Default ports that were taken. */
  readonly moved: readonly { wish: PortWish; port: number }[]
}

/** What `npm start` prints once everything answers. */
export function startText(start: StartText): string {
  const lines = [
    '',
    `  Brume ${start.version}`,
    '',
    line('Console', start.consoleUrl),
    line('AWS endpoint', start.awsUrl),
  ]
  if (start.gatewayUrl) lines.push(line('Guests’ pages', start.gatewayUrl))
  if (start.sshPort !== undefined)
    lines.push(line('SSH', `port ${start.sshPort}; the console shows each instance’s line`))
  lines.push(line('Data', start.dataDir))
  for (const { wish, port } of start.moved) {
    lines.push(
      '',
      `  Port ${wish.port} is taken, so ${port} is used (${wish.variable} chooses another).`,
    )
  }
  if (start.code !== undefined && start.beyondLoopback) {
    lines.push(
      '',
      '  The console is open to the network. Sign in by this URL, good for one browser:',
    )
    lines.push(`    ${codeUrl(start.consoleUrl, start.code)}`)
  } else if (start.code !== undefined && start.awsNames.length > 0) {
    lines.push(
      '',
      `  For the AWS connections (${names(start.awsNames)}) open this URL, good for one browser:`,
    )
    lines.push(`    ${codeUrl(start.consoleUrl, start.code)}`)
  } else if (start.code !== undefined && start.root) {
    lines.push('', rootLine(start.consoleUrl, start.code))
  }
  const { account = 'test', secret = 'test' } = start.root ?? {}
  lines.push(
    '',
    start.root
      ? '  Point the AWS CLI or an SDK at the embedded cloud (these are the keys of the account’s root user):'
      : '  Point the AWS CLI or an SDK at the embedded cloud (any access key will do):',
    `    aws --endpoint-url ${start.awsUrl} --region ${start.region} ec2 describe-instances`,
    '  or for all that follows in a shell:',
    `    export AWS_ENDPOINT_URL=${start.awsUrl} AWS_REGION=${start.region} AWS_DEFAULT_REGION=${start.region} AWS_ACCESS_KEY_ID=${account} AWS_SECRET_ACCESS_KEY=${secret}`,
    '',
    '  Ctrl-C stops everything; the next start finds it as it was.',
    '',
  )
  return lines.join('\n')
}

/** The code travels in the fragment, which no server, log or Referer sees. */
export function codeUrl(consoleUrl: string, code: string): string {
  return `${consoleUrl}/#code=${code}`
}

/** How the root user of an account that enforces its policies signs in. */
export function rootLine(consoleUrl: string, code: string): string {
  return `  The root user of the embedded cloud signs in by this URL, good for one browser:\n    ${codeUrl(consoleUrl, code)}`
}

const line = (label: string, value: string) => `  ${label.padEnd(16)}${value}`

function names(all: readonly string[]): string {
  const some = all.slice(0, 4).join(', ')
  return all.length > 4 ? `${some} and ${all.length - 4} more` : some
}
