/** The trust of a role that instances carry. */
export const ec2Trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
}

export function printJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
}

/** A document as IAM answers it, percent-encoded, for people to read. */
export function readDocument(encoded: string | undefined): string {
  const text = decodeURIComponent(encoded ?? '')
  try {
    return printJson(JSON.parse(text))
  } catch {
    return text
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Whom a trust policy lets take the role: services, accounts, users, as they are written. */
export function trustedBy(encoded: string | undefined): readonly string[] {
  try {
    const document: unknown = JSON.parse(decodeURIComponent(encoded ?? ''))
    if (!isRecord(document)) return []
    const trusted = listOf(document['Statement']).flatMap((statement) => {
      if (!isRecord(statement) || statement['Effect'] !== 'Allow') return []
      const principal = statement['Principal']
      return isRecord(principal) ? Object.values(principal).flatMap(listOf) : [principal]
    })
    return [...new Set(trusted.filter((one) => typeof one === 'string'))]
  } catch {
    return []
  }
}
