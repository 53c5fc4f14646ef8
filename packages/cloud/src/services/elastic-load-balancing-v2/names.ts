import { validationError } from './errors.ts'

const nameLimit = 32
const pattern = '(?!.*--)(?!^-)(?!.*-$)^[A-Za-z0-9-]+$'

/** Refuses what AWS takes for no name; `what` as AWS calls the thing: `Target group`. */
export function checkName(name: string, what: 'Load balancer' | 'Target group'): void {
  if (name.length > nameLimit) {
    throw validationError(`${what} name '${name}' cannot be longer than '${nameLimit}' characters`)
  }
  if (!/^[a-zA-Z0-9-]+$/.test(name)) {
    throw validationError(
      `${what} name '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`,
    )
  }
  if (!new RegExp(pattern).test(name)) {
    const member =
      what === 'Target group'
        ? 'targetGroup.targetGroupArn.targetGroupName'
        : 'loadBalancer.loadBalancerArn.loadBalancerName'
    throw validationError(
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    )
  }
  if (what === 'Load balancer' && name.startsWith('internal-')) {
    throw validationError(`The load balancer name '${name}' cannot begin with 'internal-'`)
  }
}
