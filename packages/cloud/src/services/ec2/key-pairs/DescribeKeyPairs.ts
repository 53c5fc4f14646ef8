import type { DescribeKeyPairsRequest, DescribeKeyPairsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { findKeyPairByName } from './find-key-pair.ts'
import { keyPairs, type KeyPairRecord } from './key-pair.ts'

/** Lists key pairs, with the public key when asked. */
export const DescribeKeyPairs = operation<DescribeKeyPairsRequest, DescribeKeyPairsResult>(
  'DescribeKeyPairs',
  (ctx, input) => {
    const asked = [
      ...(input.KeyNames ?? []).map((name) => findKeyPairByName(ctx, name)),
      ...(input.KeyPairIds ?? []).map((id) => findRecord(ctx, keyPairs, 'key-pair', id)),
    ]
    const matches = compileFilters<KeyPairRecord>('DescribeKeyPairs', input.Filters, {
      fields: {
        'key-pair-id': ({ id }) => id,
        fingerprint: (pair) => pair.fingerprint,
        'key-name': ({ name }) => name,
      },
      tags: ({ tags }) => tags,
    })
    const pairs = asked.length > 0 ? [...new Set(asked)] : ctx.db.all(keyPairs)
    return {
      KeyPairs: pairs.filter(matches).map((pair) => ({
        KeyPairId: pair.id,
        KeyName: pair.name,
        KeyType: pair.type,
        KeyFingerprint: pair.fingerprint,
        PublicKey: input.IncludePublicKey ? pair.publicKey : undefined,
        CreateTime: new Date(pair.createTime),
        Tags: [...pair.tags],
      })),
    }
  },
)
