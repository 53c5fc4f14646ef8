import type { KeyObject } from 'node:crypto'
import type { GetSSHPublicKeyRequest, GetSSHPublicKeyResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readPublicKey } from '../../ec2/key-pairs/public-keys.ts'
import { findUser } from '../users/user.ts'
import { findSshKey, toSshMetadata } from './ssh-public-key.ts'

/** Tells a key of a user, as an `authorized_keys` line or as PEM. */
export const GetSSHPublicKey = operation<GetSSHPublicKeyRequest, GetSSHPublicKeyResponse>(
  'GetSSHPublicKey',
  (ctx, { UserName, SSHPublicKeyId, Encoding }) => {
    const user = findUser(ctx.db, UserName)
    const found = findSshKey(ctx, user, SSHPublicKeyId)
    if (Encoding !== 'SSH' && Encoding !== 'PEM') {
      throw new AwsError(
        'UnrecognizedPublicKeyEncoding',
        'The public key encoding format is unsupported or unrecognized.',
        400,
      )
    }
    const { key } = readPublicKey(Buffer.from(found.body))
    return {
      SSHPublicKey: {
        ...toSshMetadata(user, found),
        Fingerprint: found.fingerprint,
        SSHPublicKeyBody: Encoding === 'SSH' ? found.body : toPem(key),
      },
    }
  },
)

function toPem(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'spki' }).toString()
}
