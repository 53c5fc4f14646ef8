import { AwsUsage } from './aws-error.ts'

/** Options that every command has, wherever they stand in the line. */
export interface GlobalOptions {
  readonly region: string | undefined
  readonly profile: string | undefined
  readonly output: string | undefined
  readonly query: string | undefined
  readonly endpointUrl: string | undefined
  readonly paginate: boolean
  readonly signed: boolean
  readonly maxItems: number | undefined
  readonly startingToken: string | undefined
  readonly connectSeconds: number
  readonly version: boolean
  /** What is left: the command and its own words. */
  readonly words: readonly string[]
}

const withValue: readonly string[] = [
  'region',
  'profile',
  'output',
  'query',
  'endpoint-url',
  'color',
  'ca-bundle',
  'cli-read-timeout',
  'cli-connect-timeout',
  'cli-binary-format',
  'max-items',
  'page-size',
  'starting-token',
]
const switches: readonly string[] = [
  'debug',
  'no-verify-ssl',
  'no-paginate',
  'no-sign-request',
  'no-cli-pager',
  'cli-auto-prompt',
  'no-cli-auto-prompt',
  'version',
]
const formats: readonly string[] = ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off']

export function readGlobalOptions(args: readonly string[]): GlobalOptions {
  const values = new Map<string, string>()
  const words: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const [, name = '', attached] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? []
    if (switches.includes(name)) values.set(name, '')
    else if (withValue.includes(name)) {
      const value = attached ?? args[++at]
      if (value === undefined) throw new AwsUsage(`argument --${name}: expected one argument`)
      values.set(name, value)
    } else words.push(arg)
  }
  const output = values.get('output')
  if (output !== undefined && !formats.includes(output))
    throw new AwsUsage(`argument --output: Found invalid choice '${output}'`)
  const number = (name: string): number | undefined => {
    const value = values.get(name)
    if (value === undefined) return undefined
    if (!/^\d+$/.test(value))
      throw new AwsUsage(`argument --${name}: invalid int value: '${value}'`)
    return Number(value)
  }
  return {
    region: values.get('region'),
    profile: values.get('profile'),
    output,
    query: values.get('query'),
    endpointUrl: values.get('endpoint-url'),
    maxItems: number('max-items'),
    startingToken: values.get('starting-token'),
    paginate: !values.has('no-paginate'),
    signed: !values.has('no-sign-request'),
    connectSeconds: number('cli-connect-timeout') ?? 60,
    version: values.has('version'),
    words,
  }
}
