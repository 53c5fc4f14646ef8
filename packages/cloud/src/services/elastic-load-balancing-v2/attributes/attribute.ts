import { validationError } from '../errors.ts'

/** What an attribute is unless it is set, and what it may be. */
export interface AttributeRule {
  readonly usual: string
  readonly values: Values
}

type Values =
  | readonly string[]
  | { readonly from: number; readonly to: number; readonly or?: readonly string[] }
  /** Any text that this takes. */
  | RegExp

/** By key, in the order in which they are told. */
export type AttributeRules = Readonly<Record<string, AttributeRule>>
export type AttributeValues = Readonly<Record<string, string>>

interface KeyAndValue {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

const onOff = ['true', 'false'] as const
export const flag = (usual: boolean): AttributeRule => ({ usual: String(usual), values: onOff })
export const choice = (usual: string, ...values: readonly string[]): AttributeRule => ({
  usual,
  values: [usual, ...values],
})
export const number = (
  usual: number | string,
  from: number,
  to: number,
  ...or: readonly string[]
): AttributeRule => ({ usual: String(usual), values: { from, to, or } })
export const text = (usual = '', values = /^.*$/s): AttributeRule => ({ usual, values })

/** All attributes that hold. */
export function describeAttributes(
  rules: AttributeRules,
  set: AttributeValues,
): { Key: string; Value: string }[] {
  return Object.entries(rules).map(([Key, { usual }]) => ({ Key, Value: set[Key] ?? usual }))
}

/** What was set, with these over it. Throws for keys and values that AWS does not take; `of`: `load balancers with type 'network'`. */
export function changeAttributes(
  rules: AttributeRules,
  set: AttributeValues,
  wanted: readonly KeyAndValue[],
  of: string,
): { readonly set: AttributeValues; readonly changed: AttributeValues } {
  const changed: Record<string, string> = {}
  for (const { Key = '', Value = '' } of wanted) {
    const rule = Object.hasOwn(rules, Key) ? rules[Key] : undefined
    if (!rule) {
      throw validationError(`Attribute key '${Key}' is not supported on ${of}`)
    }
    if (Object.hasOwn(changed, Key)) {
      throw validationError(`Attribute key '${Key}' was specified more than once`)
    }
    if (!takes(rule.values, Value)) throw invalidValue(Key, Value, rule.values)
    changed[Key] = Value
  }
  return { set: { ...set, ...changed }, changed }
}

function takes(values: Values, value: string): boolean {
  if (values instanceof RegExp) return values.test(value)
  if (!('from' in values)) return values.includes(value)
  if (values.or?.includes(value)) return true
  return /^\d{1,9}$/.test(value) && Number(value) >= values.from && Number(value) <= values.to
}

function invalidValue(key: string, value: string, values: Values): Error {
  if (values instanceof RegExp) {
    return validationError(`'${value}' is not a valid value for attribute '${key}'`)
  }
  if ('from' in values) {
    const others = (values.or ?? []).map((word) => `'${word}' or `).join('')
    return validationError(
      `The value of '${key}' must be ${others}a number between ${values.from} and ${values.to} inclusive`,
    )
  }
  return validationError(`'${key}' value '${value}' must be one of [${values.join(', ')}]`)
}
