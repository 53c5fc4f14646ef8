/** The object that `payload` holds as JSON text, or undefined: what a peer sends must never throw here. */
export function parseJsonObject(payload: Uint8Array | string): Record<string, unknown> | undefined {
  const text = typeof payload === 'string' ? payload : Buffer.from(payload).toString('utf8')
  try {
    return asObject(JSON.parse(text))
  } catch {
    return undefined
  }
}

export function asObject(value: unknown): Record<string, unknown> | undefined {
  return isObject(value) ? value : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8')
}
