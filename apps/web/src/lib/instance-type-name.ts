import type { Input } from '@brume/console-api'

export type InstanceTypeName = NonNullable<Input<'ec2', 'RunInstances'>['InstanceType']>

/** A type that somebody typed or AWS named: it may be newer than the SDK's list, and AWS is the judge. */
export function asTypeName(name: string | undefined): InstanceTypeName {
  return (name ?? '') as InstanceTypeName
}
