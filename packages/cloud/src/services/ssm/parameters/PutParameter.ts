import type { PutParameterRequest, PutParameterResult } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { lookUpImage } from '../../ec2/images/find-image.ts'
import { checkParameterName, checkPattern, invalid, readTier } from './check-parameter.ts'
import { lookUpParameter, parameters, versionsOf, type ParameterRecord } from './parameter.ts'
import { withTags } from '../tagging/tags.ts'

const maxVersions = 100

/**
 * Sets a parameter: String, StringList or SecureString, as a new version.
 * @limits 100 versions.
 * @differs SecureString is hidden unless decryption is asked for; there is no KMS. Policies are refused.
 */
export const PutParameter = operation<PutParameterRequest, PutParameterResult>(
  'PutParameter',
  (ctx, input) => {
    const { Name = '', Value = '', Overwrite = false, Tags } = input
    if (input.Policies) {
      throw new AwsError(
        'UnsupportedOperation',
        'The member Policies of PutParameter is not supported by the embedded cloud.',
      )
    }
    const present = lookUpParameter(ctx, Name)
    if (!present) checkParameterName(Name)
    if (present && !Overwrite) {
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      )
    }
    if (Overwrite && Tags?.length) {
      throw invalid(
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
      )
    }
    const type = readType(input, present)
    const latest = {
      version: (present?.latest.version ?? 0) + 1,
      value: Value,
      description: input.Description ?? present?.latest.description,
      allowedPattern: input.AllowedPattern ?? present?.latest.allowedPattern,
      keyId:
        type === 'SecureString'
          ? (input.KeyId ?? present?.latest.keyId ?? 'alias/aws/ssm')
          : undefined,
      dataType: readDataType(ctx, input, present),
      tier: readTier(input, present?.latest.tier ?? 'Standard'),
      lastModified: ctx.now,
      lastModifiedUser: ctx.caller,
    }
    if (latest.allowedPattern) checkPattern(Value, latest.allowedPattern)
    const earlier = present ? versionsOf(present) : []
    const [oldest] = earlier
    if (earlier.length >= maxVersions && oldest?.labels?.length) {
      throw new AwsError(
        'ParameterMaxVersionLimitExceeded',
        `You attempted to create a new version of ${Name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
      )
    }
    ctx.db.put(parameters, {
      id: present?.id ?? Name,
      type,
      latest,
      earlier: earlier.slice(-(maxVersions - 1)),
      tags: present?.tags ?? withTags([], Tags),
    })
    return { Version: latest.version, Tier: latest.tier }
  },
)

function readType(input: PutParameterRequest, present: ParameterRecord | undefined) {
  const type = input.Type ?? present?.type
  if (!type) throw invalid('A parameter type is required when you create a parameter.')
  if (present && present.type !== type) {
    throw new AwsError(
      'HierarchyTypeMismatchException',
      "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
    )
  }
  if (type !== 'SecureString' && input.KeyId) {
    throw invalid('KeyId is required for SecureString type parameter only.')
  }
  return type
}

function readDataType(
  ctx: Context,
  input: PutParameterRequest,
  present: ParameterRecord | undefined,
): string {
  const dataType = input.DataType ?? present?.latest.dataType ?? 'text'
  if (dataType === 'text') return dataType
  if (dataType !== 'aws:ec2:image') {
    throw invalid(
      `The following data type is not supported: ${dataType} (Data type names are all lowercase.)`,
    )
  }
  if (lookUpImage(ctx, input.Value ?? '')) return dataType
  throw invalid(`The parameter value ${input.Value ?? ''} is not the ID of an AMI of this Region.`)
}
