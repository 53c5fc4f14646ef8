import type { UploadSSHPublicKeyRequest, UploadSSHPublicKeyResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import {
  authorizedKeysLine,
  md5Fingerprint,
  readPublicKey,
  type PublicKey,
} from '../../ec2/key-pairs/public-keys.ts'
import { limitExceeded } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { userOrCaller } from '../users/caller-user.ts'
import { sshPublicKeys, toSshMetadata, type SshPublicKeyRecord } from './ssh-public-key.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const keysPerUser = 5

/**
 * Keeps an SSH public key of a user, for CodeCommit.
 * @limits RSA of 2,048 bits or more; 5 a user.
 * @differs CodeCommit is not there: nobody signs in with it.
 */
export const UploadSSHPublicKey = operation<UploadSSHPublicKeyRequest, UploadSSHPublicKeyResponse>(
  'UploadSSHPublicKey',
  (ctx, { UserName, SSHPublicKeyBody = '' }) => {
    const user = userOrCaller(ctx, UserName)
    const { blob, type, key } = readKey(SSHPublicKeyBody)
    const fingerprint = md5Fingerprint(key)
    const present = ctx.db.by(sshPublicKeys, 'user', user.id)
    if (present.some((each) => each.fingerprint === fingerprint)) {
      throw new AwsError(
        'DuplicateSSHPublicKey',
        'The public key is already associated with the IAM user.',
        400,
      )
    }
    if (present.length >= keysPerUser) {
      throw limitExceeded(`Cannot exceed quota for SSHPublicKeysPerUser: ${keysPerUser}`)
    }
    const made: SshPublicKeyRecord = {
      id: makeUniqueId('APKA', ctx.chance),
      user: user.id,
      fingerprint,
      body: authorizedKeysLine(blob, type, ''),
      status: 'Active',
      uploadTime: ctx.now,
    }
    ctx.db.put(sshPublicKeys, made)
    return {
      SSHPublicKey: {
        ...toSshMetadata(user, made),
        Fingerprint: fingerprint,
        SSHPublicKeyBody: made.body,
      },
    }
  },
)

function readKey(text: string): PublicKey {
  const invalid = (why: string) => new AwsError('InvalidPublicKey', why, 400)
  let found: PublicKey
  try {
    found = readPublicKey(Buffer.from(text))
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause
    throw invalid('The public key is malformed or otherwise invalid.')
  }
  const bits = found.key.asymmetricKeyDetails?.modulusLength ?? 0
  if (found.type === 'rsa' && bits >= 2048) return found
  throw invalid('The public key must be an RSA key of at least 2048 bits.')
}
