import type { ServiceInfo } from './services.ts'
import { WireFault } from './wire-fault.ts'

/** Top-level form keys that name the call or sign it: no part of any input. */
const protocolKeys: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'AWSAccessKeyId',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'Timestamp',
  'Expires',
])

/** The SDK adds these to CopySnapshot for a Region that no longer needs them. */
const copySnapshotKeys: ReadonlySet<string> = new Set(['PresignedUrl', 'DestinationRegion'])

export function isProtocolKey(key: string, operation: string): boolean {
  return (
    protocolKeys.has(key) ||
    /^x-amz-/i.test(key) ||
    (operation === 'CopySnapshot' && copySnapshotKeys.has(key))
  )
}

/** EC2 always writes milliseconds; the other services leave them out when they are zero. */
export function writeTimeOf(info: ServiceInfo): (date: Date) => string {
  const write =
    info.formProtocol === 'ec2Query'
      ? (date: Date) => date.toISOString()
      : (date: Date) => date.toISOString().replace('.000Z', 'Z')
  // The times of one thing are often the same moment.
  let latestMs = Number.NaN
  let latest = ''
  return (date) => {
    const ms = date.getTime()
    if (ms !== latestMs) {
      latest = write(date)
      latestMs = ms
    }
    return latest
  }
}

/** The refusal of a form value that is not of its member's type. */
export function wrongTypeOf(
  info: ServiceInfo,
): (value: string, path: string, expected: string) => WireFault {
  if (info.formProtocol === 'ec2Query') {
    return (value, path) =>
      new WireFault('InvalidParameterValue', `Invalid value '${clip(value)}' for ${path}.`)
  }
  return (value, path, expected) =>
    new WireFault(
      'MalformedInput',
      `Could not parse the value '${clip(value)}' of ${path} as a ${expected}`,
    )
}

/** A client's own words in a message are kept short: a message is not a place to send a megabyte back. */
export function clip(value: string): string {
  return value.length <= 256 ? value : `${value.slice(0, 256)}...`
}
