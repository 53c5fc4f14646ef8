/** IAM names are unique without regard to case; records are kept under the name in lower case. */
export function nameKey(name: string): string {
  return name.toLowerCase()
}

/** Paths of entities: `/` or `/division/`. */
export function isUnder(path: string, prefix: string | undefined): boolean {
  return path.startsWith(prefix ?? '/')
}

export function iamArn(
  account: string,
  kind: 'role' | 'instance-profile' | 'policy' | 'user' | 'group' | 'server-certificate' | 'mfa',
  path: string,
  name: string,
): string {
  return `arn:aws:iam::${account}:${kind}${path}${name}`
}
