import { AwsError } from '../../../errors.ts'

/** What an endpoint lets through unless it is told otherwise: everything. */
export const openPolicy = JSON.stringify({
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
})

/** The document as it came; throws `InvalidPolicyDocument` unless it is a JSON object with statements. */
export function readEndpointPolicy(text: string): string {
  try {
    const policy: unknown = JSON.parse(text)
    if (typeof policy === 'object' && policy !== null && 'Statement' in policy) return text
  } catch {
    // refused below
  }
  throw new AwsError('InvalidPolicyDocument', 'The policy document is not valid JSON.')
}
