import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Decision } from './decision.ts'
import type { Principal } from './principal.ts'

/** Encodes and decodes what stands behind a denial; nobody else can make one, or read it. */
export interface MessageCodec {
  encode(text: string): string
  /** Undefined for what was not made here. */
  decode(message: string): string | undefined
}

const ivBytes = 12
const tagBytes = 16

export function createMessageCodec(installKey: Buffer): MessageCodec {
  const key = createHmac('sha256', installKey).update('authorization-message').digest()
  return {
    encode(text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    decode(message) {
      const bytes = Buffer.from(message, 'base64url')
      if (bytes.length < ivBytes + tagBytes) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(ivBytes + tagBytes)),
          decipher.final(),
        ]).toString()
      } catch {
        return undefined
      }
    },
  }
}

/** A denial as DecodeAuthorizationMessage tells it, with what Brume adds under `brume`. */
export function describeDenial(principal: Principal, decision: Decision): string {
  const { userId, username, arn } = principal
  const items = (list: readonly unknown[]): { items: readonly unknown[] } => ({ items: list })
  return JSON.stringify({
    allowed: false,
    explicitDeny: decision.kind === 'explicitDeny',
    matchedStatements: items(
      decision.statements.map(({ sid = '', effect }) => ({
        statementId: sid,
        effect: effect.toUpperCase(),
        principals: items([{ value: userId.split(':')[0] }]),
        principalGroups: items([]),
        actions: items([{ value: decision.action }]),
        resources: items([{ value: decision.resource }]),
        conditions: items([]),
      })),
    ),
    failures: items([]),
    context: {
      principal: { id: userId, ...(username !== undefined && { name: username }), arn },
      action: decision.action,
      resource: decision.resource,
      conditions: items(
        Object.entries(decision.context).map(([key, values]) => ({
          key,
          values: items(values.map((value) => ({ value }))),
        })),
      ),
    },
    brume: { layer: decision.layer, statements: decision.statements, remedy: decision.remedy },
  })
}
