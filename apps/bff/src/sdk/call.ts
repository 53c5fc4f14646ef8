import type { Members } from '@brume/aws-wire/client'
import { byToken, feeds, type PageWords, type ServiceName } from '@brume/console-api'
import type { OpenConnection } from '../connections/connection.ts'
import { findCommand } from './operations.ts'
import { reviveInput } from './revive.ts'

/** No call lasts longer, retries included. */
const callTimeoutMs = 90_000

export interface Answer {
  /** The output without the SDK's `$metadata`; dates and bytes as the SDK gives them. */
  readonly output: object
  readonly requestId: string | undefined
  readonly answersBytes: boolean
}

/** Asks one operation, for all of its answer or for some members. `input` is JSON as it came from the browser; throws the SDK's errors, and refusals of bad input. */
export async function call(
  connection: OpenConnection,
  region: string,
  service: ServiceName,
  operation: string,
  input: unknown,
  abort?: AbortSignal,
  members?: Members,
): Promise<Answer> {
  const command = await findCommand(service, operation)
  const revived = reviveInput(command.input, input)
  const client: unknown = await connection.clients.client(service, region)
  const timeout = AbortSignal.timeout(callTimeoutMs)
  const abortSignal = abort ? AbortSignal.any([abort, timeout]) : timeout
  if (!isSender(client)) throw new TypeError(`no client for ${service}`)
  const { $metadata, ...output } = await client.send(command.make(revived, members), {
    abortSignal,
  })
  return { output, requestId: $metadata?.requestId, answersBytes: command.answersBytes }
}

/** How a list is asked for in pages. */
interface Paging {
  readonly pageSize?: number
  readonly pages: PageWords
}

/** Operations whose whole list is asked for page by page when somebody wants all of it, and the page's size. */
const paged = new Map<string, Paging>([
  ...Object.values(feeds)
    .filter(({ input, pageSize }) => pageSize !== undefined && Object.keys(input).length === 0)
    .map((feed) => [`${feed.service}/${feed.operation}`, feed] as const),
  // every type of a Region is fourteen pages: one request of the browser instead of as many round trips
  ['ec2/DescribeInstanceTypes', { pageSize: 100, pages: byToken }] as const,
])

/** What asks for a page of a list: its size and where it begins, in the words of its service. */
export function pageInput(
  list: Paging,
  size: number | undefined,
  token: string | undefined,
): object {
  const { pages } = list
  return {
    ...(size !== undefined && { [pages.size]: size }),
    ...(token && { [pages.from]: token }),
  }
}

/**
 * As `call`, but a whole list (no filter, no ids, no paging asked for) is fetched in pages and put together, so that no single answer
 * holds the event loop.
 */
export async function callWhole(...asked: Parameters<typeof call>): Promise<Answer> {
  const [connection, region, service, operation, input, abort] = asked
  const list = paged.get(`${service}/${operation}`)
  const isWhole = typeof input === 'object' && input !== null && Object.keys(input).length === 0
  if (list === undefined || !isWhole) return call(...asked)
  const whole = new Map<string, unknown>()
  let token: string | undefined
  for (;;) {
    const page = pageInput(list, list.pageSize, token)
    const answer = await call(connection, region, service, operation, page, abort)
    for (const [name, value] of Object.entries(answer.output)) {
      const before = whole.get(name)
      if (Array.isArray(before) && Array.isArray(value)) before.push(...value)
      else whole.set(name, value)
    }
    token = nextToken(list, answer.output)
    whole.delete(list.pages.next)
    if (token === undefined) return { ...answer, output: Object.fromEntries(whole) }
  }
}

/** The token of the next page; an empty one is none. */
export function nextToken(list: Paging, output: object): string | undefined {
  const token: unknown = new Map<string, unknown>(Object.entries(output)).get(list.pages.next)
  return typeof token === 'string' && token !== '' ? token : undefined
}

interface Sender {
  send(
    command: unknown,
    options: { abortSignal: AbortSignal },
  ): Promise<{ $metadata?: { requestId?: string } }>
}

function isSender(client: unknown): client is Sender {
  return typeof client === 'object' && client !== null && 'send' in client
}
