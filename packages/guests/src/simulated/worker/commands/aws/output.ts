import type { JSONValue } from '@jmespath-community/jmespath'
import type { Call } from '../call.ts'
import { AwsUsage } from './aws-error.ts'
import { formatTable } from './table-output.ts'
import { formatText } from './text-output.ts'

/** Prints what an operation answered, as `--query` and `--output` want it. */
export async function print(
  call: Call,
  operation: string,
  output: unknown,
  { format, query }: { readonly format: string; readonly query: string | undefined },
): Promise<void> {
  const value = query === undefined ? output : await search(call, output, query)
  await call.out(await formatted(call, operation, value, format))
}

async function formatted(
  call: Call,
  operation: string,
  value: unknown,
  format: string,
): Promise<string> {
  if (format === 'off') return ''
  if (format === 'text') return formatText(value)
  if (format === 'table') return formatTable(operation, value, call.tty?.cols ?? 80)
  const isEmpty =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0
  if (isEmpty) return ''
  if (format === 'json') return `${JSON.stringify(value, undefined, 4)}\n`
  const { stringify } = await call.machine.outside.working(() => import('yaml'))
  return stringify(format === 'yaml-stream' ? [value] : value, {
    indentSeq: false,
    singleQuote: true,
    version: '1.1',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  })
}

export async function search(call: Call, output: unknown, query: string): Promise<unknown> {
  const { search: find } = await call.machine.outside.working(
    () => import('@jmespath-community/jmespath'),
  )
  try {
    // What came as JSON is what the library calls a JSON value. `Name` without quotes within is a text, as for AWS.
    return find(output as JSONValue, query, { enable_legacy_literals: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new AwsUsage(`Bad value for --query ${query}: ${reason}`)
  }
}
