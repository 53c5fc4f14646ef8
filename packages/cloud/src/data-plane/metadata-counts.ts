/** Requests to instance metadata that came without a token, by instance, since they were last asked for. */
export interface MetadataCounts {
  note(instanceKey: string, answered: boolean): void
  take(instanceKey: string): TokenlessRequests
  /** Those of an account: its next life may have the same ids. */
  forget(account: string): void
}

export interface TokenlessRequests {
  readonly answered: number
  readonly rejected: number
}

const none: TokenlessRequests = { answered: 0, rejected: 0 }

export function createMetadataCounts(): MetadataCounts {
  const counts = new Map<string, TokenlessRequests>()
  return {
    note(key, answered) {
      const before = counts.get(key) ?? none
      counts.set(
        key,
        answered
          ? { ...before, answered: before.answered + 1 }
          : { ...before, rejected: before.rejected + 1 },
      )
    },
    take(key) {
      const found = counts.get(key)
      if (!found) return none
      counts.delete(key)
      return found
    },
    forget(account) {
      for (const key of counts.keys()) if (key.startsWith(`${account}/`)) counts.delete(key)
    },
  }
}
