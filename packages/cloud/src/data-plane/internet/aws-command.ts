import { loadService, type ServiceName, type WireCall, type WireResponse } from '@brume/aws-wire'
import {
  CommandLineError,
  commandsOf,
  readCommand,
  showOutput,
  type ArgumentValue,
} from '@brume/aws-wire/cli'

/** How a request with a command line is marked. */
export const commandType = 'application/x-brume-aws-command'

/** A line of the AWS CLI, its global options taken off. */
interface CommandLine {
  /** As the CLI spells it: `elbv2`. */
  readonly service: string
  /** `describe-instances`; `help` lists them. */
  readonly command: string
  readonly words: readonly ArgumentValue[]
  /** Whether to ask for all pages. */
  readonly paginate: boolean
}

type Answer =
  | { readonly usage: string }
  | { readonly commands: readonly string[] }
  | { readonly operation: string; readonly output: unknown }
  | {
      readonly operation: string
      readonly error: { readonly code: string; readonly message: string }
    }

type Perform = (
  call: Pick<WireCall, 'service' | 'operation'>,
  input: Readonly<Record<string, unknown>>,
) => Promise<WireResponse>

const services: Readonly<Record<string, ServiceName>> = {
  ec2: 'ec2',
  ssm: 'ssm',
  sts: 'sts',
  iam: 'iam',
  autoscaling: 'auto-scaling',
  elbv2: 'elastic-load-balancing-v2',
  cloudwatch: 'cloudwatch',
  'ec2-instance-connect': 'ec2-instance-connect',
  'service-quotas': 'service-quotas',
  pricing: 'pricing',
  ce: 'cost-explorer',
  budgets: 'budgets',
  savingsplans: 'savingsplans',
}

/** Understands a command line by the service's schemas, and performs what it asks for. */
export async function answerCommand(bytes: Uint8Array, perform: Perform): Promise<Answer> {
  const line = parseLine(bytes)
  const service = line && Object.hasOwn(services, line.service) ? services[line.service] : undefined
  if (!line || service === undefined) return { usage: 'argument command: Found invalid choice' }
  const model = await loadService(service)
  if (line.command === 'help') return { commands: commandsOf(model) }
  let read
  try {
    read = readCommand(model, line.command, line.words)
  } catch (error) {
    if (error instanceof CommandLineError) return { usage: error.message }
    throw error
  }
  const { operation, input } = read
  const pages: Record<string, unknown>[] = []
  const paged = line.paginate && !pagingMembers.some((name) => name in input)
  for (let token: readonly [string, unknown] | undefined; ;) {
    const response = await perform(
      { service, operation },
      token ? { ...input, [token[0]]: token[1] } : input,
    )
    const document = documentOf(response)
    if (response.status >= 400) return { operation, error: errorOf(response, document) }
    pages.push(document)
    token = paged ? nextToken(document) : undefined
    if (!token || pages.length === maxPages) break
  }
  return { operation, output: showOutput(model, operation, paged ? joined(pages) : pages[0]) }
}

const maxPages = 1000
/** Who gives one of these turns the pages himself. */
const pagingMembers = ['NextToken', 'Marker', 'MaxResults', 'MaxItems', 'MaxRecords', 'PageSize']

function nextToken(
  page: Readonly<Record<string, unknown>>,
): readonly [string, unknown] | undefined {
  if (typeof page['NextToken'] === 'string' && page['NextToken'] !== '')
    return ['NextToken', page['NextToken']]
  const marker = page['NextMarker'] ?? (page['IsTruncated'] === true ? page['Marker'] : undefined)
  return typeof marker === 'string' && marker !== '' ? ['Marker', marker] : undefined
}

/** The lists of all pages one after the other, and nothing of the paging itself. */
function joined(pages: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const whole: Record<string, unknown> = {}
  for (const page of pages) {
    for (const [name, value] of Object.entries(page)) {
      const before = whole[name]
      whole[name] =
        Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : (before ?? value)
    }
  }
  for (const name of ['NextToken', 'Marker', 'NextMarker', 'IsTruncated']) delete whole[name]
  return whole
}

function documentOf({ body }: WireResponse): Record<string, unknown> {
  const document: unknown = JSON.parse(Buffer.concat([...body]).toString())
  return typeof document === 'object' && document !== null ? { ...document } : {}
}

function errorOf(
  { headers }: WireResponse,
  document: Readonly<Record<string, unknown>>,
): { readonly code: string; readonly message: string } {
  const [queryCode] = (headers['x-amzn-query-error'] ?? '').split(';')
  return {
    code: queryCode || String(document['__type'] ?? 'Unknown'),
    message: String(document['message'] ?? ''),
  }
}

function parseLine(bytes: Uint8Array): CommandLine | undefined {
  let document: unknown
  try {
    document = JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return undefined
  }
  if (typeof document !== 'object' || document === null) return undefined
  if (!('service' in document && 'command' in document && 'words' in document)) return undefined
  const { service, command, words } = document
  if (typeof service !== 'string' || typeof command !== 'string' || !Array.isArray(words)) {
    return undefined
  }
  const paginate = !('paginate' in document) || document.paginate !== false
  return { service, command, words: words.filter(isArgument), paginate }
}

function isArgument(value: unknown): value is ArgumentValue {
  if (typeof value === 'string') return true
  return (
    typeof value === 'object' &&
    value !== null &&
    'base64' in value &&
    typeof value.base64 === 'string'
  )
}
