import type { ProblemKey } from './problem.ts'

/** What IAM says to a resource that is no ARN; undefined for one that is. Its rules are those that it was seen to follow. */
export function checkResource(
  resource: string,
): { readonly key: ProblemKey; readonly values: Readonly<Record<string, string>> } | undefined {
  if (resource === '*') return undefined
  const fields = resource.split(':')
  const [, partition = '', ...rest] = fields
  if (fields.length === 1) return { key: 'resource-not-arn', values: { resource } }
  if (!partitions.has(partition)) {
    const shown = [0, 1, 2].map((at) =>
      at === 0 ? rest[0] || (rest.length > 1 ? '' : '*') : (rest[at] ?? '*'),
    )
    const last = rest.length > 3 ? rest.slice(3).join(':') : '*'
    const arn = ['arn', partition, ...shown, last].join(':')
    return { key: 'resource-partition', values: { partition, resource: arn } }
  }
  if (rest.length === 0) return { key: 'resource-vendor', values: { resource } }
  const [service = '', region, , ...path] = rest
  if (service === 'iam' && region) return { key: 'iam-resource-region', values: { resource } }
  if (service === 's3' && region) return { key: 'resource-region', values: { resource } }
  // An ARN that leaves out what lies between two colons in a row is not even read.
  if (service === '' || (fields.length < 6 && resource.includes('::'))) {
    return { key: 'malformed-arn', values: { resource } }
  }
  const last = path.join(':')
  if (service === 'iam' && !iamPaths.some((start) => last.startsWith(start)) && last !== '*') {
    return { key: 'iam-resource-path', values: { paths: iamPaths.join(', ') } }
  }
  return undefined
}

const partitions: ReadonlySet<string> = new Set(['aws', 'aws-cn', 'aws-us-gov', '*'])

const iamPaths = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
]
