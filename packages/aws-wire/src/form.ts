import { WireFault } from './wire-fault.ts'

/** A form's keys as a tree, split at the dots. Maps, so that a key such as `__proto__` is only a key. */
export interface FormNode {
  value: string | undefined
  children: Map<string, FormNode> | undefined
}

/** No model is deeper; what lies below stays one key and is refused as unknown. */
const maxDepth = 40

/** Reads `application/x-www-form-urlencoded` text. Of a key that comes twice the first counts. */
export function parseForm(text: string): FormNode {
  const root: FormNode = { value: undefined, children: new Map() }
  for (const [key, value] of formPairs(text)) place(root, key, value)
  return root
}

/**
 * The pairs of a form or query string, decoded; only those of `wanted` keys when it is given, which are names that no
 * client has a reason to escape.
 */
export function* formPairs(
  text: string,
  wanted?: ReadonlySet<string>,
): Generator<[string, string]> {
  for (let start = 0; start < text.length;) {
    let end = text.indexOf('&', start)
    if (end === -1) end = text.length
    if (end > start) {
      const equals = text.indexOf('=', start)
      const split = equals === -1 || equals > end ? end : equals
      const key = text.slice(start, split)
      if (!wanted) yield [decodePart(key), decodePart(text.slice(split + 1, end))]
      else if (wanted.has(key)) yield [key, decodePart(text.slice(split + 1, end))]
    }
    start = end + 1
  }
}

/** The text of a body; UTF-8 or nothing. */
export function bodyText(body: Uint8Array, refuse: () => WireFault = malformed): string {
  try {
    return utf8.decode(body)
  } catch {
    throw refuse()
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decodePart(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw malformed()
  }
}

function malformed(): WireFault {
  return new WireFault('MalformedQueryString', 'The query string contains a syntax error.')
}

function place(root: FormNode, key: string, value: string): void {
  let node = root
  let start = 0
  for (let depth = 1; ; depth++) {
    const dot = depth < maxDepth ? key.indexOf('.', start) : -1
    const part = dot === -1 ? key.slice(start) : key.slice(start, dot)
    node.children ??= new Map()
    let child = node.children.get(part)
    if (!child) {
      child = { value: undefined, children: undefined }
      node.children.set(part, child)
    }
    node = child
    if (dot === -1) break
    start = dot + 1
  }
  node.value ??= value
}
