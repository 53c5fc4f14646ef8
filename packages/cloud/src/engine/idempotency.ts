import { hash } from 'node:crypto'
import { AwsError } from '../errors.ts'
import { collection } from './collection.ts'
import type { Context } from './context.ts'
import type { AnyOperation } from './operation.ts'

/** A `ClientToken` that was used, with what was asked and answered. */
interface TokenRecord {
  /** `<operation>/<token>` */
  readonly id: string
  readonly inputHash: string
  readonly usedAt: number
  readonly remembered: unknown
}

const tokens = collection<TokenRecord>({ name: 'engine/token', scope: 'region' })

/** After this time a token may be used anew. */
const tokenLifeMs = 24 * 3600 * 1000

/** The first answer to a call that repeats its token; undefined for a new one. Throws for a token used with other parameters. */
export function findRepeated(
  ctx: Context,
  operation: AnyOperation,
  token: string,
  input: object,
): { output: unknown } | undefined {
  const known = ctx.db.get(tokens, `${operation.name}/${token}`)
  if (!known || ctx.now - known.usedAt > tokenLifeMs) return undefined
  if (known.inputHash !== hashInput(input)) {
    throw new AwsError(
      'IdempotentParameterMismatch',
      'The client token you have provided is associated with a resource that is already created with different parameters.',
    )
  }
  const { remembered } = known
  return {
    output: operation.repeat ? operation.repeat.answer(ctx, remembered) : revive(remembered),
  }
}

export function rememberToken(
  ctx: Context,
  operation: AnyOperation,
  token: string,
  input: object,
  output: unknown,
): void {
  ctx.db.put(tokens, {
    id: `${operation.name}/${token}`,
    inputHash: hashInput(input),
    usedAt: ctx.now,
    remembered: operation.repeat ? operation.repeat.remember(output) : flatten(output),
  })
}

/** Drops tokens that have had their time. */
export function pruneTokens(ctx: Context): void {
  for (const { id, usedAt } of ctx.db.all(tokens)) {
    if (ctx.now - usedAt > tokenLifeMs) ctx.db.delete(tokens, id)
  }
}

/** Of the decoded input without the token, whatever the order of its members. */
function hashInput(input: object): string {
  const { ClientToken: _, clientToken: __, DryRun: ___, ...rest } = input as Record<string, unknown>
  return hash('sha1', stable(rest), 'base64')
}

function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (value instanceof Date || value instanceof Uint8Array) return JSON.stringify(flatten(value))
  let text = ''
  for (const name of Object.keys(value).toSorted()) {
    const member: unknown = Reflect.get(value, name)
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${stable(member)}`
  }
  return `{${text}}`
}

/** JSON in which dates and bytes keep their kind. */
function flatten(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(flatten)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, flatten(member)]))
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  if (typeof value !== 'object' || value === null) return value
  if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date)
  if ('$bytes' in value && typeof value.$bytes === 'string') {
    return new Uint8Array(Buffer.from(value.$bytes, 'base64'))
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revive(member)]))
}
