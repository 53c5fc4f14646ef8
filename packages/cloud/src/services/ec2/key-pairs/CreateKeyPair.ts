import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { CreateKeyPairRequest, KeyPair } from '@aws-sdk/client-ec2'
import { preparedOperation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { checkNewKeyName } from './find-key-pair.ts'
import { keyPairs } from './key-pair.ts'
import { writePrivateKey } from './private-keys.ts'
import {
  authorizedKeysLine,
  encodePublicKey,
  sha1Fingerprint,
  sha256Fingerprint,
} from './public-keys.ts'

const generate = promisify(generateKeyPair)

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** Makes a key pair, RSA or ED25519. The private key is in this answer and nowhere else. */
export const CreateKeyPair = preparedOperation<CreateKeyPairRequest, KeyPair, Pair>(
  'CreateKeyPair',
  async (input, { read }) => {
    // A refusal need not wait for a key to be made.
    read((ctx) => checkNewKeyName(ctx, input.KeyName))
    return input.KeyType === 'ed25519'
      ? generate('ed25519')
      : generate('rsa', { modulusLength: 2048 })
  },
  (ctx, input, { publicKey, privateKey }) => {
    const name = checkNewKeyName(ctx, input.KeyName)
    const type = input.KeyType ?? 'rsa'
    const tags = readTagSpecifications(input.TagSpecifications, ['key-pair'])('key-pair')
    const blob = encodePublicKey(publicKey)
    const fingerprint = type === 'rsa' ? sha1Fingerprint(privateKey) : sha256Fingerprint(blob)
    const id = newId(ctx.chance, 'key')
    checkQuota(ctx, 'keyPairs', ctx.db.count(keyPairs))
    ctx.db.put(keyPairs, {
      id,
      name,
      type,
      fingerprint,
      publicKey: authorizedKeysLine(blob, type, name),
      createTime: ctx.now,
      tags,
    })
    return {
      KeyPairId: id,
      KeyName: name,
      KeyFingerprint: fingerprint,
      KeyMaterial: writePrivateKey(privateKey, publicKey, type, input.KeyFormat ?? 'pem', name),
      Tags: [...tags],
    }
  },
)
