import type { ImportKeyPairRequest, ImportKeyPairResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { checkNewKeyName } from './find-key-pair.ts'
import { keyPairs } from './key-pair.ts'
import {
  authorizedKeysLine,
  md5Fingerprint,
  readPublicKey,
  sha256Fingerprint,
} from './public-keys.ts'

/** Takes a public key of one's own, RSA or ED25519, in OpenSSH or PEM form. */
export const ImportKeyPair = operation<ImportKeyPairRequest, ImportKeyPairResult>(
  'ImportKeyPair',
  (ctx, input) => {
    const name = checkNewKeyName(ctx, input.KeyName)
    const tags = readTagSpecifications(input.TagSpecifications, ['key-pair'])('key-pair')
    const { type, blob, key, comment } = readPublicKey(input.PublicKeyMaterial ?? new Uint8Array())
    const fingerprint = type === 'rsa' ? md5Fingerprint(key) : sha256Fingerprint(blob)
    const id = newId(ctx.chance, 'key')
    const publicKey = authorizedKeysLine(blob, type, comment || name)
    checkQuota(ctx, 'keyPairs', ctx.db.count(keyPairs))
    ctx.db.put(keyPairs, { id, name, type, fingerprint, publicKey, createTime: ctx.now, tags })
    return { KeyPairId: id, KeyName: name, KeyFingerprint: fingerprint, Tags: [...tags] }
  },
)
