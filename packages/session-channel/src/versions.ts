/** What our client end says it is: new enough for every feature that agents gate by the client's version. */
export const clientVersion = '1.2.650.0'
/** What our agent end says it is when the guest does not tell. */
export const defaultAgentVersion = '3.3.1142.0'

/** Plugin and agent take a version for old unless it is four integers with dots. */
export function isComparableVersion(version: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(version)
}
