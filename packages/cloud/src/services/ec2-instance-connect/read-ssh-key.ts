import { AwsError } from '../../errors.ts'
import { authorizedKeysLine, readPublicKey } from '../ec2/key-pairs/public-keys.ts'

/** The key as a line of `authorized_keys`, from any form that EC2 imports. */
export function readSshKey(text: string): string {
  try {
    const { blob, type, comment } = readPublicKey(Buffer.from(text))
    return authorizedKeysLine(blob, type, comment)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const kind = text.startsWith('ssh-rsa') ? 'RSA - ' : ''
    throw new AwsError(
      'InvalidArgsException',
      `Invalid input parameter received for Illegal argument exception: ${kind}SSH Public key is invalid`,
    )
  }
}
