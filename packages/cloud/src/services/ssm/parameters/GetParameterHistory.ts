import type { GetParameterHistoryRequest, GetParameterHistoryResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { shownValue } from './find-parameter.ts'
import { lookUpParameter, parameterNotFound, versionsOf } from './parameter.ts'

const pageSize = 50

/** All versions of a parameter. */
export const GetParameterHistory = operation<GetParameterHistoryRequest, GetParameterHistoryResult>(
  'GetParameterHistory',
  (ctx, input) => {
    const { Name = '', WithDecryption = false } = input
    const record = lookUpParameter(ctx, Name)
    if (!record) throw parameterNotFound(Name)
    const { items, NextToken } = pageOf(versionsOf(record), input, pageSize)
    return {
      Parameters: items.map((version) => ({
        Name: record.id,
        Type: record.type,
        KeyId: version.keyId,
        LastModifiedDate: new Date(version.lastModified),
        LastModifiedUser: version.lastModifiedUser,
        Description: version.description,
        Value: shownValue(ctx, record, version, WithDecryption),
        AllowedPattern: version.allowedPattern,
        Version: version.version,
        Labels: [...(version.labels ?? [])],
        Tier: version.tier,
        Policies: [],
        DataType: version.dataType,
      })),
      NextToken,
    }
  },
)
