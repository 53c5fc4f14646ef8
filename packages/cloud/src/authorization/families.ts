import type { WireCall } from '@brume/aws-wire'
import { AwsError } from '../errors.ts'

/** The families of protocols name the same refusals differently. */
export type Family = 'ec2Query' | 'json' | 'query'

export function familyOf({ service, protocol }: WireCall): Family {
  if (service === 'ec2') return 'ec2Query'
  return queryServices.has(service) || protocol === 'awsQuery' ? 'query' : 'json'
}

const queryServices: ReadonlySet<string> = new Set([
  'sts',
  'iam',
  'auto-scaling',
  'elastic-load-balancing-v2',
])

type CodeAndStatus = readonly [code: string, status: number]

export function authError(
  call: WireCall,
  message: string,
  as: { readonly [family in Family]: CodeAndStatus },
): AwsError {
  const [code, status] = as[familyOf(call)]
  return new AwsError(code, message, status)
}

/** A key that nobody gave out, or that does not belong to its token. */
export function unknownKey(call: WireCall): AwsError {
  return authError(
    call,
    call.service === 'ec2'
      ? 'AWS was not able to validate the provided access credentials'
      : 'The security token included in the request is invalid.',
    {
      ec2Query: ['AuthFailure', 401],
      json: ['UnrecognizedClientException', 400],
      query: ['InvalidClientTokenId', 403],
    },
  )
}
