import { filterOperators, type FilterToken } from './filter.ts'

const param = 'filter'
const tagPrefix = 'tag:'

/** Operator characters inside a tag's key are escaped, so that the first operator found is the operator. */
function writeKey(key: string): string {
  const escape = (text: string) => encodeURIComponent(text).replaceAll('!', '%21')
  return key.startsWith(tagPrefix) ? tagPrefix + escape(key.slice(tagPrefix.length)) : escape(key)
}

function readToken(text: string): FilterToken | undefined {
  const prefix = text.startsWith(tagPrefix) ? tagPrefix : ''
  const rest = text.slice(prefix.length)
  const at = rest.search(/[!=:<>]/)
  if (at < 0) return undefined
  const operator = filterOperators.find((one) => rest.startsWith(one, at))
  if (!operator) return undefined
  const value = rest.slice(at + operator.length)
  if (at === 0 && prefix === '') return { operator, value }
  try {
    return { property: prefix + decodeURIComponent(rest.slice(0, at)), operator, value }
  } catch {
    return undefined // A broken escape in a hand-edited URL.
  }
}

/** The filter that a URL carries: `?filter=state=running&filter=tag:Env=prod`. What cannot be read is left out. */
export function readFilter(search: URLSearchParams): FilterToken[] {
  return search.getAll(param).flatMap((text) => readToken(text) ?? [])
}

/** Writes a filter into a URL, in place of the one there. */
export function writeFilter(search: URLSearchParams, tokens: readonly FilterToken[]): void {
  search.delete(param)
  for (const { property, operator, value } of tokens) {
    search.append(param, `${property === undefined ? '' : writeKey(property)}${operator}${value}`)
  }
}
