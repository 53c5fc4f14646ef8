/**
 * `DescribeInstances` as the CLI spells it: `describe-instances`. The plural of an acronym stays one word (`VPCs`), and so do digits.
 * https://github.com/boto/botocore/blob/develop/botocore/__init__.py (xform_name)
 */
export function kebab(name: string): string {
  const plural = /[A-Z]{2,}s$/.exec(name)?.[0]
  const parted =
    plural === undefined ? name : `${name.slice(0, -plural.length)}-${plural.toLowerCase()}`
  return parted
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
}
