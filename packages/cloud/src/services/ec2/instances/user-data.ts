import { userDataBytes } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'

/** Checks user data as it comes over the wire (base64, at most 16 KiB decoded); empty counts as none. */
export function readUserData(base64: string | undefined): string | undefined {
  if (!base64) return undefined
  const text = base64.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 === 1) {
    throw new AwsError('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.')
  }
  if (Buffer.byteLength(text, 'base64') > userDataBytes) {
    throw new AwsError('InvalidParameterValue', `User data is limited to ${userDataBytes} bytes`)
  }
  return text === '' ? undefined : text
}
