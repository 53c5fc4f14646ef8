import type { Chance } from '@brume/clock'

/** Session tokens of IMDSv2, per instance; they end with the process, as a client simply takes a new one. */
export interface MetadataTokens {
  issue(instanceKey: string, ttlSeconds: number, nowMs: number, chance: Chance): string
  isValid(instanceKey: string, token: string, nowMs: number): boolean
}

export function createMetadataTokens(): MetadataTokens {
  const byInstance = new Map<string, Map<string, number>>()
  return {
    issue(instanceKey, ttlSeconds, nowMs, chance) {
      const token = Buffer.from(chance.hex(80), 'hex').toString('base64url')
      const tokens = byInstance.get(instanceKey) ?? new Map<string, number>()
      for (const [known, expiresAt] of tokens) if (expiresAt <= nowMs) tokens.delete(known)
      tokens.set(token, nowMs + ttlSeconds * 1000)
      byInstance.set(instanceKey, tokens)
      return token
    },
    isValid: (instanceKey, token, nowMs) => (byInstance.get(instanceKey)?.get(token) ?? 0) > nowMs,
  }
}
