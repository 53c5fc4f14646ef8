/** What a Flag payload says. */
export const Flag = {
  /** Client: its local connection is closed; the agent closes its own (sessions of one connection). */
  disconnectToPort: 1,
  /** Client: the session is over. */
  terminateSession: 2,
  /** Agent: nobody answers at the port. */
  connectToPortError: 3,
} as const

export function flagPayload(flag: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(flag)
  return bytes
}

export function parseFlag(payload: Uint8Array): number | undefined {
  return payload.length === 4 ? Buffer.from(payload).readUInt32BE() : undefined
}
