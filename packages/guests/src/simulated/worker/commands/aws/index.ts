import { machineName } from '../../../distributions.ts'
import { reasonOf } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'
import { AwsError, AwsUsage } from './aws-error.ts'
import { configure } from './configure.ts'
import { perform, services, type Line } from './endpoint.ts'
import { readGlobalOptions, type GlobalOptions } from './global-options.ts'
import { print, search } from './output.ts'
import { isVersion1, Session } from './session.ts'
import { waiters } from './waiters.ts'

const usage = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`

/** `aws`: the calls of a course, over the guest's own network to the account's endpoints. */
const aws: Program = async (call) => {
  try {
    const options = readGlobalOptions(call.args)
    const session = new Session(call, options)
    if (options.version) return await version(call)
    return await run(call, session, options)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const isOld = isVersion1(call)
    if (error instanceof AwsUsage) {
      await call.err(`\n${usage}\naws: error: ${error.message}\n\n`)
      return isOld ? 2 : 252
    }
    await call.err(`\n${error.message}\n`)
    return isOld ? 255 : error.status
  }
}

async function version(call: Call): Promise<number> {
  const { facts, spec } = call.machine
  const arch = machineName(spec.architecture)
  const kernel = `Linux/${facts.kernel}.${arch}`
  await call.out(
    isVersion1(call)
      ? `aws-cli/1.18.147 Python/2.7.18 ${kernel} botocore/1.18.6\n`
      : `aws-cli/2.30.4 Python/3.9.24 ${kernel} source/${arch}.${facts.id}.${facts.version.split('.')[0]}\n`,
  )
  return 0
}

async function run(call: Call, session: Session, options: GlobalOptions): Promise<number> {
  const [service, command, ...words] = options.words
  if (service === undefined) throw new AwsUsage('the following arguments are required: command')
  if (service === 'help') return help(call)
  if (service === 'configure') {
    return configure(call, session, options.words.slice(1))
  }
  if (!Object.hasOwn(services, service)) {
    await call.err(
      `aws ${service}: not available in a simulated guest: only ${Object.keys(services).join(', ')} and configure are\n`,
    )
    return 252
  }
  await session.checkProfile()
  if (command === undefined) throw new AwsUsage('the following arguments are required: operation')
  if (command === 'wait') return wait(call, session, options, service, words)
  if (service === 'ssm' && command === 'start-session')
    throw new AwsError(
      'SessionManagerPlugin is not found. Please refer to SessionManager Documentation here: http://docs.aws.amazon.com/console/systems-manager/session-manager-plugin-not-found',
      255,
    )
  if (words[0] === 'help') {
    await call.out(
      `The help pages of commands are not in a simulated guest: see https://docs.aws.amazon.com/cli/latest/reference/${service}/${command}.html\n`,
    )
    return 0
  }
  const line: Line = { service, command, words: await withFiles(call, words) }
  const answer = await perform(call, session, options, line)
  if (typeof answer !== 'object' || answer === null) return 0
  if ('commands' in answer && Array.isArray(answer.commands)) {
    await call.out(
      `AVAILABLE COMMANDS OF ${service}\n${answer.commands.map((name) => `       o ${String(name)}\n`).join('')}`,
    )
    return 0
  }
  const { operation, output } = {
    operation: 'operation' in answer ? String(answer.operation) : '',
    output: 'output' in answer ? answer.output : {},
  }
  await print(call, operation, cutToItems(output, options), {
    format: await session.output(),
    query: options.query,
  })
  return 0
}

async function help(call: Call): Promise<number> {
  await call.out(
    `AWS()                                                                    AWS()\n\n\n\nNAME\n       aws -\n\nDESCRIPTION\n       The  AWS  Command  Line  Interface is a unified tool to manage your AWS\n       services.\n\nSYNOPSIS\n          aws [options] <command> <subcommand> [parameters]\n\n       Use aws command help for information on a  specific  command.\n\nAVAILABLE SERVICES (of a simulated guest)\n${[
      'configure',
      ...Object.keys(services),
    ]
      .toSorted()
      .map((name) => `       o ${name}\n`)
      .join('\n')}`,
  )
  return 0
}

/** Values that are `file://` or `fileb://` stand for what the file holds. */
async function withFiles(call: Call, words: readonly string[]): Promise<Line['words']> {
  return Promise.all(
    words.map(async (word) => {
      const [, binary, typed] = /^file(b?):\/\/(.*)$/s.exec(word) ?? []
      if (typed === undefined) return word
      const home = call.env.get('HOME') ?? '/'
      const path = call.absolute(typed.replace(/^~(?=\/)/, home))
      try {
        const bytes = await call.vfs.readFile(path, call.cred)
        return binary === 'b'
          ? { base64: Buffer.from(bytes).toString('base64') }
          : Buffer.from(bytes).toString()
      } catch (error) {
        throw new AwsUsage(
          `Error parsing parameter: Unable to load paramfile ${word}: [Errno 2] ${reasonOf(error)}: '${typed}'`,
        )
      }
    }),
  )
}

/** `--max-items` and `--starting-token`: a part of the first list of an answer. */
function cutToItems(output: unknown, { maxItems, startingToken }: GlobalOptions): unknown {
  if (maxItems === undefined && startingToken === undefined) return output
  if (typeof output !== 'object' || output === null) return output
  const [found] = Object.entries(output).filter(([, value]) => Array.isArray(value))
  if (!found) return output
  const [name, value] = found
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const from = startingToken === undefined ? 0 : offsetIn(startingToken)
  const to = maxItems === undefined ? items.length : from + maxItems
  const next = to < items.length ? { NextToken: tokenOf(to) } : {}
  return { ...output, [name]: items.slice(from, to), ...next }
}

function tokenOf(offset: number): string {
  return Buffer.from(JSON.stringify({ NextToken: null, boto_truncate_amount: offset })).toString(
    'base64',
  )
}

function offsetIn(token: string): number {
  const amount = /"boto_truncate_amount": ?(\d+)/.exec(Buffer.from(token, 'base64').toString())?.[1]
  if (amount === undefined) throw new AwsError(`Bad starting token: ${token}`, 255)
  return Number(amount)
}

async function wait(
  call: Call,
  session: Session,
  options: GlobalOptions,
  service: string,
  [name = '', ...words]: readonly string[],
): Promise<number> {
  const waiter = service === 'ec2' && Object.hasOwn(waiters, name) ? waiters[name] : undefined
  if (!waiter) throw new AwsUsage(`argument subcommand: Found invalid choice '${name}'`)
  const title = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  for (let attempt = 0; attempt < waiter.attempts; attempt++) {
    if (attempt > 0) await call.machine.outside.sleep(waiter.seconds * 1000, call.signal)
    const answer = await perform(call, session, options, {
      service,
      command: waiter.command,
      words: await withFiles(call, words),
    })
    const output =
      typeof answer === 'object' && answer !== null && 'output' in answer ? answer.output : {}
    const states = await search(call, output, waiter.query)
    const list: readonly unknown[] = Array.isArray(states) ? states : []
    if (list.length > 0 && list.every((state) => state === waiter.wanted)) return 0
    const bad = list.find((state) => waiter.hopeless.includes(String(state)))
    if (bad !== undefined)
      throw new AwsError(
        `Waiter ${title} failed: Waiter encountered a terminal failure state: For expression "${waiter.query}" we matched expected path: "${String(bad)}" at least once`,
        255,
      )
  }
  throw new AwsError(`Waiter ${title} failed: Max attempts exceeded`, 255)
}

export const awsPrograms = { aws } satisfies Readonly<Record<string, Program>>
