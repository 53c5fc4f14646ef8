/** What our client end says it is: new enough for every feature that agents gate by the client's version. */
export const clientVersion = '1.2.650.0'
/** What our agent end says it is when the guest does not tell. */
export const defaultAgentVersion = '3.3.1142.0'

/** Both ends must be new enough to carry several connections in one session. */
const oldestMultiplexingClient = '1.1.70.0'
/** The newest agent that does not multiplex. */
const newestPlainAgent = '3.0.196.0'

/** Plugin and agent take a version for old unless it is four integers with dots. */
export function isComparableVersion(version: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(version)
}

export function canClientMultiplex(version: string): boolean {
  return isComparableVersion(version) && compareVersions(version, oldestMultiplexingClient) >= 0
}

export function canAgentMultiplex(version: string): boolean {
  return isComparableVersion(version) && compareVersions(version, newestPlainAgent) > 0
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let index = 0; index < left.length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
