import type { WireCall } from '@brume/aws-wire'
import { AwsError } from '../errors.ts'
import type { Decision, PolicyLayer } from './decision.ts'
import { familyOf } from './families.ts'
import type { Principal } from './principal.ts'

/** How AWS names each kind of policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const layerTexts: Readonly<Record<PolicyLayer, readonly [article: string, name: string]>> = {
  identity: ['an', 'identity-based policy'],
  group: ['an', 'identity-based policy'],
  boundary: ['a', 'permissions boundary'],
  session: ['a', 'session policy'],
  resource: ['a', 'resource-based policy'],
  trust: ['the', 'role trust policy'],
}

/** `User: … is not authorized to perform: … on resource: … because no identity-based policy allows the … action` */
export function denialText({ arn }: Principal, decision: Decision): string {
  const { action, resource, kind, layer = 'identity' } = decision
  const [article, name] = layerTexts[layer]
  const why =
    kind === 'explicitDeny'
      ? `with an explicit deny in ${article} ${name}`
      : `because no ${name} allows the ${action} action`
  const on = resource === '*' ? '' : ` on resource: ${resource}`
  return `User: ${arn} is not authorized to perform: ${action}${on} ${why}`
}

/** The refusal in the words of the call's service. */
export function denialError(
  call: WireCall,
  principal: Principal,
  decision: Decision,
  encode: () => string,
): AwsError {
  const text = denialText(principal, decision)
  switch (familyOf(call)) {
    case 'ec2Query': {
      const encoded = call.operation.startsWith('Describe')
        ? ''
        : ` Encoded authorization failure message: ${encode()}`
      const full = `You are not authorized to perform this operation. ${text}.${encoded}`
      return new AwsError('UnauthorizedOperation', encoded ? full : full.slice(0, -1), 403)
    }
    case 'json':
      return new AwsError('AccessDeniedException', text, 400)
    case 'query':
      return new AwsError('AccessDenied', text, 403)
  }
}
