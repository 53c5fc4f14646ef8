import { text } from 'node:stream/consumers'
import type { Call } from '../call.ts'
import { httpRequest } from '../web/http-client.ts'
import { AwsError, AwsUsage } from './aws-error.ts'
import type { GlobalOptions } from './global-options.ts'
import type { Session } from './session.ts'
import { signedHeaders } from './sign.ts'

/** A service that the endpoints of this network have: host, name in signatures, and whether it is one for all Regions. */
interface Service {
  readonly host: string
  readonly signingName: string
  readonly global?: true
}

export const services: Readonly<Record<string, Service>> = {
  ec2: { host: 'ec2', signingName: 'ec2' },
  ssm: { host: 'ssm', signingName: 'ssm' },
  sts: { host: 'sts', signingName: 'sts' },
  iam: { host: 'iam', signingName: 'iam', global: true },
  autoscaling: { host: 'autoscaling', signingName: 'autoscaling' },
  elbv2: { host: 'elasticloadbalancing', signingName: 'elasticloadbalancing' },
  cloudwatch: { host: 'monitoring', signingName: 'monitoring' },
  'service-quotas': { host: 'servicequotas', signingName: 'servicequotas' },
  'ec2-instance-connect': { host: 'ec2-instance-connect', signingName: 'ec2-instance-connect' },
}

export interface Line {
  readonly service: string
  readonly command: string
  readonly words: readonly (string | { readonly base64: string })[]
}

/** Tries of a request whose packets are lost. */
const attempts = 3

/** Sends a line to the service's endpoint, which knows what its options mean; answers what the operation answered. */
export async function perform(
  call: Call,
  session: Session,
  options: GlobalOptions,
  line: Line,
): Promise<unknown> {
  const answer = await send(call, session, options, line)
  if ('usage' in answer) throw new AwsUsage(String(answer.usage))
  if ('error' in answer && isNamed(answer.error)) {
    const { code, message } = answer.error
    throw new AwsError(
      `An error occurred (${String(code)}) when calling the ${'operation' in answer ? String(answer.operation) : ''} operation: ${String(message)}`,
      254,
    )
  }
  return answer
}

function isNamed(error: unknown): error is { readonly code: unknown; readonly message: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
}

async function send(
  call: Call,
  session: Session,
  options: GlobalOptions,
  line: Line,
): Promise<object> {
  const service = services[line.service]
  if (!service) throw new AwsUsage(`argument command: Found invalid choice '${line.service}'`)
  const region = service.global ? 'us-east-1' : (await session.region())?.value
  if (region === undefined)
    throw new AwsError(
      'You must specify a region. You can also configure your region by running "aws configure".',
      253,
    )
  const credentials = options.signed ? await session.credentials() : undefined
  if (options.signed && !credentials)
    throw new AwsError(
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
      253,
    )
  const url = endpointUrl(options.endpointUrl, service, region)
  const time = new Date(await call.machine.outside.freshNow())
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
  const body = Buffer.from(
    JSON.stringify({
      service: line.service,
      command: line.command,
      words: line.words,
      paginate: options.paginate,
    }),
  )
  const request = {
    method: 'POST',
    url,
    headers: [
      ['Host', url.host],
      ['Content-Type', 'application/x-brume-aws-command'],
      ['Content-Length', String(body.length)],
      ...(credentials
        ? signedHeaders(credentials, {
            url,
            body,
            time,
            region,
            signingName: service.signingName,
          })
        : []),
    ] as const,
    body,
    connectSeconds: options.connectSeconds,
  }
  for (let attempt = 1; ; attempt++) {
    const reply = await httpRequest(call, request)
    if (!('failure' in reply)) {
      const answered = await text(reply.message)
      const answer = parse(answered)
      if (answer) return answer
      throw new AwsError(
        `Unable to parse response, invalid XML received from ${url.host}: HTTP ${reply.status}`,
        255,
      )
    }
    const lost = reply.failure === 'timed-out' || reply.failure === 'gave-up'
    if (lost && attempt < attempts) continue
    throw new AwsError(
      `${lost ? 'Connect timeout on endpoint URL' : 'Could not connect to the endpoint URL'}: "${url.href}"`,
      255,
    )
  }
}

function endpointUrl(given: string | undefined, service: Service, region: string): URL {
  const typed =
    given ?? `https://${service.host}${service.global ? '' : `.${region}`}.amazonaws.com/`
  if (!URL.canParse(typed) || !/^https?:/.test(typed))
    throw new AwsError(`Invalid endpoint: ${typed}`, 255)
  return new URL(typed)
}

function parse(answered: string): object | undefined {
  try {
    const answer: unknown = JSON.parse(answered)
    return typeof answer === 'object' && answer !== null ? answer : undefined
  } catch {
    return undefined
  }
}
